package io.teleon.controller.loop;

import io.teleon.controller.session.Sessions;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// What is done to connected switches again and again, for as long as a connection lasts: a new one
/// begins its own. Owned by the control loop's thread.
final class SwitchPolls {

    private static final long NANOS = 1_000_000_000;

    private final Sessions sessions;
    private final Deadlines deadlines;

    SwitchPolls(Sessions sessions, Deadlines deadlines) {
        this.sessions = sessions;
        this.deadlines = deadlines;
    }

    @FunctionalInterface
    interface Poll {
        void at(DatapathId datapath, Instant now);
    }

    /// Polls each interval from now on.
    void each(DatapathId datapath, Duration interval, Instant now, Poll poll) {
        whileConnected(
                datapath, now.plus(interval), poll, at -> each(datapath, interval, at, poll));
    }

    /// Polls at moments that are the same for all switches, so that what both ends of a link have
    /// counted can be compared.
    void together(DatapathId datapath, Duration interval, Instant now, Poll poll) {
        long step = interval.toNanos();
        long since =
                Math.floorMod(
                        Math.multiplyExact(now.getEpochSecond(), NANOS) + now.getNano(), step);
        whileConnected(
                datapath,
                now.plusNanos(step - since),
                poll,
                at -> together(datapath, interval, at, poll));
    }

    /// @param next what follows, if the connection of now still lasts then
    private void whileConnected(
            DatapathId datapath, Instant due, Poll poll, Consumer<Instant> next) {
        Optional<ConnectionId> connection = sessions.connectionOf(datapath);
        deadlines.at(
                due,
                at -> {
                    if (connection.isPresent()
                            && sessions.connectionOf(datapath).equals(connection)) {
                        poll.at(datapath, at);
                        next.accept(at);
                    }
                });
    }
}
