package io.teleon.controller.telemetry;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The rates of what owns flow entries of one kind, from the entries' counters. Owned by the
/// control loop's thread.
///
/// An entry that is written anew keeps its counters (OpenFlow 1.3.5 section 6.4), and then the
/// interval is exact. Where they began again, which is seen by their going down, only what the new
/// entry counted is known, and over how long: its rate is over its own life. Nothing is counted
/// twice, and nothing is made up.
///
/// Time is the switch's own where it can be, the age of the entry, for answers may be under way for
/// different times.
final class FlowCounters {

    private static final double BITS_PER_OCTET = 8;

    /// Rates over less are noise.
    private static final double SHORTEST_SECONDS = 0.1;

    /// By how much clocks and channels may disagree.
    private static final double SLACK_SECONDS = 1;

    private final Cookie.Kind kind;
    private final NavigableMap<DatapathId, Reading> last = new TreeMap<>();
    private final NavigableMap<Integer, Measured> measured = new TreeMap<>();

    /// @param counters looked up only, never iterated
    private record Reading(Instant at, Map<EntryId, Counter> counters) {}

    /// No owner has two entries of one priority in one table.
    private record EntryId(int serial, int table, int priority) {}

    private record Counter(long packets, long bytes, Duration age) {

        /// Of an entry that was not there.
        static final Counter NONE = new Counter(0, 0, Duration.ofNanos(-1));
    }

    private record Measured(DatapathId datapath, Rate rate) {}

    /// Sums over the entries of one owner, per second.
    private static final class Sum {
        double bits;
        double packets;
        boolean known = true;
    }

    FlowCounters(Cookie.Kind kind) {
        this.kind = kind;
    }

    /// Takes all entries of this kind of one switch.
    void read(DatapathId datapath, List<FlowEntry> entries, Instant now) {
        Optional<Reading> before = Optional.ofNullable(last.get(datapath));
        Map<EntryId, Counter> counters = new HashMap<>();
        NavigableMap<Integer, Sum> sums = new TreeMap<>();
        for (FlowEntry entry : entries) {
            Optional<Cookie> owner =
                    Cookie.tryParse(entry.cookie()).filter(cookie -> cookie.kind() == kind);
            if (owner.isPresent()) {
                EntryId id =
                        new EntryId(owner.get().serial(), entry.table().value(), entry.priority());
                Counter counter = new Counter(entry.packets(), entry.bytes(), entry.duration());
                counters.put(id, counter);
                Sum sum = sums.computeIfAbsent(id.serial(), _ -> new Sum());
                add(sum, before, id, counter, now);
            }
        }
        last.put(datapath, new Reading(now, counters));
        // Who has no entry here any more came in elsewhere or is gone.
        measured.entrySet()
                .removeIf(one ->
                        one.getValue().datapath().equals(datapath)
                                && !sums.containsKey(one.getKey()));
        sums.forEach((serial, sum) -> {
            if (sum.known) {
                Rate rate = new Rate(new Bandwidth(sum.bits), sum.packets, now);
                measured.put(serial, new Measured(datapath, rate));
            }
        });
    }

    private static void add(
            Sum sum, Optional<Reading> before, EntryId id, Counter counter, Instant now) {
        if (before.isEmpty()) {
            sum.known = false;
            return;
        }
        double interval = seconds(Duration.between(before.get().at(), now));
        double age = seconds(counter.age());
        Counter old = before.get().counters().getOrDefault(id, Counter.NONE);
        boolean goesOn =
                !old.equals(Counter.NONE)
                        && counter.bytes() >= old.bytes()
                        && counter.packets() >= old.packets();
        double since = age;
        if (goesOn) {
            double aged = age - seconds(old.age());
            // One that was written anew meanwhile is younger than that.
            since = Math.abs(aged - interval) < SLACK_SECONDS ? aged : interval;
        } else {
            old = Counter.NONE;
        }
        if (since < SHORTEST_SECONDS || since > interval + SLACK_SECONDS) {
            sum.known = false;
            return;
        }
        sum.bits += (counter.bytes() - old.bytes()) * BITS_PER_OCTET / since;
        sum.packets += (counter.packets() - old.packets()) / since;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /// The last known rate; empty before the second reading.
    Optional<Rate> of(int serial) {
        return Optional.ofNullable(measured.get(serial)).map(Measured::rate);
    }

    /// The rates of all who have one, by serial number.
    NavigableMap<Integer, Rate> all() {
        NavigableMap<Integer, Rate> all = new TreeMap<>();
        measured.forEach((serial, one) -> all.put(serial, one.rate()));
        return all;
    }

    /// Nothing is known of a switch that lost its connection; its entries go on counting.
    void forget(DatapathId datapath) {
        last.remove(datapath);
    }
}
