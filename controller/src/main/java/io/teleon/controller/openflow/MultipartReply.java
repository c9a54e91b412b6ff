package io.teleon.controller.openflow;

import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// An answer to a [MultipartRequest], or a part of it: `more` says that others follow under the
/// same transaction id.
public record MultipartReply(int xid, boolean more, Body body) implements OpenFlowMessage {

    @Override
    public MultipartReply withXid(int newXid) {
        return new MultipartReply(newXid, more, body);
    }

    /// What is answered. Lists are in the order of the wire.
    public sealed interface Body {}

    public record Description(
            String manufacturer,
            String hardware,
            String software,
            String serialNumber,
            String datapath)
            implements Body {}

    public record Flows(List<FlowEntry> entries) implements Body {

        public Flows {
            entries = List.copyOf(entries);
        }
    }

    /// A flow entry as a switch reports it (ofp_flow_stats).
    public record FlowEntry(
            TableId table,
            int priority,
            Match match,
            long cookie,
            List<Instruction> instructions,
            Duration duration,
            Duration idleTimeout,
            Duration hardTimeout,
            Set<FlowMod.Flag> flags,
            long packets,
            long bytes) {

        public FlowEntry {
            instructions = List.copyOf(instructions);
            flags =
                    flags.isEmpty()
                            ? java.util.EnumSet.noneOf(FlowMod.Flag.class)
                            : java.util.EnumSet.copyOf(flags);
            flags = java.util.Collections.unmodifiableSet(flags);
        }
    }

    public record Aggregate(long packets, long bytes, int flows) implements Body {}

    public record Tables(List<TableEntry> entries) implements Body {

        public Tables {
            entries = List.copyOf(entries);
        }
    }

    /// Active entries, lookups and matches of one table (ofp_table_stats).
    public record TableEntry(TableId table, int active, long lookups, long matched) {}

    public record PortStatistics(List<PortCounters> entries) implements Body {

        public PortStatistics {
            entries = List.copyOf(entries);
        }
    }

    /// The counters of one port (ofp_port_stats); -1 where the switch does not count. Bytes and
    /// packets are unsigned 64-bit and wrap.
    public record PortCounters(
            PortNumber port,
            long receivedPackets,
            long sentPackets,
            long receivedBytes,
            long sentBytes,
            long receiveDropped,
            long sendDropped,
            long receiveErrors,
            long sendErrors,
            Duration duration) {}

    public record PortDescriptions(List<PortDescription> entries) implements Body {

        public PortDescriptions {
            entries = List.copyOf(entries);
        }
    }

    public record GroupStatistics(List<GroupCounters> entries) implements Body {

        public GroupStatistics {
            entries = List.copyOf(entries);
        }
    }

    /// The counters of one group (ofp_group_stats).
    public record GroupCounters(
            int groupId,
            int references,
            long packets,
            long bytes,
            Duration duration,
            List<BucketCounters> buckets) {

        public GroupCounters {
            buckets = List.copyOf(buckets);
        }
    }

    public record BucketCounters(long packets, long bytes) {}

    public record GroupDescriptions(List<GroupEntry> entries) implements Body {

        public GroupDescriptions {
            entries = List.copyOf(entries);
        }
    }

    /// A group as a switch reports it (ofp_group_desc).
    public record GroupEntry(GroupType type, int groupId, List<Bucket> buckets) {

        public GroupEntry {
            buckets = List.copyOf(buckets);
        }
    }

    /// The group types a switch knows, and how many groups of each, in the order of [GroupType].
    public record GroupFeatures(Set<GroupType> types, List<Integer> maxGroups) implements Body {

        public GroupFeatures {
            types =
                    types.isEmpty()
                            ? java.util.EnumSet.noneOf(GroupType.class)
                            : java.util.EnumSet.copyOf(types);
            types = java.util.Collections.unmodifiableSet(types);
            maxGroups = List.copyOf(maxGroups);
            if (maxGroups.size() != GroupType.values().length) {
                throw new IllegalArgumentException(
                        "group features with "
                                + maxGroups.size()
                                + " numbers, one for each type is due");
            }
        }
    }

    public record MeterStatistics(List<MeterCounters> entries) implements Body {

        public MeterStatistics {
            entries = List.copyOf(entries);
        }
    }

    /// The counters of one meter (ofp_meter_stats).
    public record MeterCounters(
            int meterId,
            int flows,
            long packets,
            long bytes,
            Duration duration,
            List<BandCounters> bands) {

        public MeterCounters {
            bands = List.copyOf(bands);
        }
    }

    public record BandCounters(long packets, long bytes) {}

    public record MeterConfigs(List<MeterEntry> entries) implements Body {

        public MeterConfigs {
            entries = List.copyOf(entries);
        }
    }

    /// A meter as a switch reports it (ofp_meter_config).
    public record MeterEntry(int meterId, Set<MeterMod.Flag> flags, List<MeterMod.Band> bands) {

        public MeterEntry {
            flags =
                    flags.isEmpty()
                            ? java.util.EnumSet.noneOf(MeterMod.Flag.class)
                            : java.util.EnumSet.copyOf(flags);
            flags = java.util.Collections.unmodifiableSet(flags);
            bands = List.copyOf(bands);
        }
    }

    public record MeterFeatures(int maxMeters, int maxBands) implements Body {}
}
