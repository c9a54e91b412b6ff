package io.teleon.controller.act;

import io.teleon.controller.predict.Forecasts;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.LinkId;
import java.util.Optional;

/// The forecasts that may be stood on for a purpose.
///
/// @param licensedOnly whether only those with a licence may: to act, they must; what is only
///   suggested to people may stand on any
record Foresight(Optional<Forecasts> forecasts, boolean licensedOnly) {

    static final Foresight NONE = new Foresight(Optional.empty(), true);

    static Foresight toAct(Optional<Forecasts> forecasts) {
        return new Foresight(forecasts, true);
    }

    static Foresight toSuggest(Optional<Forecasts> forecasts) {
        return new Foresight(forecasts, false);
    }

    Optional<SeriesForecast> ofLink(LinkId link) {
        return forecasts.flatMap(f -> f.ofLink(link)).filter(this::counts);
    }

    Optional<SeriesForecast> ofIntent(IntentId intent) {
        return forecasts.flatMap(f -> f.ofIntent(intent)).filter(this::counts);
    }

    private boolean counts(SeriesForecast forecast) {
        return forecast.licensed() || !licensedOnly;
    }
}
