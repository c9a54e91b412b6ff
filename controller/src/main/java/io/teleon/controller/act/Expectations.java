package io.teleon.controller.act;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.twin.Expected;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What intents are expected to send while an action lasts, as it is believed at a look. It is the
/// same for who chooses whom to lead another way and for the twin that judges the choice.
///
/// What an intent is expected to send is the highest of its forecasts over the window, where there
/// is one that may be stood on; else what it sends now. Who goes by the link in question by default
/// is expected to grow as the forecast of the link, or its growth, says: the action stands on that
/// one, and all that go by a link grow alike.
final class Expectations {

    /// How far ahead is looked: about what an action lasts at least.
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Foresight foresight;
    private final Optional<Growing> growing;

    /// The link in question.
    ///
    /// @param offered bits per second now, above 0
    private record Growing(Expected expected, double offered, Set<IntentId> users) {}

    private Expectations(Foresight foresight, Optional<Growing> growing) {
        this.foresight = foresight;
        this.growing = growing;
    }

    /// @param about the link in question
    static Expectations of(Picture picture, Optional<LinkId> about, Foresight foresight) {
        return new Expectations(
                foresight,
                about.flatMap(id -> Optional.ofNullable(picture.links().get(id)))
                        .flatMap(link -> growing(link, foresight)));
    }

    /// Empty where neither a forecast nor its pace says anything.
    private static Optional<Growing> growing(OfLink link, Foresight foresight) {
        double now = link.offered().map(Picture.Measured::value).orElse(0.0);
        if (!(now > 0)) {
            return Optional.empty();
        }
        return expected(link, now, foresight)
                .map(expected -> new Growing(expected, now, new HashSet<>(link.users())));
    }

    /// What is expected to be offered to a link at its highest over the window: as the forecast
    /// says, if it may be stood on, and not less than what its growth will soon have made of it.
    private static Optional<Expected> expected(OfLink link, double now, Foresight foresight) {
        double soon = link.soon().map(Picture.Measured::value).orElse(now);
        Optional<Expected> foreseen =
                foresight.ofLink(link.link().id()).map(forecast -> highest(forecast, now));
        if (!(soon > now)) {
            return foreseen;
        }
        Expected known = foreseen.orElse(Expected.exactly(now));
        return Optional.of(
                Expected.ordered(
                        known.p10(), Math.max(known.p50(), soon), Math.max(known.p90(), soon)));
    }

    /// What is expected to be offered to a link; what is now where nothing is known of its future,
    /// and 0 where that is not known either.
    static Expected ofLink(OfLink link, Foresight foresight) {
        double now = link.offered().map(Picture.Measured::value).orElse(0.0);
        return expected(link, now, foresight).orElseGet(() -> Expected.exactly(now));
    }

    /// In bits per second, at its ingress.
    Expected of(OfIntent intent) {
        double now = intent.sends().map(Picture.Measured::value).orElse(0.0);
        if (growing.filter(link -> link.users().contains(intent.id())).isPresent()) {
            Expected link = growing.get().expected();
            double part = now / growing.get().offered();
            return Expected.ordered(link.p10() * part, link.p50() * part, link.p90() * part);
        }
        return foresight
                .ofIntent(intent.id())
                .map(forecast -> highest(forecast, now))
                .orElseGet(() -> Expected.exactly(now));
    }

    private static Expected highest(SeriesForecast forecast, double now) {
        double p10 = now;
        double p50 = now;
        double p90 = now;
        for (SeriesForecast.Point point : forecast.points()) {
            if (point.horizon().compareTo(WINDOW) <= 0) {
                p10 = Math.max(p10, point.p10());
                p50 = Math.max(p50, point.p50());
                p90 = Math.max(p90, point.p90());
            }
        }
        return Expected.ordered(p10, p50, p90);
    }
}
