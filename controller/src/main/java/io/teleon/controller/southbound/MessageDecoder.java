package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFBarrierReply;
import org.projectfloodlight.openflow.protocol.OFBarrierRequest;
import org.projectfloodlight.openflow.protocol.OFEchoReply;
import org.projectfloodlight.openflow.protocol.OFEchoRequest;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFeaturesReply;
import org.projectfloodlight.openflow.protocol.OFFeaturesRequest;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFFlowRemoved;
import org.projectfloodlight.openflow.protocol.OFGetConfigReply;
import org.projectfloodlight.openflow.protocol.OFGetConfigRequest;
import org.projectfloodlight.openflow.protocol.OFGroupMod;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFMessageReader;
import org.projectfloodlight.openflow.protocol.OFMeterMod;
import org.projectfloodlight.openflow.protocol.OFPacketIn;
import org.projectfloodlight.openflow.protocol.OFPacketOut;
import org.projectfloodlight.openflow.protocol.OFPortDesc;
import org.projectfloodlight.openflow.protocol.OFPortMod;
import org.projectfloodlight.openflow.protocol.OFPortStatus;
import org.projectfloodlight.openflow.protocol.OFRoleReply;
import org.projectfloodlight.openflow.protocol.OFRoleRequest;
import org.projectfloodlight.openflow.protocol.OFSetConfig;
import org.projectfloodlight.openflow.protocol.OFStatsReply;
import org.projectfloodlight.openflow.protocol.OFStatsRequest;
import org.projectfloodlight.openflow.protocol.OFVersion;

/// Bytes to our messages, by way of the library's messages, once [MessageCheck] let them pass.
final class MessageDecoder {

    private static final OFMessageReader<OFMessage> READER =
            OFFactories.getFactory(OFVersion.OF_13).getReader();

    private static final int VERSION_BITMAP = 1;

    private MessageDecoder() {}

