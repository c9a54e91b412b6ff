package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.go;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every error that the switch can give, with a message that brings it about (OpenFlow 1.3.5
/// section 7.4.4).
class RefusalTest {

    private static final Match IPV4 = Match.builder().ethType(0x0800).build();
    private static final Match TAGGED = Match.builder().anyVlan().build();
    private static final Match MPLS = Match.builder().ethType(0x8847).build();
    private static final PortNumber NOWHERE = new PortNumber(99);
    private static final Octets FRAME = Packet.of(SwitchFixture.udp(), Octets.EMPTY).frame();

    /// A message and the error that it must be given.
    record Refused(String error, OpenFlowMessage message) {

        @Override
        public String toString() {
            return error + " for " + message;
        }
    }

    private static Refused of(String error, OpenFlowMessage message) {
        return new Refused(error, message);
    }

    private static Refused action(String code, Match match, Action... actions) {
        return of("BAD_ACTION/" + code, add(0, 1, match, apply(actions)));
    }

    private static Refused match(String code, Match match) {
        return of("BAD_MATCH/" + code, add(0, 1, match, apply(out(2))));
    }

    private static Match exact(MatchField field, long value) {
        return Match.builder().exact(field, value).build();
    }

    private static Action set(MatchField field, long value) {
        return new Action.SetField(field, value);
    }

    static List<Refused> matches() {
        return List.of(
                match("BAD_PREREQ", exact(MatchField.IPV4_SRC, 1)),
                match("BAD_PREREQ", exact(MatchField.IP_PROTO, 6)),
                match("BAD_PREREQ", exact(MatchField.IP_DSCP, 6)),
                match(
                        "BAD_PREREQ",
                        Match.builder().ethType(0x0800).exact(MatchField.TCP_DST, 80).build()),
                match(
                        "BAD_PREREQ",
                        Match.builder()
                                .ethType(0x0800)
                                .exact(MatchField.IP_PROTO, 17)
                                .exact(MatchField.TCP_DST, 80)
                                .build()),
                match(
                        "BAD_PREREQ",
                        Match.builder().ethType(0x0800).exact(MatchField.ARP_OP, 1).build()),
                match(
                        "BAD_PREREQ",
                        Match.builder().ethType(0x0800).exact(MatchField.MPLS_LABEL, 1).build()),
                match(
                        "BAD_PREREQ",
                        Match.builder().ethType(0x86dd).exact(MatchField.IPV4_DST, 1).build()),
                match("BAD_PREREQ", exact(MatchField.VLAN_PCP, 1)),
                match(
                        "BAD_PREREQ",
                        Match.builder().untagged().exact(MatchField.VLAN_PCP, 1).build()),
                match("BAD_PREREQ", exact(MatchField.ICMPV4_TYPE, 8)),
                match("BAD_PREREQ", exact(MatchField.UDP_SRC, 8)),
                match("BAD_PREREQ", exact(MatchField.SCTP_DST, 8)),
                match("BAD_VALUE", exact(MatchField.VLAN_VID, 7)),
                match("BAD_MASK", Match.builder().masked(MatchField.VLAN_VID, 7, 7).build()));
    }

    static List<Refused> actions() {
        return List.of(
                action("BAD_OUT_PORT", Match.ANY, out(99)),
                action("BAD_OUT_PORT", Match.ANY, out(PortNumber.TABLE)),
                action("BAD_OUT_PORT", Match.ANY, out(PortNumber.NORMAL)),
                action("BAD_OUT_PORT", Match.ANY, out(PortNumber.ANY)),
                action("BAD_OUT_PORT", Match.ANY, out(PortNumber.LOCAL)),
                action("BAD_OUT_GROUP", Match.ANY, new Action.Group(5)),
                action("BAD_QUEUE", Match.ANY, new Action.SetQueue(1)),
                action("BAD_TAG", Match.ANY, new Action.PushVlan(0x9100)),
                action("BAD_TAG", Match.ANY, new Action.PushMpls(0x0800)),
                action("BAD_ARGUMENT", IPV4, new Action.SetNwTtl(256)),
                action("BAD_ARGUMENT", MPLS, new Action.SetMplsTtl(-1)),
                action("BAD_ARGUMENT", MPLS, new Action.PopMpls(0x10000)),
                action("BAD_SET_TYPE", Match.ANY, set(MatchField.IN_PORT, 1)),
                action("BAD_SET_TYPE", Match.ANY, set(MatchField.METADATA, 1)),
                action("BAD_SET_ARGUMENT", TAGGED, set(MatchField.VLAN_VID, 7)),
                action("MATCH_INCONSISTENT", Match.ANY, set(MatchField.IPV4_DST, 7)),
                action("MATCH_INCONSISTENT", IPV4, set(MatchField.TCP_DST, 7)),
                action("MATCH_INCONSISTENT", IPV4, set(MatchField.ARP_OP, 1)),
                action("MATCH_INCONSISTENT", IPV4, set(MatchField.VLAN_VID, 0x1007)),
                action("MATCH_INCONSISTENT", IPV4, new Action.PopVlan()),
                action("MATCH_INCONSISTENT", TAGGED, new Action.PopVlan(), new Action.PopVlan()),
                action("MATCH_INCONSISTENT", IPV4, new Action.PopMpls(0x0800)),
                action("MATCH_INCONSISTENT", IPV4, new Action.DecMplsTtl()),
                action("MATCH_INCONSISTENT", IPV4, new Action.CopyTtlIn()),
                action("MATCH_INCONSISTENT", MPLS, new Action.DecNwTtl()),
                action(
                        "MATCH_INCONSISTENT",
                        IPV4,
                        new Action.PushMpls(0x8847),
                        set(MatchField.IP_DSCP, 1)),
                of("BAD_ACTION/BAD_OUT_PORT", add(0, 1, Match.ANY, write(out(99)))),
                of("BAD_ACTION/TOO_MANY", add(0, 1, Match.ANY, apply(many(1025)))));
    }

    private static Action[] many(int count) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            actions.add(out(2));
        }
        return actions.toArray(Action[]::new);
    }

    static List<Refused> flowMods() {
        FlowMod add = add(0, 1, IPV4, apply(out(2)));
        FlowMod buffered =
                new FlowMod(
                        0,
                        add.command(),
                        add.table(),
                        1,
                        IPV4,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        42,
                        PortNumber.ANY,
                        FlowMod.ANY_GROUP,
                        Set.of(),
                        List.of());
        return List.of(
                of("FLOW_MOD_FAILED/BAD_TABLE_ID", add(8, 1, IPV4, apply(out(2)))),
                of("FLOW_MOD_FAILED/BAD_TABLE_ID", add(255, 1, IPV4, apply(out(2)))),
                of(
                        "FLOW_MOD_FAILED/BAD_TABLE_ID",
                        FlowMod.deleteStrict(0, new TableId(9), 1, IPV4, 0)),
                of("BAD_REQUEST/BUFFER_UNKNOWN", buffered),
                of("BAD_INSTRUCTION/BAD_TABLE_ID", add(3, 1, IPV4, go(3))),
                of("BAD_INSTRUCTION/BAD_TABLE_ID", add(3, 1, IPV4, go(2))),
                of("BAD_INSTRUCTION/BAD_TABLE_ID", add(3, 1, IPV4, go(8))),
                of("METER_MOD_FAILED/UNKNOWN_METER", add(0, 1, IPV4, new Instruction.Meter(7))),
                // The first fault in the standard's order is named: table, match, instructions.
                of(
                        "FLOW_MOD_FAILED/BAD_TABLE_ID",
                        add(8, 1, exact(MatchField.IP_PROTO, 6), apply(out(99)))),
                of(
                        "BAD_MATCH/BAD_PREREQ",
                        add(0, 1, exact(MatchField.IP_PROTO, 6), apply(out(99)))));
    }

    private static GroupMod group(
            GroupMod.Command command, GroupType type, int id, Bucket... buckets) {
        return new GroupMod(0, command, type, id, List.of(buckets));
    }

    private static GroupMod group(GroupType type, Bucket... buckets) {
        return group(GroupMod.Command.ADD, type, 7, buckets);
    }

    private static Bucket bucket(
            int weight, PortNumber watchPort, int watchGroup, Action... actions) {
        return new Bucket(weight, watchPort, watchGroup, List.of(actions));
    }

    private static Bucket plain(Action... actions) {
        return bucket(0, PortNumber.ANY, FlowMod.ANY_GROUP, actions);
    }

    static List<Refused> groupMods() {
        return List.of(
                of("GROUP_MOD_FAILED/GROUP_EXISTS", group(GroupMod.Command.ADD, GroupType.ALL, 1)),
                of(
                        "GROUP_MOD_FAILED/INVALID_GROUP",
                        group(GroupMod.Command.ADD, GroupType.ALL, 0xffffff01)),
                of("GROUP_MOD_FAILED/INVALID_GROUP", group(GroupType.INDIRECT)),
                of(
                        "GROUP_MOD_FAILED/INVALID_GROUP",
                        group(GroupType.INDIRECT, plain(out(1)), plain(out(2)))),
                of(
                        "GROUP_MOD_FAILED/INVALID_GROUP",
                        group(GroupType.ALL, bucket(1, PortNumber.ANY, FlowMod.ANY_GROUP))),
                of(
                        "GROUP_MOD_FAILED/UNKNOWN_GROUP",
                        group(GroupMod.Command.MODIFY, GroupType.ALL, 7)),
                of("GROUP_MOD_FAILED/LOOP", group(GroupType.ALL, plain(new Action.Group(7)))),
                of(
                        "GROUP_MOD_FAILED/LOOP",
                        group(
                                GroupMod.Command.MODIFY,
                                GroupType.ALL,
                                1,
                                plain(new Action.Group(2)))),
                of(
                        "GROUP_MOD_FAILED/CHAINED_GROUP",
                        group(GroupMod.Command.DELETE, GroupType.ALL, 1)),
                of("GROUP_MOD_FAILED/BAD_WATCH", group(GroupType.FAST_FAILOVER, plain(out(1)))),
                of(
                        "GROUP_MOD_FAILED/BAD_WATCH",
                        group(GroupType.FAST_FAILOVER, bucket(0, NOWHERE, FlowMod.ANY_GROUP))),
                of(
                        "GROUP_MOD_FAILED/BAD_WATCH",
                        group(GroupType.FAST_FAILOVER, bucket(0, PortNumber.ANY, 99))),
                of(
                        "GROUP_MOD_FAILED/OUT_OF_BUCKETS",
                        group(GroupType.ALL, plain(), plain(), plain(), plain())),
                of("BAD_ACTION/BAD_OUT_PORT", group(GroupType.ALL, plain(out(99)))),
                of("BAD_ACTION/BAD_OUT_GROUP", group(GroupType.ALL, plain(new Action.Group(99)))),
                of("BAD_ACTION/BAD_TAG", group(GroupType.ALL, plain(new Action.PushVlan(1)))));
    }

    private static MeterMod meter(
            MeterMod.Command command, int id, Set<MeterMod.Flag> flags, MeterMod.Band... bands) {
        return new MeterMod(0, command, flags, id, List.of(bands));
    }

    private static MeterMod meter(MeterMod.Band... bands) {
        return meter(
                MeterMod.Command.ADD, 7, Set.of(MeterMod.Flag.KBPS, MeterMod.Flag.BURST), bands);
    }

    static List<Refused> meterMods() {
        MeterMod.Band drop = new MeterMod.Band.Drop(1, 1);
        return List.of(
                of("METER_MOD_FAILED/METER_EXISTS", meter(MeterMod.Command.ADD, 1, Set.of())),
                of("METER_MOD_FAILED/INVALID_METER", meter(MeterMod.Command.ADD, 0, Set.of())),
                of(
                        "METER_MOD_FAILED/INVALID_METER",
                        meter(MeterMod.Command.ADD, 0xffff0001, Set.of())),
                of("METER_MOD_FAILED/UNKNOWN_METER", meter(MeterMod.Command.MODIFY, 7, Set.of())),
                of(
                        "METER_MOD_FAILED/BAD_FLAGS",
                        meter(
                                MeterMod.Command.ADD,
                                7,
                                Set.of(MeterMod.Flag.KBPS, MeterMod.Flag.PKTPS))),
                of("METER_MOD_FAILED/BAD_RATE", meter(new MeterMod.Band.Drop(0, 1))),
                of("METER_MOD_FAILED/BAD_RATE", meter(drop, drop)),
                of("METER_MOD_FAILED/BAD_BURST", meter(new MeterMod.Band.Drop(1, 0))),
                of("METER_MOD_FAILED/BAD_BAND", meter(new MeterMod.Band.DscpRemark(1, 1, 0))),
                of(
                        "METER_MOD_FAILED/OUT_OF_BANDS",
                        meter(drop, new MeterMod.Band.Drop(2, 1), new MeterMod.Band.Drop(3, 1))));
    }

    static List<Refused> others() {
        PortMod elsewhere = new PortMod(0, NOWHERE, SwitchFixture.MAC_1, Set.of(), Set.of());
        PortMod another = new PortMod(0, new PortNumber(1), new MacAddress(1), Set.of(), Set.of());
        MultipartRequest.Flows flows =
                new MultipartRequest.Flows(
                        new TableId(8), PortNumber.ANY, FlowMod.ANY_GROUP, 0, 0, Match.ANY);
        MultipartRequest.Aggregate sum =
                new MultipartRequest.Aggregate(
                        new TableId(8), PortNumber.ANY, FlowMod.ANY_GROUP, 0, 0, Match.ANY);
        ErrorCode unknownType = ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_EXPERIMENTER");
        return List.of(
                of("PORT_MOD_FAILED/BAD_PORT", elsewhere),
                of("PORT_MOD_FAILED/BAD_HW_ADDR", another),
                of("BAD_REQUEST/BAD_TABLE_ID", new MultipartRequest(0, flows)),
                of("BAD_REQUEST/BAD_TABLE_ID", new MultipartRequest(0, sum)),
                of(
                        "BAD_REQUEST/BAD_PORT",
                        new MultipartRequest(0, new MultipartRequest.PortStatistics(NOWHERE))),
                of(
                        "METER_MOD_FAILED/UNKNOWN_METER",
                        new MultipartRequest(0, new MultipartRequest.MeterStatistics(7))),
                of(
                        "METER_MOD_FAILED/UNKNOWN_METER",
                        new MultipartRequest(0, new MultipartRequest.MeterConfigs(7))),
                of(
                        "BAD_REQUEST/BUFFER_UNKNOWN",
                        new PacketOut(0, 3, PortNumber.CONTROLLER, List.of(), FRAME)),
                of(
                        "BAD_REQUEST/BAD_PORT",
                        new PacketOut(0, FlowMod.NO_BUFFER, PortNumber.ANY, List.of(), FRAME)),
                of(
                        "BAD_REQUEST/BAD_PORT",
                        new PacketOut(0, FlowMod.NO_BUFFER, NOWHERE, List.of(), FRAME)),
                of("BAD_REQUEST/BAD_PACKET", PacketOut.of(0, new PortNumber(1), FRAME.first(13))),
                of("BAD_ACTION/BAD_OUT_PORT", PacketOut.of(0, NOWHERE, FRAME)),
                of("BAD_REQUEST/BAD_TYPE", new OpenFlowMessage.BarrierReply(0)),
                of(
                        "BAD_REQUEST/BAD_EXPERIMENTER",
                        new OpenFlowMessage.Unsupported(0, "experimenter", unknownType, FRAME)));
    }

    private static SwitchFixture prepared() {
        SwitchSettings few =
                new SwitchSettings(new DatapathId(1), 8, 10, 2, 3, 2, 2, _ -> Octets.EMPTY);
        SwitchFixture fixture = new SwitchFixture(few);
        fixture.accept(group(GroupMod.Command.ADD, GroupType.ALL, 1));
        fixture.accept(
                group(
                        GroupMod.Command.ADD,
                        GroupType.SELECT,
                        2,
                        bucket(1, PortNumber.ANY, FlowMod.ANY_GROUP, new Action.Group(1))));
        fixture.accept(meter(MeterMod.Command.ADD, 1, Set.of(MeterMod.Flag.KBPS)));
        return fixture;
    }

    @ParameterizedTest
    @MethodSource({"matches", "actions", "flowMods", "groupMods", "meterMods", "others"})
    void namesTheErrorAndChangesNothing(Refused refused) {
        SwitchFixture fixture = prepared();
        List<TableView> tables = fixture.device.tables();
        long before = fixture.device.revision();
        assertEquals(refused.error(), fixture.refusal(refused.message()).toString());
        assertEquals(tables, fixture.device.tables());
        assertEquals(before, fixture.device.revision());
    }

    @Test
    void takesNoMoreGroupsOfATypeThanItHolds() {
        SwitchFixture fixture = prepared();
        fixture.accept(group(GroupMod.Command.ADD, GroupType.ALL, 3));
        assertEquals(
                ErrorCode.of(ErrorCode.Type.GROUP_MOD_FAILED, "OUT_OF_GROUPS"),
                fixture.refusal(group(GroupMod.Command.ADD, GroupType.ALL, 4)));
        fixture.accept(group(GroupMod.Command.ADD, GroupType.INDIRECT, 4, plain(out(1))));
    }

    @Test
    void takesNoMoreMetersThanItHolds() {
        SwitchFixture fixture = prepared();
        fixture.accept(meter(MeterMod.Command.ADD, 2, Set.of()));
        assertEquals(
                ErrorCode.of(ErrorCode.Type.METER_MOD_FAILED, "OUT_OF_METERS"),
                fixture.refusal(meter(MeterMod.Command.ADD, 3, Set.of())));
    }

    @Test
    void givesBackTheFirstBytesOfWhatItRefuses() {
        SwitchFixture fixture = new SwitchFixture();
        FlowMod bad = add(9, 1, IPV4, apply(out(2), out(3), out(4)));
        OpenFlowMessage.ErrorReply error =
                (OpenFlowMessage.ErrorReply) fixture.replies(bad).getFirst();
        assertEquals(64, error.data().length());
        // Version, type, and the length of the whole message.
        assertEquals("040e", error.data().first(2).toString());
    }
}
