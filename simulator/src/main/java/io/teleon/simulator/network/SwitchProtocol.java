package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.Capability;
import io.teleon.controller.openflow.OpenFlowMessage.Hello;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatus;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The switch's side of the OpenFlow channel (OpenFlow 1.3.5 sections 6 and 7): it greets, refuses
/// what may not be, hands demands to the [Datapath] and tells controllers what they are to hear.
/// Owned by its switch.
final class SwitchProtocol {

    /// OFP_DEFAULT_MISS_SEND_LEN.
    private static final int DEFAULT_MISS_SEND_LENGTH = 128;

    /// How much of a refused message an error carries (section 7.4.4).
    private static final int REFUSED_BYTES = 64;

    private final SwitchSettings settings;
    private final Controllers controllers;
    private final Datapath datapath;
    private int missSendLength = DEFAULT_MISS_SEND_LENGTH;

    SwitchProtocol(SwitchSettings settings, Controllers controllers, Datapath datapath) {
        this.settings = settings;
        this.controllers = controllers;
        this.datapath = datapath;
    }

    /// What the datapath did, told to whom it concerns.
    List<SwitchOutput> outputs(List<Datapath.Effect> effects) {
        List<SwitchOutput> outputs = new ArrayList<>();
        for (Datapath.Effect effect : effects) {
            switch (effect) {
                case Datapath.Effect.Transmit transmit ->
                        outputs.add(new SwitchOutput.Transmit(transmit.port(), transmit.packet()));
                case Datapath.Effect.Tell tell -> {
                    boolean concernsSlaves = tell.message() instanceof PortStatus;
                    List<ConnectionId> told =
                            concernsSlaves ? controllers.all() : controllers.active();
                    for (ConnectionId each : told) {
                        outputs.add(new SwitchOutput.ToController(each, tell.message()));
                    }
                }
            }
        }
        return outputs;
    }

    List<SwitchOutput> handle(ConnectionId connection, OpenFlowMessage message, Instant now) {
        if (!controllers.isConnected(connection)) {
            return List.of();
        }
        if (!controllers.isReady(connection)) {
            return greet(connection, message);
        }
        Answering answer = new Answering(connection, message);
        if (controllers.isRefused(connection, message)) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "IS_SLAVE"));
        } else {
            dispatch(answer, now);
        }
        return answer.outputs;
    }

    /// The first message must be a hello that offers 1.3, else the switch says so and hangs up.
    private List<SwitchOutput> greet(ConnectionId connection, OpenFlowMessage message) {
        if (message instanceof Hello hello && (hello.versions() & Hello.ONLY_1_3) != 0) {
            controllers.greeted(connection);
            return List.of();
        }
        String text =
                message instanceof Hello
                        ? "only OpenFlow 1.3 is spoken here"
                        : "a hello was expected first";
        controllers.disconnect(connection);
        return List.of(
                new SwitchOutput.ToController(
                        connection,
                        new OpenFlowMessage.ErrorReply(
                                message.xid(),
                                ErrorCode.of(ErrorCode.Type.HELLO_FAILED, "INCOMPATIBLE"),
                                Octets.ofText(text))),
                new SwitchOutput.Close(connection));
    }

    /// A message that is being answered.
    private final class Answering {

        private final ConnectionId connection;
        private final OpenFlowMessage message;
        private final List<SwitchOutput> outputs = new ArrayList<>();

        Answering(ConnectionId connection, OpenFlowMessage message) {
            this.connection = connection;
            this.message = message;
        }

        void reply(OpenFlowMessage reply) {
            outputs.add(new SwitchOutput.ToController(connection, reply));
        }

        void refuse(ErrorCode error) {
            Octets data = settings.refusedBytes().apply(message).first(REFUSED_BYTES);
            reply(new OpenFlowMessage.ErrorReply(message.xid(), error, data));
        }

        void settle(Datapath.Result result) {
            switch (result) {
                case Datapath.Result.Done done -> outputs.addAll(outputs(done.effects()));
                case Datapath.Result.Refused refused -> refuse(refused.error());
            }
        }
    }

    private void dispatch(Answering answer, Instant now) {
        int xid = answer.message.xid();
        switch (answer.message) {
            case Hello _, OpenFlowMessage.ErrorReply _, OpenFlowMessage.EchoReply _ -> {}
            case OpenFlowMessage.EchoRequest echo ->
                    answer.reply(new OpenFlowMessage.EchoReply(xid, echo.data()));
            case OpenFlowMessage.FeaturesRequest _ -> answer.reply(features(xid));
            case OpenFlowMessage.GetConfigRequest _ ->
                    answer.reply(new OpenFlowMessage.GetConfigReply(xid, missSendLength));
            case OpenFlowMessage.SetConfig config -> missSendLength = config.missSendLength();
            case OpenFlowMessage.BarrierRequest _ ->
                    answer.reply(new OpenFlowMessage.BarrierReply(xid));
            case OpenFlowMessage.RoleRequest role -> {
                switch (controllers.request(answer.connection, role)) {
                    case Controllers.Answer.Granted granted -> answer.reply(granted.reply());
                    case Controllers.Answer.Refused refused -> answer.refuse(refused.error());
                }
            }
            case MultipartRequest request -> {
                switch (new Statistics(settings, datapath.pipeline()).answer(request, now)) {
                    case Statistics.Answer.Replies replies ->
                            replies.replies().forEach(answer::reply);
                    case Statistics.Answer.Refused refused -> answer.refuse(refused.error());
                }
            }
            case FlowMod mod -> answer.settle(datapath.apply(mod, now));
            case GroupMod mod -> answer.settle(datapath.apply(mod, now));
            case MeterMod mod -> answer.settle(datapath.apply(mod, now));
            case PortMod mod -> answer.settle(datapath.apply(mod));
            case PacketOut out -> packetOut(answer, out, now);
            case OpenFlowMessage.Unsupported unsupported -> answer.refuse(unsupported.refusal());
            case OpenFlowMessage.FeaturesReply _,
                    OpenFlowMessage.GetConfigReply _,
                    OpenFlowMessage.PacketIn _,
                    OpenFlowMessage.FlowRemoved _,
                    OpenFlowMessage.PortStatus _,
                    OpenFlowMessage.BarrierReply _,
                    OpenFlowMessage.RoleReply _,
                    MultipartReply _ ->
                    answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_TYPE"));
        }
    }

    private OpenFlowMessage.FeaturesReply features(int xid) {
        return new OpenFlowMessage.FeaturesReply(
                xid,
                settings.datapath(),
                0,
                settings.tables(),
                0,
                EnumSet.of(
                        Capability.FLOW_STATS,
                        Capability.TABLE_STATS,
                        Capability.PORT_STATS,
                        Capability.GROUP_STATS));
    }

    private void packetOut(Answering answer, PacketOut out, Instant now) {
        boolean knownPort =
                out.inPort().equals(PortNumber.CONTROLLER)
                        || datapath.pipeline().ports().find(out.inPort()).isPresent();
        Optional<Packet> packet = Packet.tryParse(out.frame());
        // Nothing is ever buffered here.
        if (out.bufferId() != FlowMod.NO_BUFFER) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BUFFER_UNKNOWN"));
        } else if (!knownPort) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_PORT"));
        } else if (packet.isEmpty()) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_PACKET"));
        } else {
            answer.settle(datapath.send(out.inPort(), packet.get(), out.actions(), now));
        }
    }
}
