package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MeterMod.Band;
import io.teleon.controller.openflow.MeterMod.Flag;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The meters of a switch (OpenFlow 1.3.5 sections 5.7 and 6.6). Owned by its switch.
final class MeterTable {

    /// The highest meter id (OFPM_MAX).
    private static final int MAX_METER = 0xffff0000;

    /// Above the third drop precedence of an assured forwarding class (RFC 2597) there is none.
    private static final int MAX_PRECEDENCE_LEVEL = 2;

    private final SwitchSettings settings;
    private final TreeMap<Integer, MeterEntry> meters = new TreeMap<>(Integer::compareUnsigned);

    MeterTable(SwitchSettings settings) {
        this.settings = settings;
    }

    void clear() {
        meters.clear();
    }

    /// All meters, in the unsigned order of their ids.
    List<MeterEntry> all() {
        return List.copyOf(meters.values());
    }

    Optional<MeterEntry> get(int id) {
        return Optional.ofNullable(meters.get(id));
    }

    Optional<ErrorCode> apply(MeterMod mod, Instant now) {
        return switch (mod.command()) {
            case ADD -> add(mod, now);
            case MODIFY -> modify(mod, now);
            case DELETE -> {
                if (mod.meterId() == MeterMod.ALL_METERS) {
                    meters.clear();
                }
                meters.remove(mod.meterId());
                yield Optional.empty();
            }
        };
    }

    private Optional<ErrorCode> add(MeterMod mod, Instant now) {
        if (mod.meterId() == 0 || Integer.compareUnsigned(mod.meterId(), MAX_METER) > 0) {
            return failed("INVALID_METER");
        }
        if (meters.containsKey(mod.meterId())) {
            return failed("METER_EXISTS");
        }
        if (meters.size() >= settings.maxMeters()) {
            return failed("OUT_OF_METERS");
        }
        Optional<ErrorCode> error = check(mod);
        if (error.isEmpty()) {
            meters.put(mod.meterId(), new MeterEntry(mod, now));
        }
        return error;
    }

    private Optional<ErrorCode> modify(MeterMod mod, Instant now) {
        MeterEntry meter = meters.get(mod.meterId());
        if (meter == null) {
            return failed("UNKNOWN_METER");
        }
        Optional<ErrorCode> error = check(mod);
        if (error.isEmpty()) {
            meter.modify(mod, now);
        }
        return error;
    }

    private Optional<ErrorCode> check(MeterMod mod) {
        if (mod.flags().contains(Flag.KBPS) && mod.flags().contains(Flag.PKTPS)) {
            return failed("BAD_FLAGS");
        }
        if (mod.bands().size() > settings.maxBands()) {
            return failed("OUT_OF_BANDS");
        }
        Set<Integer> rates = new HashSet<>();
        for (Band band : mod.bands()) {
            // Section 5.7: each band of a meter has its own rate.
            if (band.rate() == 0 || !rates.add(band.rate())) {
                return failed("BAD_RATE");
            }
            if (mod.flags().contains(Flag.BURST) && band.burst() == 0) {
                return failed("BAD_BURST");
            }
            if (band instanceof Band.DscpRemark remark
                    && (remark.precedenceLevel() < 1
                            || remark.precedenceLevel() > MAX_PRECEDENCE_LEVEL)) {
                return failed("BAD_BAND");
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorCode> failed(String code) {
        return Optional.of(ErrorCode.of(ErrorCode.Type.METER_MOD_FAILED, code));
    }
}
