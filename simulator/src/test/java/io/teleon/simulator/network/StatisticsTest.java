package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.go;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.southbound.OpenFlowCodec;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Multipart requests, OpenFlow 1.3.5 section 7.3.5.
class StatisticsTest {

    private static final Match IPV4 = Match.builder().ethType(0x0800).build();

    private final SwitchFixture fixture = new SwitchFixture();

    private List<MultipartReply> parts(MultipartRequest.Body asked) {
        return fixture.replies(new MultipartRequest(0, asked)).stream()
                .map(MultipartReply.class::cast)
                .toList();
    }

    private <T extends MultipartReply.Body> T ask(MultipartRequest.Body asked, Class<T> type) {
        List<MultipartReply> parts = parts(asked);
        assertEquals(1, parts.size());
        return type.cast(parts.getFirst().body());
    }

    @Test
    void describesItself() {
        MultipartReply.Description description =
                ask(new MultipartRequest.Description(), MultipartReply.Description.class);
        assertEquals("0000000000000001", description.serialNumber());
    }

    @Test
    void listsEntriesByTablePriorityAndAge() {
        fixture.accept(FlowMod.add(0, new TableId(1), 5, Match.ANY, 1, List.of()));
        fixture.accept(FlowMod.add(0, new TableId(0), 5, IPV4, 2, List.of()));
        fixture.accept(FlowMod.add(0, new TableId(0), 9, IPV4, 3, List.of()));
        fixture.accept(FlowMod.add(0, new TableId(0), 5, Match.ANY, 4, List.of()));
        MultipartReply.Flows flows = ask(MultipartRequest.Flows.ALL, MultipartReply.Flows.class);
        assertEquals(
                List.of(3L, 2L, 4L, 1L),
                flows.entries().stream().map(MultipartReply.FlowEntry::cookie).toList());
    }

    @Test
    void selectsEntriesByTableMatchCookiePortAndGroup() {
        fixture.accept(new GroupMod(0, GroupMod.Command.ADD, GroupType.ALL, 1, List.of()));
        fixture.accept(FlowMod.add(0, new TableId(0), 5, IPV4, 0x12, List.of(apply(out(2)))));
        fixture.accept(
                FlowMod.add(
                        0,
                        new TableId(1),
                        5,
                        Match.ANY,
                        0x22,
                        List.of(apply(new Action.Group(1)))));
        PortNumber any = PortNumber.ANY;
        int none = FlowMod.ANY_GROUP;
        TableId all = TableId.ALL;
        assertEquals(
                List.of(0x12L, 0x22L),
                cookies(new MultipartRequest.Flows(all, any, none, 0, 0, Match.ANY)));
        assertEquals(
                List.of(0x22L),
                cookies(new MultipartRequest.Flows(new TableId(1), any, none, 0, 0, Match.ANY)));
        assertEquals(
                List.of(0x12L), cookies(new MultipartRequest.Flows(all, any, none, 0, 0, IPV4)));
        assertEquals(
                List.of(0x22L),
                cookies(new MultipartRequest.Flows(all, any, none, 0x20, 0xf0, Match.ANY)));
        assertEquals(
                List.of(0x12L),
                cookies(new MultipartRequest.Flows(all, new PortNumber(2), none, 0, 0, Match.ANY)));
        assertEquals(
                List.of(0x22L), cookies(new MultipartRequest.Flows(all, any, 1, 0, 0, Match.ANY)));
    }

    private List<Long> cookies(MultipartRequest.Flows asked) {
        return ask(asked, MultipartReply.Flows.class).entries().stream()
                .map(MultipartReply.FlowEntry::cookie)
                .toList();
    }

    @Test
    void countsPacketsAtEntriesTablesAndPorts() {
        fixture.accept(add(0, 5, IPV4, go(1)));
        fixture.accept(
                add(
                        1,
                        5,
                        Match.builder().ethType(0x0800).inPort(new PortNumber(1)).build(),
                        apply(out(2))));
        var _ = fixture.receive(1, udp());
        var _ = fixture.receive(3, udp());
        fixture.now = fixture.now.plusSeconds(9);
        MultipartReply.Tables tables =
                ask(new MultipartRequest.Tables(), MultipartReply.Tables.class);
        assertEquals(8, tables.entries().size());
        assertEquals(
                new MultipartReply.TableEntry(new TableId(0), 1, 2, 2), tables.entries().get(0));
        assertEquals(
                new MultipartReply.TableEntry(new TableId(1), 1, 2, 1), tables.entries().get(1));
        MultipartReply.Aggregate sum =
                ask(
                        new MultipartRequest.Aggregate(
                                TableId.ALL, PortNumber.ANY, FlowMod.ANY_GROUP, 0, 0, Match.ANY),
                        MultipartReply.Aggregate.class);
        assertEquals(new MultipartReply.Aggregate(3, 126, 2), sum);
        MultipartReply.PortStatistics ports =
                ask(
                        new MultipartRequest.PortStatistics(PortNumber.ANY),
                        MultipartReply.PortStatistics.class);
        assertEquals(4, ports.entries().size());
        Duration up = Duration.ofSeconds(9);
        assertEquals(
                new MultipartReply.PortCounters(new PortNumber(1), 1, 0, 42, 0, 0, 0, 0, 0, up),
                ports.entries().get(0));
        assertEquals(
                new MultipartReply.PortCounters(new PortNumber(2), 0, 1, 0, 42, 0, 0, 0, 0, up),
                ports.entries().get(1));
    }

