package io.teleon.controller.flow;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one switch should hold, what was written to it, and how much of that it has confirmed.
/// Owned by the control loop's thread.
///
/// Writes are collected into a batch; a batch has a number and ends with a barrier. A switch that
/// is away collects batches all the same, but nothing is sent: when it returns its tables are read
/// first, and the barrier behind what that comparison writes confirms every batch before it. Until
/// then no other barrier of the new connection confirms anything, for batches lost with the old
/// connection would be taken for done.
final class SwitchTables {

    private final DatapathId datapath;
    private final SwitchWire wire;

    private final Map<FlowKey, FlowRule> desired = new LinkedHashMap<>();

    /// Rules removed but not confirmed to be gone, with the batch that removes them.
    private final Map<FlowKey, Doomed> doomed = new LinkedHashMap<>();

    private final Map<FlowKey, FlowRule> openAdds = new LinkedHashMap<>();
    private final Map<FlowKey, FlowRule> openDeletes = new LinkedHashMap<>();
    private boolean openBatch;
    private int measured;

    private long lastBatch;
    private long confirmedBatch;

    /// Batch by the transaction id of its barrier, of this connection.
    private final Map<Integer, Long> barriers = new LinkedHashMap<>();

    private final Deque<Instant> barrierTimes = new ArrayDeque<>();

    /// Rules by transaction id, until the barrier behind them is answered.
    private final NavigableMap<Integer, FlowRule> unanswered = new TreeMap<>();

    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private final SwitchMeters meters;

    private boolean connected;
    private boolean synchronised;
    private Optional<TableReading> reading = Optional.empty();

    private record Doomed(FlowRule rule, long batch) {}

    record Waiting(long batch, PendingConfirmation confirmation) {}

    SwitchTables(DatapathId datapath, SwitchWire wire) {
        this.datapath = datapath;
        this.wire = wire;
        this.meters = new SwitchMeters(datapath, wire);
    }

    int ruleCount() {
        return desired.size();
    }

    int outstandingBarriers() {
        return barriers.size();
    }

    boolean isSynchronised() {
        return synchronised;
    }

    /// Whether it should hold rules that something is measured by.
    boolean isMeasured() {
        return measured > 0;
    }

    private static int measured(@Nullable FlowRule rule) {
        return rule != null && rule.owner().isMeasured() ? 1 : 0;
    }

    void put(FlowRule rule) {
        measured += measured(rule) - measured(desired.put(rule.key(), rule));
        doomed.remove(rule.key());
        openDeletes.remove(rule.key());
        openAdds.put(rule.key(), rule);
        openBatch = true;
        noteWritten(rule.key());
    }

    void remove(FlowRule rule) {
        if (!rule.equals(desired.get(rule.key()))) {
            return;
        }
        measured -= measured(desired.remove(rule.key()));
        openAdds.remove(rule.key());
        openDeletes.put(rule.key(), rule);
        doomed.put(rule.key(), new Doomed(rule, lastBatch + 1));
        openBatch = true;
        noteWritten(rule.key());
    }

    void put(MeterRule meter) {
        meters.put(meter);
        noteWritten(meter);
    }

    void remove(MeterRule meter) {
        if (meters.remove(meter)) {
            noteWritten(meter);
        }
    }

    private void noteWritten(MeterRule meter) {
        openBatch = true;
        reading.ifPresent(r -> r.metersWrittenSince.add(meter.meter()));
    }

    private void noteWritten(FlowKey key) {
        reading.ifPresent(r -> r.writtenSince.add(key));
    }

    /// Has the confirmation wait for everything written so far; false where all of it is confirmed.
    boolean await(PendingConfirmation confirmation) {
        long batch = openBatch ? lastBatch + 1 : lastBatch;
        if (batch <= confirmedBatch) {
            return false;
        }
        waiting.add(new Waiting(batch, confirmation));
        return true;
    }

