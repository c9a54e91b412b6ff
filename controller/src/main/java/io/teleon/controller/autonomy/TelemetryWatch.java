package io.teleon.controller.autonomy;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells when the counters of connected switches are not read any more, and when they are again:
/// most of what programs know rests on them. Once for all switches, and once more whenever twice as
/// many are concerned. Bounded by the switches there are. Owned by the control loop's thread.
final class TelemetryWatch {

    /// What was not read for so long is not known to programs.
    static final Duration STALE = Duration.ofSeconds(30);

    private static final int MOST_NAMES = 6;

    /// Since when each switch has not been read, those that have been of late left out.
    private final Map<DatapathId, Instant> unread = new TreeMap<>();

    private Optional<Instant> since = Optional.empty();
    private int told;
    private int most;

    /// @param begins whether telemetry is missing, or there again
    /// @param text one line for people
    record News(boolean begins, String text) {}

    /// To be asked at each look.
    ///
    /// @param name of a switch, for people
    Optional<News> look(Picture picture, Function<DatapathId, String> name) {
        Instant now = picture.at();
        TreeSet<DatapathId> switches = new TreeSet<>();
        Map<DatapathId, Instant> quiet = new TreeMap<>();
        for (OfLink link : picture.links().values()) {
            if (link.observed() && link.up()) {
                DatapathId sender = link.link().id().source().datapath();
                switches.add(sender);
                Optional<Instant> read = link.carried().map(Measured::at);
                if (read.filter(at -> !at.plus(STALE).isBefore(now)).isEmpty()) {
                    // One that was never read is waited for from the first look on.
                    Instant from = read.orElse(unread.getOrDefault(sender, now));
                    quiet.merge(sender, from, (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        unread.clear();
        unread.putAll(quiet);
        List<DatapathId> missing =
                quiet.entrySet().stream()
                        .filter(one -> one.getValue().plus(STALE).isBefore(now))
                        .map(Map.Entry::getKey)
                        .toList();
        return news(missing, switches.size(), name, now);
    }

    private Optional<News> news(
            List<DatapathId> missing,
            int switches,
            Function<DatapathId, String> name,
            Instant now) {
        if (missing.isEmpty()) {
            // Whoever is away or has no link that is up cannot be read, and says nothing.
            if (since.isEmpty() || switches == 0 || !unread.isEmpty()) {
                return Optional.empty();
            }
            Duration lasted = Duration.between(since.get(), now);
            String text =
                    "telemetry is there again: the counters of "
                            + counted(most)
                            + " were missing for "
                            + lasted.toSeconds()
                            + " s";
            since = Optional.empty();
            told = 0;
            most = 0;
            return Optional.of(new News(false, text));
        }
        if (since.isEmpty()) {
            since = missing.stream().flatMap(s -> read(s).stream()).min(Instant::compareTo);
        }
        most = Math.max(most, missing.size());
        if (missing.size() < 2 * told) {
            return Optional.empty();
        }
        told = missing.size();
        return Optional.of(new News(true, missing(missing, switches, name)));
    }

    private Optional<Instant> read(DatapathId datapath) {
        return Optional.ofNullable(unread.get(datapath));
    }

    private String missing(
            List<DatapathId> missing, int switches, Function<DatapathId, String> name) {
        List<String> names = new ArrayList<>();
        missing.stream().limit(MOST_NAMES).map(name).forEach(names::add);
        int more = missing.size() - names.size();
        return "telemetry is missing since "
                + since.orElseThrow().truncatedTo(ChronoUnit.SECONDS)
                + ": the counters of "
                + missing.size()
                + " of "
                + counted(switches)
                + " are not read ("
                + names.stream().collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "")
                + "). What rests on them is not known, and nothing above low risk is begun on it";
    }

    private static String counted(int switches) {
        return switches == 1 ? "1 switch" : switches + " switches";
    }
}
