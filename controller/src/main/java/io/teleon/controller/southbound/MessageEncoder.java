package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import java.time.Duration;
import java.util.Set;
import org.projectfloodlight.openflow.protocol.OFCapabilities;
import org.projectfloodlight.openflow.protocol.OFControllerRole;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFFlowModFlags;
import org.projectfloodlight.openflow.protocol.OFFlowRemovedReason;
import org.projectfloodlight.openflow.protocol.OFGroupMod;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFMeterFlags;
import org.projectfloodlight.openflow.protocol.OFMeterModCommand;
import org.projectfloodlight.openflow.protocol.OFPacketInReason;
import org.projectfloodlight.openflow.protocol.OFPortConfig;
import org.projectfloodlight.openflow.protocol.OFPortDesc;
import org.projectfloodlight.openflow.protocol.OFPortReason;
import org.projectfloodlight.openflow.protocol.OFPortState;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.types.DatapathId;
import org.projectfloodlight.openflow.types.MacAddress;
import org.projectfloodlight.openflow.types.OFAuxId;
import org.projectfloodlight.openflow.types.OFBufferId;
import org.projectfloodlight.openflow.types.OFGroup;
import org.projectfloodlight.openflow.types.U64;

/// Our messages to bytes, by way of the library's messages.
final class MessageEncoder {

    static final Twins<FlowMod.Flag, OFFlowModFlags> FLOW_FLAGS =
            Twins.byName(FlowMod.Flag.class, OFFlowModFlags.class, "");
    static final Twins<MeterMod.Flag, OFMeterFlags> METER_FLAGS =
            Twins.byName(MeterMod.Flag.class, OFMeterFlags.class, "");
    static final Twins<MeterMod.Command, OFMeterModCommand> METER_COMMANDS =
            Twins.byName(MeterMod.Command.class, OFMeterModCommand.class, "");
    static final Twins<OpenFlowMessage.Capability, OFCapabilities> CAPABILITIES =
            Twins.byName(OpenFlowMessage.Capability.class, OFCapabilities.class, "");
    static final Twins<OpenFlowMessage.PacketInReason, OFPacketInReason> PACKET_IN_REASONS =
            Twins.byName(OpenFlowMessage.PacketInReason.class, OFPacketInReason.class, "");
    static final Twins<OpenFlowMessage.FlowRemovedReason, OFFlowRemovedReason>
            FLOW_REMOVED_REASONS =
                    Twins.byName(
                            OpenFlowMessage.FlowRemovedReason.class, OFFlowRemovedReason.class, "");
    static final Twins<OpenFlowMessage.PortStatusReason, OFPortReason> PORT_REASONS =
            Twins.byName(OpenFlowMessage.PortStatusReason.class, OFPortReason.class, "");
    static final Twins<OpenFlowMessage.Role, OFControllerRole> ROLES =
            Twins.byName(OpenFlowMessage.Role.class, OFControllerRole.class, "ROLE_");
    static final Twins<PortDescription.Config, OFPortConfig> PORT_CONFIGS =
            Twins.byName(PortDescription.Config.class, OFPortConfig.class, "");
    static final Twins<PortDescription.State, OFPortState> PORT_STATES =
            Twins.byName(PortDescription.State.class, OFPortState.class, "");

