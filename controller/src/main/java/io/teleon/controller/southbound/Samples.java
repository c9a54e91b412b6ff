package io.teleon.controller.southbound;

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
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// One message of each kind a session uses, so that the library can be loaded before the first
/// switch speaks.
final class Samples {

    private static final int XID = 1;
    private static final PortNumber PORT = new PortNumber(1);
    private static final TableId TABLE = new TableId(0);
    private static final Octets FRAME = Octets.of(new byte[64]);

    private static final Match MATCH =
            Match.builder()
                    .inPort(PORT)
                    .ethType(0x0800)
                    .vlan(1)
                    .exact(MatchField.IP_PROTO, 17)
                    .masked(MatchField.IPV4_DST, 0x0a000000, 0xff000000L)
                    .exact(MatchField.UDP_DST, 53)
                    .build();

    private static final List<Action> ACTIONS =
            List.of(
                    new Action.PushVlan(0x8100),
                    new Action.SetField(MatchField.VLAN_VID, MatchField.VID_PRESENT | 1),
                    new Action.PopVlan(),
                    new Action.Group(1),
                    new Action.Output(PORT));

    private static final List<Instruction> INSTRUCTIONS =
            List.of(
                    new Instruction.Meter(1),
                    new Instruction.ApplyActions(ACTIONS),
                    new Instruction.GotoTable(new TableId(1)));

    private static final List<Bucket> BUCKETS =
            List.of(new Bucket(1, PORT, FlowMod.ANY_GROUP, ACTIONS));

    private static final List<MeterMod.Band> BANDS = List.of(new MeterMod.Band.Drop(1000, 100));

    private static final PortDescription DESCRIPTION =
            new PortDescription(
                    PORT,
                    new MacAddress(1),
                    "port",
                    Set.of(PortDescription.Config.NO_FWD),
                    Set.of(PortDescription.State.LIVE),
                    1,
                    1);

    private Samples() {}

