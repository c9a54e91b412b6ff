package io.teleon.controller.openflow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Adds, changes or deletes a meter (OFPT_METER_MOD, OpenFlow 1.3.5 section 7.3.4.4).
public record MeterMod(int xid, Command command, Set<Flag> flags, int meterId, List<Band> bands)
        implements OpenFlowMessage {

    public static final int ALL_METERS = 0xffffffff;

    public MeterMod {
        flags = flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
        flags = java.util.Collections.unmodifiableSet(flags);
        bands = List.copyOf(bands);
    }

    /// OFPMC_*, in the order of the wire.
    public enum Command {
        ADD,
        MODIFY,
        DELETE
    }

    /// OFPMF_*, in the order of the wire's bits.
    public enum Flag {
        KBPS,
        PKTPS,
        BURST,
        STATS
    }

    /// Above `rate` (kbit/s or packets/s by the meter's flag), up to `burst`, do this.
    public sealed interface Band {

        int rate();

        int burst();

        record Drop(int rate, int burst) implements Band {}

        record DscpRemark(int rate, int burst, int precedenceLevel) implements Band {}
    }

    @Override
    public MeterMod withXid(int newXid) {
        return new MeterMod(newXid, command, flags, meterId, bands);
    }
}
