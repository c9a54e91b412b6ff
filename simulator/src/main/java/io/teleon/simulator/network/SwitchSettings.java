package io.teleon.simulator.network;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.OpenFlowCodec;
import io.teleon.models.network.DatapathId;
import java.util.function.Function;

/// What a switch is and how much it can hold.
///
/// @param tables how many flow tables, 1..254
/// @param maxEntries flow entries of each table
/// @param maxGroups groups of each type
/// @param maxBuckets buckets of a group
/// @param refusedBytes the bytes of a refused message, of which an error carries the first 64; the
///   switch itself sees values only
public record SwitchSettings(
        DatapathId datapath,
        int tables,
        int maxEntries,
        int maxGroups,
        int maxBuckets,
        int maxMeters,
        int maxBands,
        Function<OpenFlowMessage, Octets> refusedBytes) {

    public SwitchSettings {
        if (tables < 1 || tables > 254) {
            throw new IllegalArgumentException(tables + " flow tables outside 1..254");
        }
        if (maxEntries < 1 || maxGroups < 0 || maxBuckets < 0 || maxMeters < 0 || maxBands < 0) {
            throw new IllegalArgumentException(
                    "a switch needs at least 1 flow entry a table and no negative limit");
        }
    }

    /// Eight tables of a million entries, as many groups of each type, 1024 meters.
    public static SwitchSettings of(DatapathId datapath) {
        return new SwitchSettings(
                datapath, 8, 1_000_000, 1_000_000, 256, 1_024, 16, SwitchSettings::wireBytes);
    }

    private static Octets wireBytes(OpenFlowMessage message) {
        return message instanceof OpenFlowMessage.Unsupported unsupported
                ? unsupported.bytes()
                : Octets.of(OpenFlowCodec.encode(message));
    }

    public SwitchSettings withTables(int value) {
        return new SwitchSettings(
                datapath,
                value,
                maxEntries,
                maxGroups,
                maxBuckets,
                maxMeters,
                maxBands,
                refusedBytes);
    }

    public SwitchSettings withMaxEntries(int value) {
        return new SwitchSettings(
                datapath, tables, value, maxGroups, maxBuckets, maxMeters, maxBands, refusedBytes);
    }

    public SwitchSettings withRefusedBytes(Function<OpenFlowMessage, Octets> value) {
        return new SwitchSettings(
                datapath, tables, maxEntries, maxGroups, maxBuckets, maxMeters, maxBands, value);
    }
}
