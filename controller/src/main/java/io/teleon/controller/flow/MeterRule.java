package io.teleon.controller.flow;

import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply.MeterEntry;
import io.teleon.models.network.DatapathId;
import java.util.EnumSet;
import java.util.List;

/// One meter a switch should hold: it drops what exceeds a rate.
///
/// @param meter its number on this switch, 1 or more
/// @param kilobitsPerSecond 1 or more
public record MeterRule(DatapathId datapath, int meter, int kilobitsPerSecond) {

    public MeterRule {
        if (meter < 1 || kilobitsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "meter " + meter + " of " + kilobitsPerSecond + " kbit/s must be 1 or more");
        }
    }

    public boolean isAtTheSamePlace(MeterRule other) {
        return datapath.equals(other.datapath) && meter == other.meter;
    }

    MeterMod mod(MeterMod.Command command) {
        return new MeterMod(
                0,
                command,
                EnumSet.of(MeterMod.Flag.KBPS),
                meter,
                List.of(new MeterMod.Band.Drop(kilobitsPerSecond, 0)));
    }

    static MeterMod delete(int meter) {
        return new MeterMod(
                0, MeterMod.Command.DELETE, EnumSet.noneOf(MeterMod.Flag.class), meter, List.of());
    }

    /// Whether the switch holds just this. What it makes of the burst size is its own affair.
    boolean isMetBy(MeterEntry entry) {
        return entry.meterId() == meter
                && entry.flags().contains(MeterMod.Flag.KBPS)
                && entry.bands().size() == 1
                && entry.bands().getFirst() instanceof MeterMod.Band.Drop(int rate, int _)
                && rate == kilobitsPerSecond;
    }
}
