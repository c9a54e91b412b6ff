package io.teleon.simulator.network;

import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.Capability;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemoved;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemovedReason;
import io.teleon.controller.openflow.OpenFlowMessage.Hello;
import io.teleon.controller.openflow.OpenFlowMessage.PacketIn;
import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatus;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatusReason;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.PortDescription.Config;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An OpenFlow 1.3 switch as a pure state machine: messages, packets, link changes and time come in
/// with their `now`, and what the switch does about them comes out.
///
/// It has one owner, who calls it with a `now` that never goes back, calls [#advance] when
/// [#nextDeadline] comes, and credits fluid traffic before anything that reads or ends what it was
/// counted by: a statistics request, a change of the tables, a deadline.
///
/// Everything is done at once, so a barrier is answered as soon as it comes. Messages that the
/// switch sends of its own accord carry the transaction id 0.
public final class VirtualSwitch {

    /// OFP_DEFAULT_MISS_SEND_LEN.
    private static final int DEFAULT_MISS_SEND_LENGTH = 128;

    /// How much of a refused message an error carries (section 7.4.4).
    private static final int REFUSED_BYTES = 64;

    private final SwitchSettings settings;
    private final List<PortDescription> initialPorts;
    private final Controllers controllers = new Controllers();
    private final FlowTables tables;
    private final MeterTable meters;
    private SwitchPorts ports;
    private GroupTable groups;
    private int missSendLength = DEFAULT_MISS_SEND_LENGTH;
    private long revision;

    /// A switch that has just started.
    ///
    /// @param ports its physical ports and, if it has one, LOCAL
    public VirtualSwitch(SwitchSettings settings, List<PortDescription> ports, Instant now) {
        this.settings = settings;
        this.initialPorts = List.copyOf(ports);
        this.tables = new FlowTables(settings);
        this.meters = new MeterTable(settings);
        this.ports = new SwitchPorts(initialPorts, now);
        this.groups = new GroupTable(settings, this.ports);
    }

    public DatapathId datapath() {
        return settings.datapath();
    }

    /// A number that grows with every change of a table, a group, a meter or a port.
    public long revision() {
        return revision;
    }

    /// The flow tables as they are now.
    public List<TableView> tables() {
        return tables.all().stream().map(TableView::of).toList();
    }

    /// The groups as they are now, in the order of their ids.
    public List<MultipartReply.GroupEntry> groups() {
        return groups.all().stream().map(GroupEntry::description).toList();
    }

    /// The meters as they are now, in the order of their ids.
    public List<MultipartReply.MeterEntry> meters() {
        return meters.all().stream().map(MeterEntry::description).toList();
    }

    /// The ports as they are now, in the order of their numbers.
    public List<PortDescription> ports() {
        return ports.all().stream().map(SwitchPort::description).toList();
    }

    public Optional<PortDescription> port(PortNumber number) {
        return ports.find(number).map(SwitchPort::description);
    }

    /// Begins a controller's connection: the switch greets at once (section 6.3.1).
    public List<SwitchOutput> connect(ConnectionId connection) {
        controllers.connect(connection);
        return List.of(new SwitchOutput.ToController(connection, new Hello(0, Hello.ONLY_1_3)));
    }

    /// Ends a connection. The switch goes on with the entries it has (fail-secure, section 6.3.3).
    public void disconnect(ConnectionId connection) {
        controllers.disconnect(connection);
    }

    /// The role of a connected controller.
    public OpenFlowMessage.Role role(ConnectionId connection) {
        return controllers.role(connection);
    }

