package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Answers multipart requests (OpenFlow 1.3.5 section 7.3.5). It reads and changes nothing.
///
/// A long answer is split into replies of less than 64 KiB, all but the last of which say that more
/// follow.
record Statistics(SwitchSettings settings, Pipeline state) {

    /// Below 65535 with the headers of message and multipart counted in.
    private static final int MAX_BODY_BYTES = 65_000;

    /// The replies, or why there are none.
    sealed interface Answer {

        record Replies(List<OpenFlowMessage> replies) implements Answer {}

        record Refused(ErrorCode error) implements Answer {}
    }

    Answer answer(MultipartRequest request, Instant now) {
        int xid = request.xid();
        return switch (request.body()) {
            case MultipartRequest.Description _ -> one(xid, description());
            case MultipartRequest.Flows flows -> flows(xid, flows, now);
            case MultipartRequest.Aggregate aggregate -> aggregate(xid, aggregate);
            case MultipartRequest.Tables _ ->
                    split(
                            xid,
                            state.tables().all().stream().map(FlowTable::statistics).toList(),
                            _ -> 24,
                            MultipartReply.Tables::new);
            case MultipartRequest.PortStatistics ports -> ports(xid, ports.port(), now);
            case MultipartRequest.PortDescriptions _ ->
                    split(
                            xid,
                            state.ports().all().stream().map(SwitchPort::description).toList(),
                            _ -> 64,
                            MultipartReply.PortDescriptions::new);
            case MultipartRequest.GroupStatistics groups -> groups(xid, groups.groupId(), now);
            case MultipartRequest.GroupDescriptions _ ->
                    split(
                            xid,
                            state.groups().all().stream().map(GroupEntry::description).toList(),
                            WireSize::of,
                            MultipartReply.GroupDescriptions::new);
            case MultipartRequest.GroupFeatures _ -> one(xid, groupFeatures());
            case MultipartRequest.MeterStatistics meters -> meters(xid, meters.meterId(), now);
            case MultipartRequest.MeterConfigs meters -> meterConfigs(xid, meters.meterId());
            case MultipartRequest.MeterFeatures _ ->
                    one(
                            xid,
                            new MultipartReply.MeterFeatures(
                                    settings.maxMeters(), settings.maxBands()));
        };
    }

    private MultipartReply.Description description() {
        return new MultipartReply.Description(
                "Teleon",
                "virtual switch",
                "OpenFlow 1.3.5",
                settings.datapath().toString(),
                "virtual switch " + settings.datapath());
    }

    private Answer flows(int xid, MultipartRequest.Flows asked, Instant now) {
        if (isNoTable(asked.table())) {
            return refused(ErrorCode.Type.BAD_REQUEST, "BAD_TABLE_ID");
        }
        Optional<ErrorCode> bad = MatchCheck.check(asked.match());
        if (bad.isPresent()) {
            return new Answer.Refused(bad.get());
        }
        return split(
                xid,
                state.tables().select(asked.table(), EntrySelector.of(asked)).stream()
                        .map(entry -> entry.statistics(now))
                        .toList(),
                WireSize::of,
                MultipartReply.Flows::new);
    }

    private Answer aggregate(int xid, MultipartRequest.Aggregate asked) {
        if (isNoTable(asked.table())) {
            return refused(ErrorCode.Type.BAD_REQUEST, "BAD_TABLE_ID");
        }
        Optional<ErrorCode> bad = MatchCheck.check(asked.match());
        if (bad.isPresent()) {
            return new Answer.Refused(bad.get());
        }
        List<FlowEntry> entries = state.tables().select(asked.table(), EntrySelector.of(asked));
        long packets = entries.stream().mapToLong(FlowEntry::packets).filter(n -> n >= 0).sum();
        long bytes = entries.stream().mapToLong(FlowEntry::bytes).filter(n -> n >= 0).sum();
        return one(xid, new MultipartReply.Aggregate(packets, bytes, entries.size()));
    }

    private boolean isNoTable(TableId table) {
        return !table.equals(TableId.ALL) && !state.tables().has(table);
    }

