package io.teleon.controller.autonomy;

import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells when forecasts of links lose their licence or gain it: programs then act on them or not.
/// Bounded by the links there are. Owned by the control loop's thread.
final class LicenceWatch {

    private final Optional<Forecasts> forecasts;
    private final LinkNames names;
    private final EventLog events;
    private final Map<String, Boolean> licences = new TreeMap<>();

    LicenceWatch(Optional<Forecasts> forecasts, LinkNames names, EventLog events) {
        this.forecasts = forecasts;
        this.names = names;
        this.events = events;
    }

    void look(Iterable<LinkId> links, Instant now) {
        if (forecasts.isEmpty()) {
            return;
        }
        for (LinkId link : links) {
            Optional<SeriesForecast> forecast = forecasts.get().ofLink(link);
            if (forecast.isPresent()) {
                String name = names.name(link);
                Boolean before = licences.put(name, forecast.get().licensed());
                if (before != null && before != forecast.get().licensed()) {
                    tell(name, forecast.get(), now);
                }
            }
        }
    }

    private void tell(String link, SeriesForecast forecast, Instant now) {
        events.record(
                now,
                forecast.licensed() ? Severity.NORMAL : Severity.WARNING,
                Event.Kind.LICENCE,
                link,
                "forecasts of what is offered to "
                        + link
                        + (forecast.licensed()
                                ? " may drive action again"
                                : " may not drive action any more")
                        + ": "
                        + grounds(forecast));
    }

    /// What decides, not the skill itself: that may be good by luck.
    static String grounds(SeriesForecast forecast) {
        if (!forecast.judged()) {
            return "too few of them have been judged";
        }
        if (forecast.recent() < SeriesForecast.LEAST_RECENT) {
            return String.format(
                    Locale.ROOT,
                    "skill of the last three hours %.3f, at least %.2f is wanted",
                    forecast.recent(),
                    SeriesForecast.LEAST_RECENT);
        }
        return String.format(
                Locale.ROOT,
                "skill at least %.3f at 95 %% confidence (%.3f measured), above 0 is wanted",
                forecast.lowest(),
                forecast.skill());
    }
}
