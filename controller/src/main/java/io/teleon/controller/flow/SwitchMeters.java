package io.teleon.controller.flow;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.models.network.DatapathId;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The meters one switch should hold, and what was written of them. Owned by its [SwitchTables],
/// which says when a batch is sent: a meter goes before the rule that uses it and stays until no
/// rule does, for a switch deletes with a meter the rules that lean on it (OpenFlow 1.3.5 section
/// 6.6).
final class SwitchMeters {

    private final DatapathId datapath;
    private final SwitchWire wire;
    private final NavigableMap<Integer, MeterRule> desired = new TreeMap<>();
    private final NavigableMap<Integer, MeterRule> openPuts = new TreeMap<>();
    private final NavigableSet<Integer> openDeletes = new TreeSet<>();

    /// Numbers the switch knows, as far as this connection tells.
    private final NavigableSet<Integer> present = new TreeSet<>();

    /// By transaction id, until the barrier behind them is answered.
    private final NavigableMap<Integer, MeterRule> unanswered = new TreeMap<>();

    SwitchMeters(DatapathId datapath, SwitchWire wire) {
        this.datapath = datapath;
        this.wire = wire;
    }

    void put(MeterRule meter) {
        desired.put(meter.meter(), meter);
        openDeletes.remove(meter.meter());
        openPuts.put(meter.meter(), meter);
    }

    /// Nothing happens where another has its number by now.
    boolean remove(MeterRule meter) {
        if (!desired.remove(meter.meter(), meter)) {
            return false;
        }
        openPuts.remove(meter.meter());
        openDeletes.add(meter.meter());
        return true;
    }

    boolean isWorthReading() {
        return !desired.isEmpty() || !present.isEmpty();
    }

    Collection<MeterRule> desired() {
        return desired.values();
    }

    /// True where there was something to send.
    boolean flushPuts() {
        openPuts.values().forEach(this::send);
        boolean sent = !openPuts.isEmpty();
        openPuts.clear();
        return sent;
    }

    boolean hasDeletes() {
        return openDeletes.stream().anyMatch(present::contains);
    }

    void flushDeletes() {
        openDeletes.stream().filter(present::contains).toList().forEach(this::delete);
        openDeletes.clear();
    }

    void forgetOpen() {
        openPuts.clear();
        openDeletes.clear();
    }

    void send(MeterRule meter) {
        boolean there = !present.add(meter.meter());
        send(meter, there ? MeterMod.Command.MODIFY : MeterMod.Command.ADD);
    }

    /// The switch was found without it.
    void sendMissing(MeterRule meter) {
        present.remove(meter.meter());
        send(meter);
    }

    private void send(MeterRule meter, MeterMod.Command command) {
        unanswered.put(wire.send(datapath, meter.mod(command)), meter);
    }

    void delete(int meter) {
        present.remove(meter);
        wire.send(datapath, MeterRule.delete(meter));
    }

    void disconnected() {
        present.clear();
        unanswered.clear();
    }

    /// The switch told which it has.
    void found(Collection<Integer> meters) {
        present.addAll(meters);
    }

    void confirmed(int xid) {
        unanswered.headMap(xid, true).clear();
    }

    MeterRefusal refused(int xid, ErrorCode error) {
        MeterRule meter = unanswered.remove(xid);
        if (meter == null) {
            return new MeterRefusal.NotOurs();
        }
        boolean wanted = meter.equals(desired.get(meter.meter()));
        if (wanted && error.equals(meterError("METER_EXISTS"))) {
            send(meter, MeterMod.Command.MODIFY);
            return new MeterRefusal.AskedAgain();
        }
        if (wanted && error.equals(meterError("UNKNOWN_METER"))) {
            send(meter, MeterMod.Command.ADD);
            return new MeterRefusal.AskedAgain();
        }
        return new MeterRefusal.Final(wanted ? Optional.of(meter) : Optional.empty());
    }

    private static ErrorCode meterError(String code) {
        return ErrorCode.of(ErrorCode.Type.METER_MOD_FAILED, code);
    }
}
