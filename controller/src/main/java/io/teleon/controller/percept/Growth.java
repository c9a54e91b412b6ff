package io.teleon.controller.percept;

import io.teleon.controller.percept.Picture.Measured;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What will be offered to links soon if it goes on growing as it has grown lately: what rises
/// within minutes is over before a forecast of five-minute bins has seen it.
///
/// Of the last [#BLOCKS] half minutes it takes the pace of the one that is slower than all others
/// but one. So it is growth only if it lasts: a step is over when it is seen, and of what merely
/// wobbles at least two of six half minutes go down, mostly. What falls counts as staying.
///
/// Bounded: for each link the readings of these minutes, at most [#MOST].
final class Growth {

    static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Duration BLOCK = Duration.ofSeconds(30);
    private static final int BLOCKS = 6;

    /// Paces that are slower than the one that counts.
    private static final int EXCEPTIONS = 1;

    private static final int MOST = 64;

    private final Map<LinkId, Track> tracks = new TreeMap<>();

    private static final class Track {
        private List<IntentId> users = List.of();
        private final Deque<Measured> readings = new ArrayDeque<>();

        /// In bits per second in a second, as of the last reading.
        private Optional<Double> pace = Optional.empty();
    }

    /// Takes a reading and says what it will come to; empty while too little was read.
    ///
    /// @param offered what is offered now, in bits per second
    /// @param users of whom that is the sum: with others it begins anew, for what comes and goes
    ///   with a way by which it would go does not grow
    Optional<Measured> soon(LinkId link, Optional<Measured> offered, List<IntentId> users) {
        if (offered.isEmpty()) {
            tracks.remove(link);
            return Optional.empty();
        }
        Measured now = offered.get();
        Track track = tracks.computeIfAbsent(link, _ -> new Track());
        if (!track.users.equals(users)) {
            track.users = List.copyOf(users);
            track.readings.clear();
        }
        if (track.readings.isEmpty() || now.at().isAfter(track.readings.getLast().at())) {
            take(track.readings, now);
            track.pace = pace(track.readings);
        }
        return track.pace.map(pace ->
                new Measured(now.value() + Math.max(0, pace) * AHEAD.toSeconds(), now.at()));
    }

    private static void take(Deque<Measured> readings, Measured now) {
        readings.addLast(now);
        Instant since = now.at().minus(BLOCK.multipliedBy(BLOCKS));
        while (readings.size() > MOST || isNeedless(readings, since)) {
            readings.removeFirst();
        }
    }

    /// Whether how it was then can be said without the first.
    private static boolean isNeedless(Deque<Measured> readings, Instant since) {
        Iterator<Measured> all = readings.iterator();
        all.next();
        return all.hasNext() && !all.next().at().isAfter(since);
    }

    private static Optional<Double> pace(Deque<Measured> readings) {
        Instant last = readings.getLast().at();
        long block = BLOCK.toMillis();
        if (age(readings.getFirst(), last) < BLOCKS * block) {
            return Optional.empty();
        }
        // How it was so many blocks ago: as the last reading before says.
        double[] ends = new double[BLOCKS + 1];
        for (Measured reading : readings) {
            long blocks = Math.min(BLOCKS, age(reading, last) / block);
            Arrays.fill(ends, 0, (int) blocks + 1, reading.value());
        }
        double[] paces = new double[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            paces[i] = (ends[i] - ends[i + 1]) / BLOCK.toSeconds();
        }
        Arrays.sort(paces);
        return Optional.of(paces[EXCEPTIONS]);
    }

    private static long age(Measured reading, Instant now) {
        return now.toEpochMilli() - reading.at().toEpochMilli();
    }
}
