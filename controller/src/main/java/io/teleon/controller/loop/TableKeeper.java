package io.teleon.controller.loop;

import io.teleon.controller.containment.Containments;
import io.teleon.controller.flow.Cookie;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.flow.MeterRefusal;
import io.teleon.controller.flow.MeterRule;
import io.teleon.controller.flow.TableComparison;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.report.ControllerView.ReconcileView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Follows the readings of switches' tables to their end and tells what they found.
final class TableKeeper {

    private final FlowTables tables;
    private final NetworkState network;
    private final Intents intents;
    private final Containments containments;
    private final EventLog events;
    private final NavigableMap<DatapathId, ReconcileView> last = new TreeMap<>();

    /// Switches that could not be read when that was last tried.
    private final NavigableMap<DatapathId, Spell> unread = new TreeMap<>();

    /// @param failed readings so far
    private record Spell(Instant since, int failed) {}

    TableKeeper(
            FlowTables tables,
            NetworkState network,
            Intents intents,
            Containments containments,
            EventLog events) {
        this.containments = containments;
        this.tables = tables;
        this.network = network;
        this.intents = intents;
        this.events = events;
    }

    Optional<ReconcileView> last(DatapathId datapath) {
        return Optional.ofNullable(last.get(datapath));
    }

    /// A part of a reading.
    void answered(
            DatapathId datapath, int xid, MultipartReply.Flows part, boolean more, Instant now) {
        boolean first = !tables.isSynchronised(datapath);
        tables.answered(datapath, xid, part, more, now)
                .ifPresent(c -> tell(datapath, c, first, now));
    }

    /// A part of what a reading asked about meters.
    void answered(
            DatapathId datapath,
            int xid,
            MultipartReply.MeterConfigs part,
            boolean more,
            Instant now) {
        boolean first = !tables.isSynchronised(datapath);
        tables.answered(datapath, xid, part, more, now)
                .ifPresent(c -> tell(datapath, c, first, now));
    }

    private void tell(DatapathId datapath, TableComparison found, boolean first, Instant now) {
        last.put(
                datapath,
                new ReconcileView(
                        now,
                        found.missing(),
                        found.excess(),
                        found.misconfigured(),
                        Optional.empty()));
        readAgain(datapath, now);
        if (first || !found.isRight()) {
            events.record(
                    now,
                    first ? Severity.NORMAL : Severity.WARNING,
                    first ? Event.Kind.RECONCILED : Event.Kind.DRIFT,
                    datapath,
                    network.nameOf(datapath)
                            + (found.isRight()
                                    ? " holds what it should"
                                    : " mended: "
                                            + found.missing()
                                            + " missing, "
                                            + found.excess()
                                            + " excess, "
                                            + found.misconfigured()
                                            + " misconfigured"));
        }
    }

    private void readAgain(DatapathId datapath, Instant now) {
        Optional.ofNullable(unread.remove(datapath))
                .ifPresent(spell ->
                        events.record(
                                now,
                                Severity.NORMAL,
                                Event.Kind.UNREADABLE,
                                datapath,
                                network.nameOf(datapath)
                                        + " can be read again after "
                                        + Duration.between(spell.since(), now).toSeconds()
                                        + " s, in which "
                                        + spell.failed()
                                        + (spell.failed() == 1
                                                ? " reading failed"
                                                : " readings failed")));
    }

    /// Something came that is no answer we can read; if it answers a reading, that has failed.
    void unreadable(DatapathId datapath, int xid, String why, Instant now) {
        if (tables.isReadingMeters(datapath, xid)) {
            withoutMeters(datapath, now);
        } else if (tables.isReading(datapath, xid)) {
            unreadable(datapath, why, now);
        }
    }

    private void unreadable(DatapathId datapath, String why, Instant now) {
        tables.unreadable(datapath, now);
        last.put(datapath, new ReconcileView(now, 0, 0, 0, Optional.of(why)));
        Spell spell =
                unread.merge(
                        datapath,
                        new Spell(now, 1),
                        (before, _) -> new Spell(before.since(), before.failed() + 1));
        if (spell.failed() > 1) {
            return; // it is told once, and when it is over
        }
        events.record(
                now,
                Severity.WARNING,
                Event.Kind.UNREADABLE,
                datapath,
                network.nameOf(datapath) + " could not be read, nothing was deleted: " + why);
    }

    private void withoutMeters(DatapathId datapath, Instant now) {
        boolean first = !tables.isSynchronised(datapath);
        tables.withoutMeters(datapath, now).ifPresent(c -> tell(datapath, c, first, now));
    }

    void refused(DatapathId datapath, int xid, ErrorCode error, Instant now) {
        if (tables.isReadingMeters(datapath, xid)) {
            // Many switches have no meters; that is no fault of theirs.
            withoutMeters(datapath, now);
            return;
        }
        switch (tables.refusedMeter(datapath, xid, error, now)) {
            case MeterRefusal.NotOurs _ -> refusedRule(datapath, xid, error, now);
            case MeterRefusal.AskedAgain _ -> {}
            case MeterRefusal.Final(Optional<MeterRule> meter) ->
                    meter.ifPresent(m -> intents.refused(m, error, now));
        }
    }

    private void refusedRule(DatapathId datapath, int xid, ErrorCode error, Instant now) {
        Optional<FlowRule> rule = tables.refused(datapath, xid);
        events.record(
                now,
                Severity.MINOR,
                Event.Kind.SWITCH_ERROR,
                datapath,
                network.nameOf(datapath)
                        + " refused "
                        + rule.map(r -> "a rule of " + r.owner() + " in " + r.key())
                                .orElse("message " + Integer.toUnsignedString(xid))
                        + ": "
                        + error);
        rule.ifPresent(r -> {
            if (r.owner().kind() == Cookie.Kind.CONTAINMENT) {
                containments.refused(r.owner().serial(), error.toString(), now);
            } else {
                intents.refused(r, error, now);
            }
        });
        unreadable(datapath, xid, error.toString(), now);
    }

    void barrierAnswered(DatapathId datapath, int xid) {
        tables.barrierAnswered(datapath, xid);
    }

    /// Gives up a reading that is overdue; whether the switch owes a barrier's answer for so long
    /// that its connection is of no use.
    boolean isStuck(DatapathId datapath, Duration limit, Instant now) {
        if (tables.isReadingOverdue(datapath, limit, now)) {
            unreadable(datapath, "no answer in " + limit.toSeconds() + " s", now);
        }
        return tables.isBarrierOverdue(datapath, limit.multipliedBy(2), now);
    }
}
