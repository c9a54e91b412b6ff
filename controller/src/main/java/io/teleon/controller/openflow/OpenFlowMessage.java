package io.teleon.controller.openflow;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One message between a switch and its controller (OpenFlow 1.3.5 section 7).
///
/// A reply carries the transaction id of its request.
public sealed interface OpenFlowMessage
        permits FlowMod,
                GroupMod,
                MeterMod,
                MultipartRequest,
                MultipartReply,
                OpenFlowMessage.Hello,
                OpenFlowMessage.ErrorReply,
                OpenFlowMessage.EchoRequest,
                OpenFlowMessage.EchoReply,
                OpenFlowMessage.FeaturesRequest,
                OpenFlowMessage.FeaturesReply,
                OpenFlowMessage.GetConfigRequest,
                OpenFlowMessage.GetConfigReply,
                OpenFlowMessage.SetConfig,
                OpenFlowMessage.PacketIn,
                OpenFlowMessage.PacketOut,
                OpenFlowMessage.FlowRemoved,
                OpenFlowMessage.PortStatus,
                OpenFlowMessage.PortMod,
                OpenFlowMessage.BarrierRequest,
                OpenFlowMessage.BarrierReply,
                OpenFlowMessage.RoleRequest,
                OpenFlowMessage.RoleReply,
                OpenFlowMessage.Unsupported {

    /// The version on the wire of OpenFlow 1.3.
    int VERSION = 0x04;

    int xid();

    /// The same message under another transaction id.
    OpenFlowMessage withXid(int newXid);

    /// The first message of either side; `versions` is the bitmap element, bit 4 for 1.3.
    record Hello(int xid, int versions) implements OpenFlowMessage {

        public static final int ONLY_1_3 = 1 << VERSION;

        @Override
        public Hello withXid(int newXid) {
            return new Hello(newXid, versions);
        }
    }

    /// A refusal (OFPT_ERROR): `data` holds at least the first 64 bytes of what was refused.
    record ErrorReply(int xid, ErrorCode code, Octets data) implements OpenFlowMessage {

        @Override
        public ErrorReply withXid(int newXid) {
            return new ErrorReply(newXid, code, data);
        }
    }

    record EchoRequest(int xid, Octets data) implements OpenFlowMessage {

        @Override
        public EchoRequest withXid(int newXid) {
            return new EchoRequest(newXid, data);
        }
    }

    record EchoReply(int xid, Octets data) implements OpenFlowMessage {

        @Override
        public EchoReply withXid(int newXid) {
            return new EchoReply(newXid, data);
        }
    }

    record FeaturesRequest(int xid) implements OpenFlowMessage {

        @Override
        public FeaturesRequest withXid(int newXid) {
            return new FeaturesRequest(newXid);
        }
    }

    record FeaturesReply(
            int xid,
            DatapathId datapath,
            int buffers,
            int tables,
            int auxiliaryId,
            Set<Capability> capabilities)
            implements OpenFlowMessage {

        public FeaturesReply {
            capabilities =
                    capabilities.isEmpty()
                            ? EnumSet.noneOf(Capability.class)
                            : EnumSet.copyOf(capabilities);
            capabilities = java.util.Collections.unmodifiableSet(capabilities);
        }

        @Override
        public FeaturesReply withXid(int newXid) {
            return new FeaturesReply(newXid, datapath, buffers, tables, auxiliaryId, capabilities);
        }
    }

    /// OFPC_*.
    enum Capability {
        FLOW_STATS,
        TABLE_STATS,
        PORT_STATS,
        GROUP_STATS,
        IP_REASM,
        QUEUE_STATS,
        PORT_BLOCKED
    }

    record GetConfigRequest(int xid) implements OpenFlowMessage {

        @Override
        public GetConfigRequest withXid(int newXid) {
            return new GetConfigRequest(newXid);
        }
    }

    record GetConfigReply(int xid, int missSendLength) implements OpenFlowMessage {

        @Override
        public GetConfigReply withXid(int newXid) {
            return new GetConfigReply(newXid, missSendLength);
        }
    }

    record SetConfig(int xid, int missSendLength) implements OpenFlowMessage {

        @Override
        public SetConfig withXid(int newXid) {
            return new SetConfig(newXid, missSendLength);
        }
    }

    /// A packet for the controller.
    ///
    /// @param totalLength of the frame, of which `frame` may hold only the beginning
    /// @param match the pipeline fields: at least IN_PORT
    record PacketIn(
            int xid,
            int bufferId,
            int totalLength,
            PacketInReason reason,
            TableId table,
            long cookie,
            Match match,
            Octets frame)
            implements OpenFlowMessage {

        public PacketIn {
            if (match.exact(MatchField.IN_PORT).isEmpty()) {
                throw new IllegalArgumentException(
                        "packet-in that does not say by which port it came: " + match);
            }
        }

        /// The port it came in by.
        public PortNumber inPort() {
            return new PortNumber((int) match.exact(MatchField.IN_PORT).getAsLong());
        }

        @Override
        public PacketIn withXid(int newXid) {
            return new PacketIn(newXid, bufferId, totalLength, reason, table, cookie, match, frame);
        }
    }

    /// OFPR_*, in the order of the wire.
    enum PacketInReason {
        NO_MATCH,
        ACTION,
        INVALID_TTL
    }

    record PacketOut(int xid, int bufferId, PortNumber inPort, List<Action> actions, Octets frame)
            implements OpenFlowMessage {

        public PacketOut {
            actions = List.copyOf(actions);
        }

        /// The whole frame out of one port.
        public static PacketOut of(int xid, PortNumber port, Octets frame) {
            return new PacketOut(
                    xid,
                    FlowMod.NO_BUFFER,
                    PortNumber.CONTROLLER,
                    List.of(new Action.Output(port)),
                    frame);
        }

        @Override
        public PacketOut withXid(int newXid) {
            return new PacketOut(newXid, bufferId, inPort, actions, frame);
        }
    }

    record FlowRemoved(
            int xid,
            long cookie,
            int priority,
            FlowRemovedReason reason,
            TableId table,
            Duration duration,
            Duration idleTimeout,
            Duration hardTimeout,
            long packets,
            long bytes,
            Match match)
            implements OpenFlowMessage {

        @Override
        public FlowRemoved withXid(int newXid) {
            return new FlowRemoved(
                    newXid,
                    cookie,
                    priority,
                    reason,
                    table,
                    duration,
                    idleTimeout,
                    hardTimeout,
                    packets,
                    bytes,
                    match);
        }
    }

    /// OFPRR_*, in the order of the wire.
    enum FlowRemovedReason {
        IDLE_TIMEOUT,
        HARD_TIMEOUT,
        DELETE,
        GROUP_DELETE
    }

    record PortStatus(int xid, PortStatusReason reason, PortDescription port)
            implements OpenFlowMessage {

        @Override
        public PortStatus withXid(int newXid) {
            return new PortStatus(newXid, reason, port);
        }
    }

    /// OFPPR_*, in the order of the wire.
    enum PortStatusReason {
        ADD,
        DELETE,
        MODIFY
    }

    /// Changes those of a port's settings that are in `mask`.
    record PortMod(
            int xid,
            PortNumber port,
            MacAddress hardwareAddress,
            Set<PortDescription.Config> config,
            Set<PortDescription.Config> mask)
            implements OpenFlowMessage {

        public PortMod {
            config =
                    config.isEmpty()
                            ? EnumSet.noneOf(PortDescription.Config.class)
                            : EnumSet.copyOf(config);
            config = java.util.Collections.unmodifiableSet(config);
            mask =
                    mask.isEmpty()
                            ? EnumSet.noneOf(PortDescription.Config.class)
                            : EnumSet.copyOf(mask);
            mask = java.util.Collections.unmodifiableSet(mask);
        }

        @Override
        public PortMod withXid(int newXid) {
            return new PortMod(newXid, port, hardwareAddress, config, mask);
        }
    }

    /// Asks for an answer once everything before it is done (section 6.2 of the specification).
    record BarrierRequest(int xid) implements OpenFlowMessage {

        @Override
        public BarrierRequest withXid(int newXid) {
            return new BarrierRequest(newXid);
        }
    }

    record BarrierReply(int xid) implements OpenFlowMessage {

        @Override
        public BarrierReply withXid(int newXid) {
            return new BarrierReply(newXid);
        }
    }

    record RoleRequest(int xid, Role role, long generationId) implements OpenFlowMessage {

        @Override
        public RoleRequest withXid(int newXid) {
            return new RoleRequest(newXid, role, generationId);
        }
    }

    record RoleReply(int xid, Role role, long generationId) implements OpenFlowMessage {

        @Override
        public RoleReply withXid(int newXid) {
            return new RoleReply(newXid, role, generationId);
        }
    }

    /// OFPCR_ROLE_*, in the order of the wire.
    enum Role {
        NOCHANGE,
        EQUAL,
        MASTER,
        SLAVE
    }

    /// A well-formed message of a kind or with a part that these values do not carry; a switch
    /// answers it with `refusal`, a controller notes it. `bytes` is the message as received.
    record Unsupported(int xid, String what, ErrorCode refusal, Octets bytes)
            implements OpenFlowMessage {

        @Override
        public Unsupported withXid(int newXid) {
            return new Unsupported(newXid, what, refusal, bytes);
        }
    }
}