    private Answer ports(int xid, PortNumber asked, Instant now) {
        List<SwitchPort> ports =
                asked.equals(PortNumber.ANY)
                        ? state.ports().all()
                        : state.ports().find(asked).stream().toList();
        if (ports.isEmpty() && !asked.equals(PortNumber.ANY)) {
            return refused(ErrorCode.Type.BAD_REQUEST, "BAD_PORT");
        }
        return split(
                xid,
                ports.stream().map(port -> port.statistics(now)).toList(),
                _ -> 112,
                MultipartReply.PortStatistics::new);
    }

    private Answer groups(int xid, int asked, Instant now) {
        List<GroupEntry> groups =
                asked == GroupMod.ALL_GROUPS
                        ? state.groups().all()
                        : state.groups().get(asked).stream().toList();
        Map<Integer, Integer> references = new HashMap<>();
        for (GroupEntry group : state.groups().all()) {
            GroupTable.forwardsTo(group).stream()
                    .distinct()
                    .forEach(id -> references.merge(id, 1, Integer::sum));
        }
        for (FlowTable table : state.tables().all()) {
            for (FlowEntry entry : table.entries()) {
                entry.groups().forEach(id -> references.merge(id, 1, Integer::sum));
            }
        }
        return split(
                xid,
                groups.stream()
                        .map(group -> group.statistics(references.getOrDefault(group.id(), 0), now))
                        .toList(),
                WireSize::of,
                MultipartReply.GroupStatistics::new);
    }

    private MultipartReply.GroupFeatures groupFeatures() {
        int max = settings.maxGroups();
        return new MultipartReply.GroupFeatures(
                EnumSet.allOf(GroupType.class), List.of(max, max, max, max));
    }

    private Answer meters(int xid, int asked, Instant now) {
        Optional<List<MeterEntry>> meters = selectMeters(asked);
        if (meters.isEmpty()) {
            return refused(ErrorCode.Type.METER_MOD_FAILED, "UNKNOWN_METER");
        }
        Map<Integer, Integer> flows = new HashMap<>();
        for (FlowTable table : state.tables().all()) {
            for (FlowEntry entry : table.entries()) {
                entry.meter().ifPresent(id -> flows.merge(id, 1, Integer::sum));
            }
        }
        return split(
                xid,
                meters.get().stream()
                        .map(meter -> meter.statistics(flows.getOrDefault(meter.id(), 0), now))
                        .toList(),
                WireSize::of,
                MultipartReply.MeterStatistics::new);
    }

    private Answer meterConfigs(int xid, int asked) {
        Optional<List<MeterEntry>> meters = selectMeters(asked);
        if (meters.isEmpty()) {
            return refused(ErrorCode.Type.METER_MOD_FAILED, "UNKNOWN_METER");
        }
        return split(
                xid,
                meters.get().stream().map(MeterEntry::description).toList(),
                WireSize::of,
                MultipartReply.MeterConfigs::new);
    }

    private Optional<List<MeterEntry>> selectMeters(int asked) {
        return asked == MeterMod.ALL_METERS
                ? Optional.of(state.meters().all())
                : state.meters().get(asked).map(List::of);
    }

    private static Answer refused(ErrorCode.Type type, String code) {
        return new Answer.Refused(ErrorCode.of(type, code));
    }

    private static Answer one(int xid, MultipartReply.Body body) {
        return new Answer.Replies(List.of(new MultipartReply(xid, false, body)));
    }

    private static <T> Answer split(
            int xid,
            List<T> entries,
            ToIntFunction<T> size,
            Function<List<T>, MultipartReply.Body> body) {
        List<OpenFlowMessage> replies = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            int next = size.applyAsInt(entries.get(i));
            if (bytes + next > MAX_BODY_BYTES && i > start) {
                replies.add(new MultipartReply(xid, true, body.apply(entries.subList(start, i))));
                start = i;
                bytes = 0;
            }
            bytes += next;
        }
        replies.add(
                new MultipartReply(xid, false, body.apply(entries.subList(start, entries.size()))));
        return new Answer.Replies(replies);
    }
}