    static List<OpenFlowMessage> messages() {
        return List.of(
                new OpenFlowMessage.Hello(XID, OpenFlowMessage.Hello.ONLY_1_3),
                new OpenFlowMessage.ErrorReply(
                        XID, ErrorCode.of(ErrorCode.Type.FLOW_MOD_FAILED, "TABLE_FULL"), FRAME),
                new OpenFlowMessage.EchoRequest(XID, Octets.EMPTY),
                new OpenFlowMessage.EchoReply(XID, Octets.EMPTY),
                new OpenFlowMessage.FeaturesRequest(XID),
                new OpenFlowMessage.FeaturesReply(
                        XID,
                        new DatapathId(1),
                        0,
                        254,
                        0,
                        Set.of(OpenFlowMessage.Capability.FLOW_STATS)),
                new OpenFlowMessage.GetConfigRequest(XID),
                new OpenFlowMessage.GetConfigReply(XID, 128),
                new OpenFlowMessage.SetConfig(XID, 128),
                new OpenFlowMessage.PacketIn(
                        XID,
                        FlowMod.NO_BUFFER,
                        64,
                        OpenFlowMessage.PacketInReason.ACTION,
                        TABLE,
                        1,
                        MATCH,
                        FRAME),
                OpenFlowMessage.PacketOut.of(XID, PORT, FRAME),
                new OpenFlowMessage.FlowRemoved(
                        XID,
                        1,
                        1,
                        OpenFlowMessage.FlowRemovedReason.IDLE_TIMEOUT,
                        TABLE,
                        Duration.ofMillis(1500),
                        Duration.ZERO,
                        Duration.ZERO,
                        1,
                        1,
                        MATCH),
                new OpenFlowMessage.PortStatus(
                        XID, OpenFlowMessage.PortStatusReason.MODIFY, DESCRIPTION),
                new OpenFlowMessage.PortMod(
                        XID,
                        PORT,
                        new MacAddress(1),
                        Set.of(PortDescription.Config.PORT_DOWN),
                        Set.of(PortDescription.Config.PORT_DOWN)),
                new OpenFlowMessage.BarrierRequest(XID),
                new OpenFlowMessage.BarrierReply(XID),
                new OpenFlowMessage.RoleRequest(XID, OpenFlowMessage.Role.MASTER, 1),
                new OpenFlowMessage.RoleReply(XID, OpenFlowMessage.Role.MASTER, 1),
                FlowMod.add(XID, TABLE, 1, MATCH, 1, INSTRUCTIONS),
                FlowMod.deleteByCookie(XID, 1, -1),
                new GroupMod(XID, GroupMod.Command.ADD, GroupType.FAST_FAILOVER, 1, BUCKETS),
                new MeterMod(XID, MeterMod.Command.ADD, Set.of(MeterMod.Flag.KBPS), 1, BANDS),
                request(new MultipartRequest.Description()),
                request(MultipartRequest.Flows.ALL),
                request(new MultipartRequest.Tables()),
                request(new MultipartRequest.PortStatistics(PortNumber.ANY)),
                request(new MultipartRequest.PortDescriptions()),
                request(new MultipartRequest.GroupStatistics(GroupMod.ALL_GROUPS)),
                request(new MultipartRequest.GroupDescriptions()),
                request(new MultipartRequest.GroupFeatures()),
                request(new MultipartRequest.MeterStatistics(MeterMod.ALL_METERS)),
                request(new MultipartRequest.MeterConfigs(MeterMod.ALL_METERS)),
                request(new MultipartRequest.MeterFeatures()),
                reply(
                        new MultipartReply.Description(
                                "manufacturer", "hardware", "software", "serial", "datapath")),
                reply(
                        new MultipartReply.Flows(
                                List.of(
                                        new MultipartReply.FlowEntry(
                                                TABLE,
                                                1,
                                                MATCH,
                                                1,
                                                INSTRUCTIONS,
                                                Duration.ofMillis(1500),
                                                Duration.ZERO,
                                                Duration.ZERO,
                                                Set.of(FlowMod.Flag.SEND_FLOW_REM),
                                                1,
                                                1)))),
                reply(new MultipartReply.Aggregate(1, 1, 1)),
                reply(
                        new MultipartReply.Tables(
                                List.of(new MultipartReply.TableEntry(TABLE, 1, 1, 1)))),
                reply(
                        new MultipartReply.PortStatistics(
                                List.of(
                                        new MultipartReply.PortCounters(
                                                PORT,
                                                1,
                                                1,
                                                1,
                                                1,
                                                1,
                                                1,
                                                1,
                                                1,
                                                Duration.ofMillis(1500))))),
                reply(new MultipartReply.PortDescriptions(List.of(DESCRIPTION))),
                reply(
                        new MultipartReply.GroupStatistics(
                                List.of(
                                        new MultipartReply.GroupCounters(
                                                1,
                                                1,
                                                1,
                                                1,
                                                Duration.ofMillis(1500),
                                                List.of(
                                                        new MultipartReply.BucketCounters(
                                                                1, 1)))))),
                reply(
                        new MultipartReply.GroupDescriptions(
                                List.of(
                                        new MultipartReply.GroupEntry(
                                                GroupType.SELECT, 1, BUCKETS)))),
                reply(new MultipartReply.GroupFeatures(Set.of(GroupType.ALL), List.of(1, 1, 1, 1))),
                reply(
                        new MultipartReply.MeterStatistics(
                                List.of(
                                        new MultipartReply.MeterCounters(
                                                1,
                                                1,
                                                1,
                                                1,
                                                Duration.ofMillis(1500),
                                                List.of(new MultipartReply.BandCounters(1, 1)))))),
                reply(
                        new MultipartReply.MeterConfigs(
                                List.of(
                                        new MultipartReply.MeterEntry(
                                                1, Set.of(MeterMod.Flag.KBPS), BANDS)))),
                reply(new MultipartReply.MeterFeatures(1, 1)));
    }

    private static MultipartRequest request(MultipartRequest.Body body) {
        return new MultipartRequest(XID, body);
    }

    private static MultipartReply reply(MultipartReply.Body body) {
        return new MultipartReply(XID, false, body);
    }
}
