package io.teleon.controller.act;

import io.teleon.controller.report.ActionView;
import io.teleon.models.learning.SeriesForecast;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// What people are shown of the forecast beside an action.
final class ShownForecast {

    /// How far ahead programs look.
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private static final String UNLICENSED = ", not licensed: no program acts on it";

    private ShownForecast() {}

    /// The point nearest to a quarter of an hour ahead. One without licence is shown too, and said
    /// to be: that nothing rests on it is part of why.
    ///
    /// @param fact of what
    /// @param capacity in the same unit, NaN where there is none
    static Optional<ActionView.Foreseen> of(SeriesForecast forecast, String fact, double capacity) {
        return forecast.points().stream()
                .min(Comparator.comparing(p -> p.horizon().minus(AHEAD).abs()))
                .map(p ->
                        new ActionView.Foreseen(
                                forecast.model() + (forecast.licensed() ? "" : UNLICENSED),
                                fact,
                                forecast.at(),
                                p.horizon(),
                                p.p10(),
                                p.p50(),
                                p.p90(),
                                forecast.skill(),
                                capacity));
    }
}