    @Test
    void countsWhatPortsMustDrop() {
        fixture.accept(add(0, 5, IPV4, apply(out(2))));
        var _ = fixture.device.setLink(new PortNumber(2), false, fixture.now);
        var _ = fixture.receive(1, udp());
        var _ = fixture.receive(2, udp());
        MultipartReply.PortCounters port =
                ask(
                                new MultipartRequest.PortStatistics(new PortNumber(2)),
                                MultipartReply.PortStatistics.class)
                        .entries()
                        .getFirst();
        assertEquals(1, port.sendDropped());
        assertEquals(1, port.receiveDropped());
        assertEquals(0, port.receivedPackets());
    }

    @Test
    void describesPortsGroupsAndMeters() {
        assertEquals(
                fixture.device.ports(),
                ask(new MultipartRequest.PortDescriptions(), MultipartReply.PortDescriptions.class)
                        .entries());
        List<Bucket> buckets =
                List.of(new Bucket(3, PortNumber.ANY, FlowMod.ANY_GROUP, List.of(out(2))));
        fixture.accept(new GroupMod(0, GroupMod.Command.ADD, GroupType.SELECT, 9, buckets));
        assertEquals(
                List.of(new MultipartReply.GroupEntry(GroupType.SELECT, 9, buckets)),
                ask(
                                new MultipartRequest.GroupDescriptions(),
                                MultipartReply.GroupDescriptions.class)
                        .entries());
        MeterMod.Band band = new MeterMod.Band.Drop(5, 6);
        Set<MeterMod.Flag> flags = Set.of(MeterMod.Flag.PKTPS, MeterMod.Flag.BURST);
        fixture.accept(new MeterMod(0, MeterMod.Command.ADD, flags, 4, List.of(band)));
        assertEquals(
                List.of(new MultipartReply.MeterEntry(4, flags, List.of(band))),
                ask(
                                new MultipartRequest.MeterConfigs(MeterMod.ALL_METERS),
                                MultipartReply.MeterConfigs.class)
                        .entries());
    }

    @Test
    void saysHowMuchItCanHold() {
        MultipartReply.GroupFeatures groups =
                ask(new MultipartRequest.GroupFeatures(), MultipartReply.GroupFeatures.class);
        assertEquals(EnumSet.allOf(GroupType.class), groups.types());
        assertEquals(
                new MultipartReply.MeterFeatures(1_024, 16),
                ask(new MultipartRequest.MeterFeatures(), MultipartReply.MeterFeatures.class));
    }

    @Test
    void answersForAGroupThatIsNotThereWithNothing() {
        assertEquals(
                List.of(),
                ask(new MultipartRequest.GroupStatistics(5), MultipartReply.GroupStatistics.class)
                        .entries());
    }

    @Test
    void splitsALongAnswerIntoMessagesThatFitTheWire() {
        for (int i = 0; i < 3000; i++) {
            Match match =
                    Match.builder()
                            .inPort(new PortNumber(1))
                            .ethType(0x0800)
                            .exact(MatchField.IPV4_DST, i)
                            .masked(MatchField.METADATA, i, 0xffff)
                            .build();
            Instruction set =
                    apply(
                            new Action.SetField(MatchField.ETH_DST, i),
                            new Action.PushVlan(0x8100),
                            out(2));
            fixture.accept(add(0, 1, match, set, new Instruction.WriteMetadata(1, 1), go(1)));
        }
        List<MultipartReply> parts = parts(MultipartRequest.Flows.ALL);
        List<MultipartReply.FlowEntry> entries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            assertEquals(i + 1 < parts.size(), parts.get(i).more());
            entries.addAll(((MultipartReply.Flows) parts.get(i).body()).entries());
            int bytes = OpenFlowCodec.encode(parts.get(i)).length;
            assertTrue(bytes <= 65_535, bytes + " bytes");
            assertTrue(bytes > 60_000 || i + 1 == parts.size(), "part " + i + " has only " + bytes);
        }
        assertEquals(3000, entries.size());
        assertEquals(
                3000, entries.stream().map(MultipartReply.FlowEntry::match).distinct().count());
    }

    @Test
    void knowsTheWireSizeOfWhatItSends() {
        fixture.accept(new MeterMod(0, MeterMod.Command.ADD, Set.of(), 1, List.of()));
        Instruction all =
                apply(
                        new Action.PushMpls(0x8847),
                        new Action.SetField(MatchField.MPLS_LABEL, 7),
                        new Action.SetMplsTtl(3),
                        new Action.PushVlan(0x8100),
                        new Action.SetField(MatchField.VLAN_VID, 0x1007),
                        out(2));
        Match match =
                Match.builder().ethType(0x0800).untagged().exact(MatchField.IP_DSCP, 3).build();
        fixture.accept(
                add(
                        0,
                        1,
                        match,
                        new Instruction.Meter(1),
                        all,
                        new Instruction.ClearActions(),
                        SwitchFixture.write(out(3)),
                        go(1)));
        OpenFlowMessage reply = parts(MultipartRequest.Flows.ALL).getFirst();
        MultipartReply.FlowEntry entry =
                ((MultipartReply.Flows) ((MultipartReply) reply).body()).entries().getFirst();
        assertEquals(OpenFlowCodec.encode(reply).length, 16 + WireSize.of(entry));
    }
}
