package io.teleon.controller.openflow;

import io.teleon.models.network.PortNumber;

/// Asks for statistics or descriptions (OFPT_MULTIPART_REQUEST, OpenFlow 1.3.5 section 7.3.5).
public record MultipartRequest(int xid, Body body) implements OpenFlowMessage {

    @Override
    public MultipartRequest withXid(int newXid) {
        return new MultipartRequest(newXid, body);
    }

    /// What is asked for.
    public sealed interface Body {}

    public record Description() implements Body {}

    /// The flow entries of a table (or [TableId#ALL]) within the match, with this cookie under the
    /// mask.
    public record Flows(
            TableId table,
            PortNumber outPort,
            int outGroup,
            long cookie,
            long cookieMask,
            Match match)
            implements Body {

        /// Every flow entry of every table.
        public static final Flows ALL =
                new Flows(TableId.ALL, PortNumber.ANY, FlowMod.ANY_GROUP, 0, 0, Match.ANY);
    }

    /// Packets, bytes and number of the flow entries that [Flows] would list.
    public record Aggregate(
            TableId table,
            PortNumber outPort,
            int outGroup,
            long cookie,
            long cookieMask,
            Match match)
            implements Body {}

    public record Tables() implements Body {}

    /// The counters of one port, or of all by [PortNumber#ANY].
    public record PortStatistics(PortNumber port) implements Body {}

    public record PortDescriptions() implements Body {}

    /// The counters of one group, or of all by [GroupMod#ALL_GROUPS].
    public record GroupStatistics(int groupId) implements Body {}

    public record GroupDescriptions() implements Body {}

    public record GroupFeatures() implements Body {}

    /// The counters of one meter, or of all by [MeterMod#ALL_METERS].
    public record MeterStatistics(int meterId) implements Body {}

    public record MeterConfigs(int meterId) implements Body {}

    public record MeterFeatures() implements Body {}
}
