package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.percept.Painter;
import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells links of which the two ends contradict each other: by their counters much is lost between
/// them, and whoever goes by the link misses nothing. One of the two counts wrong. Bounded by the
/// links there are. Owned by the control loop's thread.
final class CounterWatch {

    /// What the readings of two ends of a busy link may differ by, as a share.
    static final double APART = 0.02;

    static final double TOGETHER = 0.01;

    /// So many readings in a row: what goes by is read at other moments than its links.
    static final int READINGS = 3;

    private final Streaks streaks = new Streaks(APART, TOGETHER);

    /// What a reading says of a link.
    ///
    /// @param isKnown whether its ends are known to contradict each other
    /// @param name of the link, for people
    Optional<Sign> read(
            LinkId link, String name, boolean isKnown, Optional<Painter.BothEnds> ends) {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        double apart = ends.get().lost() - ends.get().missed();
        OptionalInt streak = streaks.count(link, apart, ends.get().at());
        if (streak.isEmpty()) {
            return Optional.empty();
        }
        int times = streak.getAsInt();
        Mark mark = new Mark(Trouble.COUNTERS_DIFFER, link.toString());
        if (!isKnown && times >= READINGS) {
            return Optional.of(
                    new Sign.Broke(
                            Element.Cable.of(link),
                            mark,
                            List.of(),
                            List.of(),
                            String.format(
                                    Locale.ROOT,
                                    "%s: its two ends contradict each other: by their counters"
                                            + " %.1f %% is lost between them, but who goes by it"
                                            + " misses %.1f %%. One of them counts wrong; the"
                                            + " lesser is believed",
                                    name,
                                    100 * ends.get().lost(),
                                    100 * ends.get().missed())));
        }
        return isKnown && times <= -READINGS
                ? Optional.of(new Sign.Mended(mark, name + ": its two ends agree again"))
                : Optional.empty();
    }
}
