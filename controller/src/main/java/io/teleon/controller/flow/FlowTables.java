package io.teleon.controller.flow;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What every switch should hold, written in batches and confirmed by barriers, and compared with
/// what the switches report. Owned by the control loop's thread.
///
/// Writes take effect at [#flush], once at the end of a step, so that a switch sees one batch and
/// one barrier however many intents changed.
public final class FlowTables {

    private final SwitchWire wire;
    private final NavigableMap<DatapathId, SwitchTables> switches = new TreeMap<>();
    private final SequencedSet<DatapathId> touched = new TreeSet<>();
    private final List<Confirmation> confirmed = new ArrayList<>();

    public FlowTables(SwitchWire wire) {
        this.wire = wire;
    }

    private SwitchTables of(DatapathId datapath) {
        return switches.computeIfAbsent(datapath, this::withBaseRules);
    }

    private SwitchTables withBaseRules(DatapathId datapath) {
        SwitchTables tables = new SwitchTables(datapath, wire);
        Pipeline.baseRules(datapath).forEach(tables::put);
        touched.add(datapath);
        return tables;
    }

    /// Has the switch hold this rule, in place of any other with its key.
    ///
    /// @throws IllegalStateException where the rule does not fit the pipeline
    public void put(FlowRule rule) {
        Optional<String> violation = Pipeline.STANDARD.violation(rule);
        if (violation.isPresent()) {
            throw new IllegalStateException(
                    "rule of " + rule.owner() + " on " + rule.datapath() + ": " + violation.get());
        }
        of(rule.datapath()).put(rule);
        touched.add(rule.datapath());
    }

    /// Has the switch hold this rule no longer; nothing happens where another has its key by now.
    public void remove(FlowRule rule) {
        of(rule.datapath()).remove(rule);
        touched.add(rule.datapath());
    }

    /// Has the switch hold this meter, in place of any other with its number. Rules that use it are
    /// sent behind it.
    public void putMeter(MeterRule meter) {
        of(meter.datapath()).put(meter);
        touched.add(meter.datapath());
    }

    /// Has the switch hold this meter no longer, once it has no rule that uses it; nothing happens
    /// where another has its number by now.
    public void removeMeter(MeterRule meter) {
        of(meter.datapath()).remove(meter);
        touched.add(meter.datapath());
    }

    /// Reports the confirmation by [#drainConfirmed] once these switches have confirmed everything
    /// written to them up to now.
    public void await(Confirmation confirmation, Collection<DatapathId> datapaths) {
        PendingConfirmation pending = new PendingConfirmation(confirmation);
        boolean waits = false;
        for (DatapathId datapath : new TreeSet<>(datapaths)) {
            if (of(datapath).await(pending)) {
                pending.waitForOneMore();
                waits = true;
            }
        }
        if (!waits) {
            confirmed.add(confirmation);
        }
    }

    /// What has been confirmed since this was last asked, in order.
    public List<Confirmation> drainConfirmed() {
        List<Confirmation> drained = List.copyOf(confirmed);
        confirmed.clear();
        return drained;
    }

    /// Sends what was written since the last flush.
    public void flush(Instant now) {
        for (DatapathId datapath : touched) {
            of(datapath).flush(now);
        }
        touched.clear();
    }

    /// A switch is there: its tables are read before anything is believed of it.
    public void connected(DatapathId datapath, Instant now) {
        of(datapath).connected(now);
    }

    public void disconnected(DatapathId datapath) {
        of(datapath).disconnected();
    }

    public void read(DatapathId datapath, Instant now) {
        of(datapath).read(now);
    }

    /// A part of a reading came in; what the comparison found and mended once it is whole.
    public Optional<TableComparison> answered(
            DatapathId datapath, int xid, MultipartReply.Flows part, boolean more, Instant now) {
        return of(datapath).answered(xid, part, more, now);
    }

    /// A part of what a reading asked about meters came in.
    public Optional<TableComparison> answered(
            DatapathId datapath,
            int xid,
            MultipartReply.MeterConfigs part,
            boolean more,
            Instant now) {
        return of(datapath).answered(xid, part, more, now);
    }

    /// The switch does not tell its meters; the reading goes on without.
    public Optional<TableComparison> withoutMeters(DatapathId datapath, Instant now) {
        return of(datapath).withoutMeters(now);
    }

    /// A reading failed; false where none was under way.
    public boolean unreadable(DatapathId datapath, Instant now) {
        return of(datapath).unreadable(now);
    }

    public boolean isReading(DatapathId datapath, int xid) {
        return of(datapath).isReading(xid);
    }

    public boolean isReadingMeters(DatapathId datapath, int xid) {
        return of(datapath).isReadingMeters(xid);
    }

    /// Whether a reading asked for before the limit is still without an answer.
    public boolean isReadingOverdue(DatapathId datapath, Duration limit, Instant now) {
        return of(datapath).isReadingSince(now.minus(limit));
    }

    public boolean isBarrierOverdue(DatapathId datapath, Duration limit, Instant now) {
        return of(datapath).isBarrierOlderThan(limit, now);
    }

    /// The rule a refusal with this transaction id speaks of, if it is one that should be there
    /// still.
    public Optional<FlowRule> refused(DatapathId datapath, int xid) {
        return of(datapath).refused(xid);
    }

    /// What comes of a refusal with this transaction id, if it speaks of a meter.
    public MeterRefusal refusedMeter(DatapathId datapath, int xid, ErrorCode error, Instant now) {
        return of(datapath).refusedMeter(xid, error, now);
    }

    public void barrierAnswered(DatapathId datapath, int xid) {
        for (PendingConfirmation pending : of(datapath).confirmed(xid)) {
            if (pending.oneIsDone()) {
                confirmed.add(pending.confirmation);
            }
        }
    }

    public int ruleCount(DatapathId datapath) {
        return of(datapath).ruleCount();
    }

    /// The switches that should hold rules that something is measured by, in order.
    public List<DatapathId> measured() {
        return switches.entrySet().stream()
                .filter(one -> one.getValue().isMeasured())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether the switch's tables have been compared since it connected.
    public boolean isSynchronised(DatapathId datapath) {
        return of(datapath).isSynchronised();
    }

    public int outstandingBarriers() {
        return switches.values().stream().mapToInt(SwitchTables::outstandingBarriers).sum();
    }
}