    /// Sends the open batch, if there is one.
    void flush(Instant now) {
        if (!openBatch) {
            return;
        }
        openBatch = false;
        lastBatch++;
        if (connected) {
            if (!openDeletes.isEmpty()) {
                openDeletes.values().forEach(rule -> sendMod(rule.delete(), rule));
                if (!openAdds.isEmpty()) {
                    // A full table must have let go before it is asked to take on.
                    wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
                }
            }
            if (meters.flushPuts() && !openAdds.isEmpty()) {
                // A rule is refused whose meter is not there yet.
                wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
            }
            openAdds.values().forEach(rule -> sendMod(rule.add(), rule));
            if (meters.hasDeletes()) {
                wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
                meters.flushDeletes();
            }
            sendBarrier(now, synchronised);
        }
        forgetOpen();
    }

    private void forgetOpen() {
        openAdds.clear();
        openDeletes.clear();
        meters.forgetOpen();
    }

    private void sendMod(FlowMod mod, FlowRule rule) {
        unanswered.put(wire.send(datapath, mod), rule);
    }

    private void sendBarrier(Instant now, boolean confirms) {
        int xid = wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
        barriers.put(xid, confirms ? lastBatch : 0L);
        barrierTimes.add(now);
    }

    void connected(Instant now) {
        disconnected();
        connected = true;
        read(now);
        // What is right already must not be written again: the comparison will tell. Its barrier
        // confirms this batch, so that whoever waits now waits for the comparison.
        openBatch = false;
        lastBatch++;
        forgetOpen();
    }

    void disconnected() {
        connected = false;
        synchronised = false;
        reading = Optional.empty();
        barriers.clear();
        barrierTimes.clear();
        unanswered.clear();
        meters.disconnected();
    }

    /// Asks for the tables, unless a reading is under way.
    void read(Instant now) {
        if (connected && reading.isEmpty()) {
            if (synchronised) {
                // What is not sent yet would be found missing.
                flush(now);
            }
            // What a fresh connection finds may come from an earlier life of ours.
            OptionalInt metersXid =
                    !synchronised || meters.isWorthReading()
                            ? OptionalInt.of(
                                    wire.send(
                                            datapath,
                                            new MultipartRequest(
                                                    0,
                                                    new MultipartRequest.MeterConfigs(
                                                            MeterMod.ALL_METERS))))
                            : OptionalInt.empty();
            int xid = wire.send(datapath, new MultipartRequest(0, MultipartRequest.Flows.ALL));
            reading = Optional.of(new TableReading(xid, metersXid, now));
        }
    }

    /// Takes a part of a reading; what the comparison found once it is whole.
    Optional<TableComparison> answered(
            int xid, MultipartReply.Flows part, boolean more, Instant now) {
        Optional<TableReading> current = reading.filter(r -> r.xid == xid);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        current.get().entries.addAll(part.entries());
        current.get().entriesAreWhole = !more;
        return compared(current.get(), now);
    }

    /// Takes a part of the answer about meters.
    Optional<TableComparison> answered(
            int xid, MultipartReply.MeterConfigs part, boolean more, Instant now) {
        Optional<TableReading> current = reading.filter(r -> r.asksForMeters(xid));
        if (current.isEmpty()) {
            return Optional.empty();
        }
        current.get().meters.addAll(part.entries());
        current.get().metersAreKnown = true;
        current.get().metersAreWhole = !more;
        return compared(current.get(), now);
    }

    /// The switch does not tell its meters; there may be no such thing on it.
    Optional<TableComparison> withoutMeters(Instant now) {
        if (reading.isEmpty()) {
            return Optional.empty();
        }
        reading.get().meters.clear();
        reading.get().metersAreKnown = false;
        reading.get().metersAreWhole = true;
        return compared(reading.get(), now);
    }

    private Optional<TableComparison> compared(TableReading read, Instant now) {
        if (!read.isWhole()) {
            return Optional.empty();
        }
        reading = Optional.empty();
        TableDiff diff = TableDiff.of(desired, read.entries, read.writtenSince);
        MeterDiff meterDiff = diff(read);
        mend(diff, meterDiff, now);
        return Optional.of(new TableComparison(diff, meterDiff, read.entries));
    }

