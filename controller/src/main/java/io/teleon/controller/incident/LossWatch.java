package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells when a link begins to lose what is sent into it, and when it no longer does: what was read
/// [#READINGS] times in a row. What cannot be measured is neither.
///
/// Bounded: of each link that was asked for, one count.
final class LossWatch {

    static final double LOSSY = 0.005;
    static final double WELL = 0.001;
    static final int READINGS = 2;

    private final Streaks streaks = new Streaks(LOSSY, WELL);

    /// What a reading says of a link.
    ///
    /// @param isKnown whether it is known to be lossy
    /// @param name of the link, for people
    Optional<Sign> read(LinkId link, String name, boolean isKnown, Optional<Measured> loss) {
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        double share = loss.get().value();
        OptionalInt streak = streaks.count(link, share, loss.get().at());
        if (streak.isEmpty()) {
            return Optional.empty();
        }
        int times = streak.getAsInt();
        Mark mark = new Mark(Trouble.LINK_LOSSY, link.toString());
        if (!isKnown && times >= READINGS) {
            return Optional.of(
                    new Sign.Broke(
                            Element.Cable.of(link),
                            mark,
                            List.of(),
                            List.of(),
                            String.format(
                                    Locale.ROOT,
                                    "%s loses %.1f %% of what is sent into it",
                                    name,
                                    100 * share)));
        }
        return isKnown && times <= -READINGS
                ? Optional.of(new Sign.Mended(mark, name + " loses nothing any more"))
                : Optional.empty();
    }
}
