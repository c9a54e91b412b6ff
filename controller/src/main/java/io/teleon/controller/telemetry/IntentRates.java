package io.teleon.controller.telemetry;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The rates at which intents' packets come in at their ingress, before any meter there, from the
/// counters of the flow entries: the measured matrix. Owned by the control loop's thread.
public final class IntentRates {

    /// Readings of both ends of a tunnel that are further apart are of different times.
    private static final Duration APART = Duration.ofSeconds(2);

    private static final double NEARLY = 0.9;

    private final FlowCounters counters = new FlowCounters(Cookie.Kind.INTENT);
    private final TunnelRates tunnels;
    private final TunnelUse use;

    /// By tunnel, who used it when its end was read last and whether the same did the time before.
    private final NavigableMap<Integer, Users> users = new TreeMap<>();

    private record Users(List<Integer> serials, boolean unchanged) {}

    public IntentRates(TunnelRates tunnels, TunnelUse use) {
        this.tunnels = tunnels;
        this.use = use;
    }

    /// Takes all entries of one switch by which intents' packets come in, and by which tunnels end
    /// there; others among them are left out.
    public void read(DatapathId datapath, List<FlowEntry> entries, Instant now) {
        counters.read(datapath, entries, now);
        for (FlowEntry entry : entries) {
            Optional<Cookie> owner =
                    Cookie.tryParse(entry.cookie())
                            .filter(cookie -> cookie.kind() == Cookie.Kind.EGRESS);
            if (owner.isPresent()) {
                int tunnel = owner.get().serial();
                List<Integer> present = use.usersOf(tunnel);
                Users before = users.get(tunnel);
                boolean unchanged = before != null && before.serials().equals(present);
                users.put(tunnel, new Users(present, unchanged));
            }
        }
        users.keySet().removeIf(tunnel -> use.usersOf(tunnel).isEmpty());
    }

    /// The last known rate of the intent with this serial number; empty before the second reading.
    public Optional<Rate> of(int serial) {
        return counters.of(serial);
    }

    /// The last known rates of all intents that have one, by serial number.
    public NavigableMap<Integer, Rate> all() {
        return counters.all();
    }

    /// The share of what came in over the last interval that arrived at the far end, 0 to 1; empty
    /// where it was not measurable: nothing came in, there was a change of path, or somebody sends
    /// more than it asked to be limited to, so that what is lost on the way cannot be told from
    /// what is dropped as it wished. Intents that share a tunnel have its figure.
    public OptionalDouble delivered(int serial) {
        OptionalInt tunnel = use.tunnelOf(serial);
        if (tunnel.isEmpty()) {
            return OptionalDouble.empty();
        }
        Optional<Rate> arrived = tunnels.of(tunnel.getAsInt());
        Users present = users.get(tunnel.getAsInt());
        if (arrived.isEmpty() || present == null || !present.unchanged()) {
            return OptionalDouble.empty();
        }
        double sent = 0;
        for (int user : present.serials()) {
            Optional<Rate> rate = of(user);
            boolean comparable =
                    use.tunnelOf(user).equals(tunnel)
                            && rate.isPresent()
                            && Duration.between(rate.get().at(), arrived.get().at())
                                            .abs()
                                            .compareTo(APART)
                                    <= 0;
            if (!comparable || isHeldBack(user, rate.get())) {
                return OptionalDouble.empty();
            }
            sent += rate.get().packetsPerSecond();
        }
        return sent > 0
                ? OptionalDouble.of(Math.min(1, arrived.get().packetsPerSecond() / sent))
                : OptionalDouble.empty();
    }

    /// Or nearly so: a meter and our counters do not see the same instants.
    private boolean isHeldBack(int user, Rate rate) {
        return use.rateLimitOf(user)
                .filter(limit -> rate.bandwidth().bitsPerSecond() > NEARLY * limit.bitsPerSecond())
                .isPresent();
    }
}
