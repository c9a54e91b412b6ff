package io.teleon.simulator.world;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartReply.PortCounters;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.fault.Fault.LyingSensor.Counters;
import io.teleon.simulator.fault.Fault.LyingSensor.Says;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a switch's counters say in place of the truth. A counter that lies goes on from what it
/// said last, so that nothing jumps; once it has lied, it keeps what it said. Owned by the switch's
/// site.
final class SensorLies {

    private static final double NANO = 1e-9;
    private static final int USUAL_PACKET_OCTETS = 1000;

    private final NavigableMap<PortNumber, Says> ports = new TreeMap<>();
    private Optional<Says> flows = Optional.empty();

    /// For look-up only, never iterated.
    private final Map<Object, Ledger> ledgers = new HashMap<>();

    private record EntryKey(TableId table, int priority, Match match, long cookie) {}

    /// What was true and what was said at the last reading.
    private static final class Ledger {

        private final long nanos;
        private final long[] truth;
        private final long[] said;

        private Ledger(long nanos, long[] truth, long[] said) {
            this.nanos = nanos;
            this.truth = truth;
            this.said = said;
        }
    }

    void begin(PortNumber port, Says says, Counters which) {
        if (which != Counters.FLOW) {
            ports.put(port, says);
        }
        if (which != Counters.PORT) {
            flows = Optional.of(says);
        }
    }

    void end(PortNumber port, Counters which) {
        if (which != Counters.FLOW) {
            ports.remove(port);
        }
        if (which != Counters.PORT) {
            flows = Optional.empty();
        }
    }

    /// The message as the controller gets it.
    OpenFlowMessage told(OpenFlowMessage message, long nowNanos) {
        if (ports.isEmpty() && flows.isEmpty() && ledgers.isEmpty()) {
            return message;
        }
        return switch (message) {
            case MultipartReply(int xid, boolean more, MultipartReply.PortStatistics part) ->
                    new MultipartReply(
                            xid,
                            more,
                            new MultipartReply.PortStatistics(
                                    part.entries().stream()
                                            .map(port -> told(port, nowNanos))
                                            .toList()));
            case MultipartReply(int xid, boolean more, MultipartReply.Flows part) ->
                    new MultipartReply(
                            xid,
                            more,
                            new MultipartReply.Flows(
                                    part.entries().stream()
                                            .map(entry -> told(entry, nowNanos))
                                            .toList()));
            default -> message;
        };
    }

    private PortCounters told(PortCounters port, long nowNanos) {
        long[] said =
                said(
                        port.port(),
                        Optional.ofNullable(ports.get(port.port())),
                        nowNanos,
                        port.sentPackets(),
                        port.sentBytes(),
                        port.receivedPackets(),
                        port.receivedBytes());
        return new PortCounters(
                port.port(),
                said[2],
                said[0],
                said[3],
                said[1],
                port.receiveDropped(),
                port.sendDropped(),
                port.receiveErrors(),
                port.sendErrors(),
                port.duration());
    }

    private FlowEntry told(FlowEntry entry, long nowNanos) {
        long[] said =
                said(
                        new EntryKey(
                                entry.table(), entry.priority(), entry.match(), entry.cookie()),
                        flows,
                        nowNanos,
                        entry.packets(),
                        entry.bytes());
        return new FlowEntry(
                entry.table(),
                entry.priority(),
                entry.match(),
                entry.cookie(),
                entry.instructions(),
                entry.duration(),
                entry.idleTimeout(),
                entry.hardTimeout(),
                entry.flags(),
                said[0],
                said[1]);
    }

    /// @param truth packets and bytes sent, then packets and bytes received where there are any
    private long[] said(Object key, Optional<Says> lie, long nowNanos, long... truth) {
        Ledger last = ledgers.get(key);
        if (last == null || isFresh(last.truth, truth)) {
            if (lie.isPresent()) {
                ledgers.put(key, new Ledger(nowNanos, truth, truth));
            } else {
                ledgers.remove(key);
            }
            return truth;
        }
        long[] said = new long[truth.length];
        for (int i = 0; i < truth.length; i++) {
            long grown = truth[i] - last.truth[i];
            said[i] = last.said[i] + grown(lie, i, grown, nowNanos - last.nanos);
        }
        ledgers.put(key, new Ledger(nowNanos, truth, said));
        return said;
    }

    /// Counters that fell began anew.
    private static boolean isFresh(long[] before, long[] now) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] < before[i]) {
                return true;
            }
        }
        return false;
    }

    private static long grown(Optional<Says> lie, int counter, long grown, long nanos) {
        if (lie.isEmpty()) {
            return grown;
        }
        return switch (lie.get()) {
            case Says.Factor(double times) -> Math.round(grown * times);
            case Says.Rate(var rate) -> {
                long bytes = Math.round(rate.bitsPerSecond() / 8 * nanos * NANO);
                yield switch (counter) {
                    case 0 -> bytes / USUAL_PACKET_OCTETS;
                    case 1 -> bytes;
                    default -> grown;
                };
            }
        };
    }
}