    /// Reads one message of version 1.3, other than hello and error.
    static OpenFlowMessage decode(ByteBuf bytes) throws OFParseError {
        OFMessage message = READER.readFrom(bytes);
        if (message == null) {
            throw new OFParseError("shorter than its kind allows");
        }
        int xid = (int) message.getXid();
        return switch (message) {
            case OFPacketIn packet -> packetIn(xid, packet);
            case OFPacketOut packet ->
                    new OpenFlowMessage.PacketOut(
                            xid,
                            packet.getBufferId().getInt(),
                            Actions.port(packet.getInPort()),
                            Actions.in(packet.getActions()),
                            Octets.of(packet.getData()));
            case OFStatsReply reply -> MultipartDecoder.reply(xid, reply);
            case OFStatsRequest<?> request -> MultipartDecoder.request(xid, request);
            case OFFlowMod mod -> flowMod(xid, mod);
            case OFBarrierRequest _ -> new OpenFlowMessage.BarrierRequest(xid);
            case OFBarrierReply _ -> new OpenFlowMessage.BarrierReply(xid);
            case OFEchoRequest echo ->
                    new OpenFlowMessage.EchoRequest(xid, Octets.of(echo.getData()));
            case OFEchoReply echo -> new OpenFlowMessage.EchoReply(xid, Octets.of(echo.getData()));
            case OFFlowRemoved removed -> flowRemoved(xid, removed);
            case OFPortStatus status ->
                    new OpenFlowMessage.PortStatus(
                            xid,
                            MessageEncoder.PORT_REASONS.in(
                                    status.getReason(), ErrorCode.Type.BAD_REQUEST, "BAD_TYPE"),
                            port(status.getDesc()));
            case OFGroupMod mod -> groupMod(xid, mod);
            case OFMeterMod mod ->
                    new MeterMod(
                            xid,
                            MessageEncoder.METER_COMMANDS.in(
                                    mod.getCommand(),
                                    ErrorCode.Type.METER_MOD_FAILED,
                                    "BAD_COMMAND"),
                            MessageEncoder.METER_FLAGS.in(mod.getFlags()),
                            (int) mod.getMeterId(),
                            Actions.bandsIn(mod.getMeters()));
            case OFFeaturesRequest _ -> new OpenFlowMessage.FeaturesRequest(xid);
            case OFFeaturesReply features ->
                    new OpenFlowMessage.FeaturesReply(
                            xid,
                            new DatapathId(features.getDatapathId().getLong()),
                            (int) features.getNBuffers(),
                            features.getNTables(),
                            features.getAuxiliaryId().getValue(),
                            MessageEncoder.CAPABILITIES.in(features.getCapabilities()));
            case OFGetConfigRequest _ -> new OpenFlowMessage.GetConfigRequest(xid);
            case OFGetConfigReply config ->
                    new OpenFlowMessage.GetConfigReply(xid, config.getMissSendLen());
            case OFSetConfig config -> new OpenFlowMessage.SetConfig(xid, config.getMissSendLen());
            case OFPortMod mod ->
                    new OpenFlowMessage.PortMod(
                            xid,
                            Actions.port(mod.getPortNo()),
                            new MacAddress(mod.getHwAddr().getLong()),
                            MessageEncoder.PORT_CONFIGS.in(mod.getConfig()),
                            MessageEncoder.PORT_CONFIGS.in(mod.getMask()));
            case OFRoleRequest role ->
                    new OpenFlowMessage.RoleRequest(
                            xid,
                            MessageEncoder.ROLES.in(
                                    role.getRole(), ErrorCode.Type.ROLE_REQUEST_FAILED, "BAD_ROLE"),
                            role.getGenerationId().getValue());
            case OFRoleReply role ->
                    new OpenFlowMessage.RoleReply(
                            xid,
                            MessageEncoder.ROLES.in(
                                    role.getRole(), ErrorCode.Type.ROLE_REQUEST_FAILED, "BAD_ROLE"),
                            role.getGenerationId().getValue());
            default ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_REQUEST, "BAD_TYPE", "message " + message.getType());
        };
    }

    /// A hello of any version. Without a bitmap the sender speaks every version up to that of the
    /// header (section 6.3.1).
    static OpenFlowMessage.Hello hello(int version, int xid, ByteBuf body) {
        while (body.readableBytes() >= 4) {
            int type = body.readUnsignedShort();
            int length = body.readUnsignedShort();
            if (type == VERSION_BITMAP && length >= 8 && body.readableBytes() >= 4) {
                return new OpenFlowMessage.Hello(xid, body.readInt());
            }
            int padded = (Math.max(length, 4) + 7) / 8 * 8;
            body.skipBytes(Math.min(padded - 4, body.readableBytes()));
        }
        int versions = version >= 31 ? -2 : (1 << (version + 1)) - 2;
        return new OpenFlowMessage.Hello(xid, versions);
    }

    private static OpenFlowMessage packetIn(int xid, OFPacketIn packet) {
        return new OpenFlowMessage.PacketIn(
                xid,
                packet.getBufferId().getInt(),
                packet.getTotalLen(),
                MessageEncoder.PACKET_IN_REASONS.in(
                        packet.getReason(), ErrorCode.Type.BAD_REQUEST, "BAD_TYPE"),
                Actions.table(packet.getTableId()),
                packet.getCookie().getValue(),
                Matches.in(packet.getMatch()),
                Octets.of(packet.getData()));
    }

    private static FlowMod flowMod(int xid, OFFlowMod mod) {
        FlowMod.Command command =
                switch (mod.getCommand()) {
                    case ADD -> FlowMod.Command.ADD;
                    case MODIFY -> FlowMod.Command.MODIFY;
                    case MODIFY_STRICT -> FlowMod.Command.MODIFY_STRICT;
                    case DELETE -> FlowMod.Command.DELETE;
                    case DELETE_STRICT -> FlowMod.Command.DELETE_STRICT;
                };
        return new FlowMod(
                xid,
                command,
                Actions.table(mod.getTableId()),
                mod.getPriority(),
                Matches.in(mod.getMatch()),
                mod.getCookie().getValue(),
                mod.getCookieMask().getValue(),
                Duration.ofSeconds(mod.getIdleTimeout()),
                Duration.ofSeconds(mod.getHardTimeout()),
                mod.getBufferId().getInt(),
                outPort(mod),
                mod.getOutGroup().getGroupNumber(),
                MessageEncoder.FLOW_FLAGS.in(mod.getFlags()),
                Actions.instructionsIn(mod.getInstructions()));
    }

    /// What a delete demands; elsewhere it means nothing and may be zero.
    private static PortNumber outPort(OFFlowMod mod) {
        return PartCheck.isPort(mod.getOutPort().getPortNumber())
                ? Actions.port(mod.getOutPort())
                : PortNumber.ANY;
    }

    private static GroupMod groupMod(int xid, OFGroupMod mod) {
        GroupMod.Command command =
                switch (mod.getCommand()) {
                    case ADD -> GroupMod.Command.ADD;
                    case MODIFY -> GroupMod.Command.MODIFY;
                    case DELETE -> GroupMod.Command.DELETE;
                    case INSERT_BUCKET, REMOVE_BUCKET ->
                            throw new Uncarried(
                                    ErrorCode.Type.GROUP_MOD_FAILED,
                                    "BAD_COMMAND",
                                    "group command " + mod.getCommand());
                };
        return new GroupMod(
                xid,
                command,
                Actions.GROUP_TYPES.in(
                        mod.getGroupType(), ErrorCode.Type.GROUP_MOD_FAILED, "BAD_TYPE"),
                mod.getGroup().getGroupNumber(),
                Actions.bucketsIn(mod.getBuckets()));
    }

    private static OpenFlowMessage.FlowRemoved flowRemoved(int xid, OFFlowRemoved removed) {
        return new OpenFlowMessage.FlowRemoved(
                xid,
                removed.getCookie().getValue(),
                removed.getPriority(),
                MessageEncoder.FLOW_REMOVED_REASONS.in(
                        removed.getReason(), ErrorCode.Type.BAD_REQUEST, "BAD_TYPE"),
                Actions.table(removed.getTableId()),
                Duration.ofSeconds(removed.getDurationSec(), removed.getDurationNsec()),
                Duration.ofSeconds(removed.getIdleTimeout()),
                Duration.ofSeconds(removed.getHardTimeout()),
                removed.getPacketCount().getValue(),
                removed.getByteCount().getValue(),
                Matches.in(removed.getMatch()));
    }

    static PortDescription port(OFPortDesc port) {
        return new PortDescription(
                Actions.port(port.getPortNo()),
                new MacAddress(port.getHwAddr().getLong()),
                ascii(port.getName()),
                MessageEncoder.PORT_CONFIGS.in(port.getConfig()),
                MessageEncoder.PORT_STATES.in(port.getState()),
                port.getCurrSpeed(),
                port.getMaxSpeed());
    }

    /// Texts of the wire are ASCII; a byte that is not reads as `?`, so that what was read can be
    /// written again.
    static String ascii(String text) {
        return text.replace('\ufffd', '?');
    }
}