    /// Takes a message from a controller. One that comes after the connection was closed is ignored.
    public List<SwitchOutput> handle(
            ConnectionId connection, OpenFlowMessage message, Instant now) {
        if (!controllers.isConnected(connection)) {
            return List.of();
        }
        Answering answer = new Answering(connection, message);
        if (!controllers.isReady(connection)) {
            greet(answer);
        } else if (controllers.isRefused(connection, message)) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "IS_SLAVE"));
        } else {
            dispatch(answer, now);
        }
        return answer.outputs;
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

        /// Refuses, or if there is no error notes that the switch is another now.
        boolean succeeds(Optional<ErrorCode> error) {
            error.ifPresent(this::refuse);
            if (error.isEmpty()) {
                revision++;
            }
            return error.isEmpty();
        }
    }

    /// The first message must be a hello that offers 1.3, else the switch says so and hangs up.
    private void greet(Answering answer) {
        if (answer.message instanceof Hello hello && (hello.versions() & Hello.ONLY_1_3) != 0) {
            controllers.greeted(answer.connection);
            return;
        }
        String text =
                answer.message instanceof Hello
                        ? "only OpenFlow 1.3 is spoken here"
                        : "a hello was expected first";
        answer.reply(
                new OpenFlowMessage.ErrorReply(
                        answer.message.xid(),
                        ErrorCode.of(ErrorCode.Type.HELLO_FAILED, "INCOMPATIBLE"),
                        Octets.ofText(text)));
        answer.outputs.add(new SwitchOutput.Close(answer.connection));
        controllers.disconnect(answer.connection);
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
                switch (new Statistics(settings, pipeline()).answer(request, now)) {
                    case Statistics.Answer.Replies replies ->
                            replies.replies().forEach(answer::reply);
                    case Statistics.Answer.Refused refused -> answer.refuse(refused.error());
                }
            }
            case FlowMod mod -> flowMod(answer, mod, now);
            case GroupMod mod -> groupMod(answer, mod, now);
            case MeterMod mod -> meterMod(answer, mod, now);
            case PortMod mod -> {
                if (answer.succeeds(ports.apply(mod))) {
                    answer.outputs.addAll(portChanged(mod.port()));
                }
            }
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

    private void flowMod(Answering answer, FlowMod mod, Instant now) {
        Optional<ErrorCode> error = new FlowModCheck(tables, meters, actionCheck()).check(mod);
        if (error.isPresent()) {
            answer.refuse(error.get());
            return;
        }
        switch (tables.apply(mod, now)) {
            case FlowTables.Change.Refused refused -> answer.refuse(refused.error());
            case FlowTables.Change.Done done -> answer.outputs.addAll(changed(done));
        }
    }

    private void groupMod(Answering answer, GroupMod mod, Instant now) {
        if (mod.command() != GroupMod.Command.DELETE) {
            ActionCheck check = new ActionCheck(ports, id -> groups.has(id) || id == mod.groupId());
            for (Bucket bucket : mod.buckets()) {
                Optional<ErrorCode> error =
                        check.check(bucket.actions(), ActionCheck.Place.BUCKET);
                if (error.isPresent()) {
                    answer.refuse(error.get());
                    return;
                }
            }
        }
        boolean deletes = mod.command() == GroupMod.Command.DELETE;
        if (answer.succeeds(groups.apply(mod, now)) && deletes) {
            Predicate<FlowEntry> leansOnIt =
                    mod.groupId() == GroupMod.ALL_GROUPS
                            ? entry -> !entry.groups().isEmpty()
                            : entry -> entry.usesGroup(mod.groupId());
            answer.outputs.addAll(
                    changed(tables.removeIf(leansOnIt, FlowRemovedReason.GROUP_DELETE, now)));
        }
    }

    private void meterMod(Answering answer, MeterMod mod, Instant now) {
        boolean deletes = mod.command() == MeterMod.Command.DELETE;
        if (answer.succeeds(meters.apply(mod, now)) && deletes) {
            boolean all = mod.meterId() == MeterMod.ALL_METERS;
            Predicate<FlowEntry> leansOnIt =
                    entry ->
                            entry.meter().isPresent()
                                    && (all || entry.meter().getAsInt() == mod.meterId());
            answer.outputs.addAll(
                    changed(tables.removeIf(leansOnIt, FlowRemovedReason.DELETE, now)));
        }
    }

    private ActionCheck actionCheck() {
        return new ActionCheck(ports, groups::has);
    }

    private Pipeline pipeline() {
        return new Pipeline(tables, groups, meters, ports);
    }

    private List<SwitchOutput> changed(FlowTables.Change.Done done) {
        if (done.changed()) {
            revision++;
        }
        List<SwitchOutput> outputs = new ArrayList<>();
        for (FlowRemoved removed : done.removed()) {
            toAll(controllers.active(), removed, outputs);
        }
        return outputs;
    }

    private static void toAll(
            List<ConnectionId> connections, OpenFlowMessage message, List<SwitchOutput> outputs) {
        for (ConnectionId connection : connections) {
            outputs.add(new SwitchOutput.ToController(connection, message));
        }
    }

    /// The link at a port comes up or goes down; controllers hear of it if it is news.
    public List<SwitchOutput> setLink(PortNumber number, boolean up, Instant now) {
        SwitchPort port = required(number);
        boolean wasUp = !port.description().state().contains(PortDescription.State.LINK_DOWN);
        if (wasUp == up) {
            return List.of();
        }
        port.setLink(up);
        revision++;
        return portChanged(number);
    }

    private List<SwitchOutput> portChanged(PortNumber number) {
        List<SwitchOutput> outputs = new ArrayList<>();
        PortStatus status =
                new PortStatus(0, PortStatusReason.MODIFY, required(number).description());
        toAll(controllers.all(), status, outputs);
        return outputs;
    }

    private SwitchPort required(PortNumber number) {
        return ports.find(number)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "switch " + datapath() + " has no port " + number));
    }

    private void packetOut(Answering answer, PacketOut out, Instant now) {
        if (out.bufferId() != FlowMod.NO_BUFFER) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BUFFER_UNKNOWN"));
            return;
        }
        if (!out.inPort().equals(PortNumber.CONTROLLER) && ports.find(out.inPort()).isEmpty()) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_PORT"));
            return;
        }
        Optional<Packet> packet = Packet.tryParse(out.frame());
        if (packet.isEmpty()) {
            answer.refuse(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_PACKET"));
            return;
        }
        Optional<ErrorCode> error =
                actionCheck().check(out.actions(), ActionCheck.Place.PACKET_OUT);
        if (error.isPresent()) {
            answer.refuse(error.get());
            return;
        }
        int bytes = packet.get().length();
        ForwardingStep step =
                pipeline()
                        .send(
                                out.inPort(),
                                packet.get().headers(),
                                out.actions(),
                                new Passage.Discrete(bytes, now));
        answer.outputs.addAll(carryOut(step, packet.get(), now));
    }

    /// A packet comes in by a port.
    public List<SwitchOutput> receive(PortNumber inPort, Packet packet, Instant now) {
        SwitchPort port = required(inPort);
        if (!receives(port)) {
            port.creditReceiveDropped(1);
            return List.of();
        }
        int bytes = packet.length();
        port.creditReceived(1, bytes);
        Passage passage = new Passage.Discrete(bytes, now);
        return carryOut(pipeline().receive(inPort, packet.headers(), passage), packet, now);
    }

    private static boolean receives(SwitchPort port) {
        return port.isUp() && !port.has(Config.NO_RECV);
    }

    private List<SwitchOutput> carryOut(ForwardingStep step, Packet packet, Instant now) {
        creditHits(step, 1, packet.length(), now);
        List<SwitchOutput> outputs = new ArrayList<>();
        for (ForwardingStep.Outcome outcome : step.outcomes()) {
            switch (outcome) {
                case ForwardingStep.Forwarded forwarded -> {
                    Packet sent = packet.withHeaders(forwarded.headers());
                    required(forwarded.port()).creditSent(1, sent.length());
                    outputs.add(new SwitchOutput.Transmit(forwarded.port(), sent));
                }
                case ForwardingStep.ToController up -> {
                    if (mayGoUp(up, step.inPort())) {
                        toAll(
                                controllers.active(),
                                packetIn(up, step.inPort(), packet.withHeaders(up.headers())),
                                outputs);
                    }
                }
                case ForwardingStep.Dropped _ -> {}
            }
        }
        return outputs;
    }

    /// A port may be told to send no table misses up (OFPPC_NO_PACKET_IN, section 7.2.1).
    private boolean mayGoUp(ForwardingStep.ToController up, PortNumber inPort) {
        return up.reason() != PacketInReason.NO_MATCH
                || ports.find(inPort).filter(port -> port.has(Config.NO_PACKET_IN)).isEmpty();
    }

    /// The whole frame: nothing is buffered, so no length cuts it (section 7.4.1).
    private static PacketIn packetIn(
            ForwardingStep.ToController up, PortNumber inPort, Packet packet) {
        Match.Builder pipelineFields = Match.builder().inPort(inPort);
        if (up.metadata() != 0) {
            pipelineFields.exact(MatchField.METADATA, up.metadata());
        }
        if (up.tunnelId() != 0) {
            pipelineFields.exact(MatchField.TUNNEL_ID, up.tunnelId());
        }
        Octets frame = packet.frame();
        return new PacketIn(
                0,
                FlowMod.NO_BUFFER,
                frame.length(),
                up.reason(),
                up.table(),
                up.cookie(),
                pipelineFields.build(),
                frame);
    }

    /// What would become of packets with these headers, without any side effect.
    public ForwardingStep walk(PortNumber inPort, PacketHeaders headers) {
        if (!receives(required(inPort))) {
            return new ForwardingStep(
                    inPort,
                    headers,
                    List.of(new ForwardingStep.Dropped(DropReason.NOT_RECEIVED, 1)),
                    List.of());
        }
        return pipeline().receive(inPort, headers, new Passage.Fluid());
    }

    /// Counts fluid traffic that took this step until `now`: at the port it came in by and at
    /// everything it hit. What left is told by [#creditSent], as links decide how much that was.
    public void credit(ForwardingStep step, double packets, double bytes, Instant now) {
        SwitchPort port = required(step.inPort());
        boolean refused =
                step.outcomes().getFirst() instanceof ForwardingStep.Dropped dropped
                        && dropped.reason() == DropReason.NOT_RECEIVED;
        if (refused) {
            port.creditReceiveDropped(packets);
            return;
        }
        port.creditReceived(packets, bytes);
        creditHits(step, packets, bytes, now);
    }

    /// Counts fluid traffic that a port sent, and the packets that were too many for it.
    public void creditSent(
            PortNumber number, double packets, double bytes, double droppedPackets, Instant now) {
        SwitchPort port = required(number);
        port.creditSent(packets, bytes);
        port.credit(droppedPackets, 0, now);
    }

    private void creditHits(ForwardingStep step, double packets, double bytes, Instant now) {
        for (ForwardingStep.Hit hit : step.hits()) {
            hit.target().credit(packets * hit.share(), bytes * hit.share(), now);
            if (hit.target() instanceof FlowEntry entry) {
                tables.get(entry.table()).creditMatched(packets * hit.share(), bytes * hit.share());
            }
        }
    }

    /// The instant before which time alone changes nothing.
    public Optional<Instant> nextDeadline() {
        return tables.nextDeadline();
    }

    /// Lets time-outs come.
    public List<SwitchOutput> advance(Instant now) {
        return changed(tables.expire(now));
    }

    /// Comes back after a crash: tables, counters, settings and connections are gone, links are as
    /// they were.
    public void restart(Instant now) {
        controllers.clear();
        tables.clear();
        meters.clear();
        missSendLength = DEFAULT_MISS_SEND_LENGTH;
        SwitchPorts before = ports;
        ports = new SwitchPorts(initialPorts, now);
        for (SwitchPort port : before.all()) {
            boolean up = !port.description().state().contains(PortDescription.State.LINK_DOWN);
            required(port.number()).setLink(up);
        }
        groups = new GroupTable(settings, ports);
        revision++;
    }
}