    private MeterDiff diff(TableReading read) {
        if (read.metersAreKnown || !synchronised) {
            meters.found(read.meters.stream().map(MultipartReply.MeterEntry::meterId).toList());
            return MeterDiff.of(meters.desired(), read.meters, read.metersWrittenSince);
        }
        return MeterDiff.NONE;
    }

    private void mend(TableDiff diff, MeterDiff meterDiff, Instant now) {
        flush(now);
        if (diff.isEmpty() && meterDiff.isEmpty() && synchronised) {
            return;
        }
        meterDiff.missing().forEach(meters::sendMissing);
        meterDiff.misconfigured().forEach(meters::send);
        boolean wroteMeters =
                !meterDiff.missing().isEmpty() || !meterDiff.misconfigured().isEmpty();
        if (wroteMeters && !diff.isEmpty()) {
            wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
        }
        for (FlowMod mod : diff.remedy()) {
            FlowRule rule = desired.get(new FlowKey(mod.table(), mod.priority(), mod.match()));
            int xid = wire.send(datapath, mod);
            if (rule != null) {
                unanswered.put(xid, rule);
            }
        }
        if (!meterDiff.excess().isEmpty()) {
            wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
            meterDiff.excess().forEach(meters::delete);
        }
        synchronised = true;
        sendBarrier(now, true);
    }

    /// The reading failed. Nothing is deleted for it; on a fresh connection what should be there is
    /// written all the same, and what was removed meanwhile is removed by name.
    boolean unreadable(Instant now) {
        boolean wasReading = reading.isPresent();
        reading = Optional.empty();
        if (wasReading && connected && !synchronised) {
            flush(now);
            doomed.values().forEach(d -> sendMod(d.rule().delete(), d.rule()));
            meters.desired().forEach(meters::send);
            desired.values().forEach(rule -> sendMod(rule.add(), rule));
            synchronised = true;
            sendBarrier(now, true);
        }
        return wasReading;
    }

    boolean isReading(int xid) {
        return reading.filter(r -> r.xid == xid).isPresent();
    }

    boolean isReadingMeters(int xid) {
        return reading.filter(r -> r.asksForMeters(xid)).isPresent();
    }

    boolean isReadingSince(Instant limit) {
        return reading.filter(r -> !r.askedAt.isAfter(limit)).isPresent();
    }

    boolean isBarrierOlderThan(Duration limit, Instant now) {
        return !barrierTimes.isEmpty() && !barrierTimes.peek().plus(limit).isAfter(now);
    }

    /// The rule this refusal speaks of, if it is one that should be there still.
    Optional<FlowRule> refused(int xid) {
        return Optional.ofNullable(unanswered.remove(xid))
                .filter(rule -> rule.equals(desired.get(rule.key())));
    }

    MeterRefusal refusedMeter(int xid, ErrorCode error, Instant now) {
        MeterRefusal refusal = meters.refused(xid, error);
        if (refusal instanceof MeterRefusal.AskedAgain) {
            // The rules that were refused with it must come again behind it.
            wire.send(datapath, new OpenFlowMessage.BarrierRequest(0));
            List.copyOf(desired.values()).stream().filter(FlowRule::isMetered).forEach(this::put);
            flush(now);
        }
        return refusal;
    }

    /// A barrier was answered: what has now been confirmed.
    List<PendingConfirmation> confirmed(int xid) {
        Long batch = barriers.remove(xid);
        if (batch == null) {
            return List.of();
        }
        barrierTimes.poll();
        unanswered.headMap(xid, true).clear();
        meters.confirmed(xid);
        confirmedBatch = Math.max(confirmedBatch, batch);
        doomed.values().removeIf(d -> d.batch() <= confirmedBatch);
        List<PendingConfirmation> done = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().batch() <= confirmedBatch) {
            done.add(waiting.poll().confirmation());
        }
        return done;
    }
}