    private static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);

    private static final int HELLO_LENGTH = 16;
    private static final int VERSION_BITMAP = 1;
    private static final int ERROR_HEADER_LENGTH = 12;

    private MessageEncoder() {}

    /// Appends the message to the buffer.
    static void encode(OpenFlowMessage message, ByteBuf out) {
        long xid = Integer.toUnsignedLong(message.xid());
        switch (message) {
            case OpenFlowMessage.Hello hello -> encodeHello(hello, out);
            case OpenFlowMessage.ErrorReply error -> encodeError(error, out);
            case OpenFlowMessage.Unsupported unsupported ->
                    out.writeBytes(unsupported.bytes().toArray());
            case OpenFlowMessage.EchoRequest echo ->
                    write(
                            FACTORY.buildEchoRequest()
                                    .setXid(xid)
                                    .setData(echo.data().toArray())
                                    .build(),
                            out);
            case OpenFlowMessage.EchoReply echo ->
                    write(
                            FACTORY.buildEchoReply()
                                    .setXid(xid)
                                    .setData(echo.data().toArray())
                                    .build(),
                            out);
            case OpenFlowMessage.FeaturesRequest _ ->
                    write(FACTORY.buildFeaturesRequest().setXid(xid).build(), out);
            case OpenFlowMessage.FeaturesReply features -> write(features(features), out);
            case OpenFlowMessage.GetConfigRequest _ ->
                    write(FACTORY.buildGetConfigRequest().setXid(xid).build(), out);
            case OpenFlowMessage.GetConfigReply config ->
                    write(
                            FACTORY.buildGetConfigReply()
                                    .setXid(xid)
                                    .setFlags(Set.of())
                                    .setMissSendLen(config.missSendLength())
                                    .build(),
                            out);
            case OpenFlowMessage.SetConfig config ->
                    write(
                            FACTORY.buildSetConfig()
                                    .setXid(xid)
                                    .setFlags(Set.of())
                                    .setMissSendLen(config.missSendLength())
                                    .build(),
                            out);
            case OpenFlowMessage.PacketIn packet -> write(packetIn(packet), out);
            case OpenFlowMessage.PacketOut packet -> write(packetOut(packet), out);
            case OpenFlowMessage.FlowRemoved removed -> write(flowRemoved(removed), out);
            case OpenFlowMessage.PortStatus status ->
                    write(
                            FACTORY.buildPortStatus()
                                    .setXid(xid)
                                    .setReason(PORT_REASONS.out(status.reason()))
                                    .setDesc(port(status.port()))
                                    .build(),
                            out);
            case OpenFlowMessage.PortMod mod ->
                    write(
                            FACTORY.buildPortMod()
                                    .setXid(xid)
                                    .setPortNo(Actions.port(mod.port()))
                                    .setHwAddr(MacAddress.of(mod.hardwareAddress().value()))
                                    .setConfig(PORT_CONFIGS.out(mod.config()))
                                    .setMask(PORT_CONFIGS.out(mod.mask()))
                                    .setAdvertise(0)
                                    .build(),
                            out);
            case OpenFlowMessage.BarrierRequest _ ->
                    write(FACTORY.buildBarrierRequest().setXid(xid).build(), out);
            case OpenFlowMessage.BarrierReply _ ->
                    write(FACTORY.buildBarrierReply().setXid(xid).build(), out);
            case OpenFlowMessage.RoleRequest role ->
                    write(
                            FACTORY.buildRoleRequest()
                                    .setXid(xid)
                                    .setRole(ROLES.out(role.role()))
                                    .setGenerationId(U64.of(role.generationId()))
                                    .build(),
                            out);
            case OpenFlowMessage.RoleReply role ->
                    write(
                            FACTORY.buildRoleReply()
                                    .setXid(xid)
                                    .setRole(ROLES.out(role.role()))
                                    .setGenerationId(U64.of(role.generationId()))
                                    .build(),
                            out);
            case FlowMod mod -> write(flowMod(mod), out);
            case GroupMod mod -> write(groupMod(mod), out);
            case MeterMod mod ->
                    write(
                            FACTORY.buildMeterMod()
                                    .setXid(xid)
                                    .setCommand(METER_COMMANDS.out(mod.command()))
                                    .setFlags(METER_FLAGS.out(mod.flags()))
                                    .setMeterId(Integer.toUnsignedLong(mod.meterId()))
                                    .setMeters(Actions.bandsOut(mod.bands()))
                                    .build(),
                            out);
            case MultipartRequest request -> write(MultipartEncoder.request(request), out);
            case MultipartReply reply -> write(MultipartEncoder.reply(reply), out);
        }
    }

    private static void write(OFMessage message, ByteBuf out) {
        message.writeTo(out);
    }

    /// By hand, as the reading side is (see the package).
    private static void encodeHello(OpenFlowMessage.Hello hello, ByteBuf out) {
        header(MessageType.HELLO, HELLO_LENGTH, hello.xid(), out);
        out.writeShort(VERSION_BITMAP);
        out.writeShort(8);
        out.writeInt(hello.versions());
    }

    /// By hand, because the library writes only the codes it knows.
    private static void encodeError(OpenFlowMessage.ErrorReply error, ByteBuf out) {
        header(MessageType.ERROR, ERROR_HEADER_LENGTH + error.data().length(), error.xid(), out);
        out.writeShort(error.code().type());
        out.writeShort(error.code().code());
        out.writeBytes(error.data().toArray());
    }

    private static void header(MessageType type, int length, int xid, ByteBuf out) {
        if (length > MessageType.MAX_LENGTH) {
            throw new IllegalArgumentException("message of " + length + " bytes above 65535");
        }
        out.writeByte(OpenFlowMessage.VERSION);
        out.writeByte(type == MessageType.HELLO ? 0 : 1);
        out.writeShort(length);
        out.writeInt(xid);
    }

    private static OFMessage features(OpenFlowMessage.FeaturesReply features) {
        return FACTORY.buildFeaturesReply()
                .setXid(Integer.toUnsignedLong(features.xid()))
                .setDatapathId(DatapathId.of(features.datapath().value()))
                .setNBuffers(Integer.toUnsignedLong(features.buffers()))
                .setNTables((short) features.tables())
                .setAuxiliaryId(OFAuxId.of(features.auxiliaryId()))
                .setCapabilities(CAPABILITIES.out(features.capabilities()))
                .setReserved(0)
                .build();
    }

    private static OFMessage packetIn(OpenFlowMessage.PacketIn packet) {
        return FACTORY.buildPacketIn()
                .setXid(Integer.toUnsignedLong(packet.xid()))
                .setBufferId(OFBufferId.of(packet.bufferId()))
                .setTotalLen(packet.totalLength())
                .setReason(PACKET_IN_REASONS.out(packet.reason()))
                .setTableId(Actions.table(packet.table()))
                .setCookie(U64.of(packet.cookie()))
                .setMatch(Matches.out(packet.match()))
                .setData(packet.frame().toArray())
                .build();
    }

    private static OFMessage packetOut(OpenFlowMessage.PacketOut packet) {
        return FACTORY.buildPacketOut()
                .setXid(Integer.toUnsignedLong(packet.xid()))
                .setBufferId(OFBufferId.of(packet.bufferId()))
                .setInPort(Actions.port(packet.inPort()))
                .setActions(Actions.out(packet.actions()))
                .setData(packet.frame().toArray())
                .build();
    }

    private static OFMessage flowRemoved(OpenFlowMessage.FlowRemoved removed) {
        return FACTORY.buildFlowRemoved()
                .setXid(Integer.toUnsignedLong(removed.xid()))
                .setCookie(U64.of(removed.cookie()))
                .setPriority(removed.priority())
                .setReason(FLOW_REMOVED_REASONS.out(removed.reason()))
                .setTableId(Actions.table(removed.table()))
                .setDurationSec(removed.duration().toSeconds())
                .setDurationNsec(removed.duration().toNanosPart())
                .setIdleTimeout(seconds(removed.idleTimeout()))
                .setHardTimeout(seconds(removed.hardTimeout()))
                .setPacketCount(U64.of(removed.packets()))
                .setByteCount(U64.of(removed.bytes()))
                .setMatch(Matches.out(removed.match()))
                .build();
    }

    private static OFMessage flowMod(FlowMod mod) {
        OFFlowMod.Builder builder =
                switch (mod.command()) {
                    case ADD -> FACTORY.buildFlowAdd();
                    case MODIFY -> FACTORY.buildFlowModify();
                    case MODIFY_STRICT -> FACTORY.buildFlowModifyStrict();
                    case DELETE -> FACTORY.buildFlowDelete();
                    case DELETE_STRICT -> FACTORY.buildFlowDeleteStrict();
                };
        return builder.setXid(Integer.toUnsignedLong(mod.xid()))
                .setTableId(Actions.table(mod.table()))
                .setPriority(mod.priority())
                .setMatch(Matches.out(mod.match()))
                .setCookie(U64.of(mod.cookie()))
                .setCookieMask(U64.of(mod.cookieMask()))
                .setIdleTimeout(seconds(mod.idleTimeout()))
                .setHardTimeout(seconds(mod.hardTimeout()))
                .setBufferId(OFBufferId.of(mod.bufferId()))
                .setOutPort(Actions.port(mod.outPort()))
                .setOutGroup(OFGroup.of(mod.outGroup()))
                .setFlags(FLOW_FLAGS.out(mod.flags()))
                .setInstructions(Actions.instructionsOut(mod.instructions()))
                .build();
    }

    private static OFMessage groupMod(GroupMod mod) {
        OFGroupMod.Builder builder =
                switch (mod.command()) {
                    case ADD -> FACTORY.buildGroupAdd();
                    case MODIFY -> FACTORY.buildGroupModify();
                    case DELETE -> FACTORY.buildGroupDelete();
                };
        return builder.setXid(Integer.toUnsignedLong(mod.xid()))
                .setGroupType(Actions.GROUP_TYPES.out(mod.type()))
                .setGroup(OFGroup.of(mod.groupId()))
                .setBuckets(Actions.bucketsOut(mod.buckets()))
                .build();
    }

    static OFPortDesc port(PortDescription port) {
        return FACTORY.buildPortDesc()
                .setPortNo(Actions.port(port.number()))
                .setHwAddr(MacAddress.of(port.hardwareAddress().value()))
                .setName(port.name())
                .setConfig(PORT_CONFIGS.out(port.config()))
                .setState(PORT_STATES.out(port.state()))
                .setCurrSpeed(port.currentSpeedKbps())
                .setMaxSpeed(port.maxSpeedKbps())
                .build();
    }

    static int seconds(Duration timeout) {
        return (int) timeout.toSeconds();
    }
}
