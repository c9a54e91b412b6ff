package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemovedReason;
import io.teleon.controller.openflow.OpenFlowMessage.PacketIn;
import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatus;
import io.teleon.controller.openflow.OpenFlowMessage.PortStatusReason;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.PortDescription.Config;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a switch forwards by: tables, groups, meters and ports, what changes them, and what packets
/// and fluid traffic do in them. It knows no controllers. Owned by its switch.
final class Datapath {

    private final Pipeline pipeline;
    private final FlowTables tables;
    private final GroupTable groups;
    private final MeterTable meters;
    private final SwitchPorts ports;
    private long revision;

    /// @param revision where its count of changes begins
    Datapath(SwitchSettings settings, List<PortDescription> ports, long revision, Instant now) {
        this.tables = new FlowTables(settings);
        this.ports = new SwitchPorts(ports, now);
        this.groups = new GroupTable(settings, this.ports);
        this.meters = new MeterTable(settings);
        this.pipeline = new Pipeline(tables, groups, meters, this.ports);
        this.revision = revision;
    }

    /// What it does of its own accord.
    sealed interface Effect {

        record Transmit(PortNumber port, Packet packet) implements Effect {}

        record Tell(OpenFlowMessage message) implements Effect {}
    }

    /// What comes of a demand.
    sealed interface Result {

        record Done(List<Effect> effects) implements Result {}

        record Refused(ErrorCode error) implements Result {}
    }

    Pipeline pipeline() {
        return pipeline;
    }

    long revision() {
        return revision;
    }

    Result apply(FlowMod mod, Instant now) {
        Optional<ErrorCode> error =
                new FlowModCheck(tables, meters, new ActionCheck(ports, groups::has)).check(mod);
        if (error.isPresent()) {
            return new Result.Refused(error.get());
        }
        return switch (tables.apply(mod, now)) {
            case FlowTables.Change.Refused refused -> new Result.Refused(refused.error());
            case FlowTables.Change.Done done -> new Result.Done(effects(done));
        };
    }

    /// A group-mod. With a group go the entries that lean on it (section 6.5).
    Result apply(GroupMod mod, Instant now) {
        if (mod.command() != GroupMod.Command.DELETE) {
            // An action that points to its own group is a loop rather than an unknown group.
            ActionCheck check = new ActionCheck(ports, id -> groups.has(id) || id == mod.groupId());
            for (Bucket bucket : mod.buckets()) {
                Optional<ErrorCode> error = check.check(bucket.actions(), ActionCheck.Place.BUCKET);
                if (error.isPresent()) {
                    return new Result.Refused(error.get());
                }
            }
        }
        Optional<ErrorCode> error = groups.apply(mod, now);
        if (error.isPresent()) {
            return new Result.Refused(error.get());
        }
        revision++;
        if (mod.command() != GroupMod.Command.DELETE) {
            return new Result.Done(List.of());
        }
        Predicate<FlowEntry> leansOnIt =
                mod.groupId() == GroupMod.ALL_GROUPS
                        ? entry -> !entry.groups().isEmpty()
                        : entry -> entry.usesGroup(mod.groupId());
        return new Result.Done(
                effects(tables.removeIf(leansOnIt, FlowRemovedReason.GROUP_DELETE, now)));
    }

    /// A meter-mod. With a meter go the entries that are measured by it (section 6.6).
    Result apply(MeterMod mod, Instant now) {
        Optional<ErrorCode> error = meters.apply(mod, now);
        if (error.isPresent()) {
            return new Result.Refused(error.get());
        }
        revision++;
        if (mod.command() != MeterMod.Command.DELETE) {
            return new Result.Done(List.of());
        }
        boolean all = mod.meterId() == MeterMod.ALL_METERS;
        Predicate<FlowEntry> leansOnIt =
                entry ->
                        entry.meter().isPresent()
                                && (all || entry.meter().getAsInt() == mod.meterId());
        return new Result.Done(effects(tables.removeIf(leansOnIt, FlowRemovedReason.DELETE, now)));
    }

    Result apply(PortMod mod) {
        Optional<ErrorCode> error = ports.apply(mod);
        return error.<Result>map(Result.Refused::new)
                .orElseGet(() -> new Result.Done(portChanged(ports.required(mod.port()))));
    }

    /// The link at a port comes up or goes down; it is told if it is news.
    List<Effect> setLink(PortNumber number, boolean up) {
        SwitchPort port = ports.required(number);
        if (port.hasLink() == up) {
            return List.of();
        }
        port.setLink(up);
        return portChanged(port);
    }

    private List<Effect> portChanged(SwitchPort port) {
        revision++;
        return List.of(
                new Effect.Tell(new PortStatus(0, PortStatusReason.MODIFY, port.description())));
    }

    /// The instant before which time alone changes nothing.
    Optional<Instant> nextDeadline() {
        return tables.nextDeadline();
    }

    List<Effect> expire(Instant now) {
        return effects(tables.expire(now));
    }

    private List<Effect> effects(FlowTables.Change.Done done) {
        if (done.changed()) {
            revision++;
        }
        return done.removed().stream().<Effect>map(Effect.Tell::new).toList();
    }

    /// The actions of a packet-out on its packet.
    Result send(PortNumber inPort, Packet packet, List<Action> actions, Instant now) {
        Optional<ErrorCode> error =
                new ActionCheck(ports, groups::has).check(actions, ActionCheck.Place.PACKET_OUT);
        if (error.isPresent()) {
            return new Result.Refused(error.get());
        }
        Passage passage = new Passage.Discrete(packet.length(), now);
        ForwardingStep step = pipeline.send(inPort, packet.headers(), actions, passage);
        return new Result.Done(carryOut(step, packet, now));
    }

    /// A packet comes in by a port.
    List<Effect> receive(PortNumber inPort, Packet packet, Instant now) {
        SwitchPort port = ports.required(inPort);
        if (!port.receives()) {
            port.creditReceiveDropped(1);
            return List.of();
        }
        port.creditReceived(1, packet.length());
        Passage passage = new Passage.Discrete(packet.length(), now);
        return carryOut(pipeline.receive(inPort, packet.headers(), passage), packet, now);
    }

    private List<Effect> carryOut(ForwardingStep step, Packet packet, Instant now) {
        creditHits(step, 1, packet.length(), now);
        List<Effect> effects = new ArrayList<>();
        for (ForwardingStep.Outcome outcome : step.outcomes()) {
            switch (outcome) {
                case ForwardingStep.Forwarded forwarded -> {
                    Packet sent = packet.withHeaders(forwarded.headers());
                    ports.required(forwarded.port()).creditSent(1, sent.length());
                    effects.add(new Effect.Transmit(forwarded.port(), sent));
                }
                case ForwardingStep.ToController up -> {
                    if (mayGoUp(up, step.inPort())) {
                        Packet raised = packet.withHeaders(up.headers());
                        effects.add(new Effect.Tell(packetIn(up, step.inPort(), raised)));
                    }
                }
                case ForwardingStep.Dropped _ -> {}
            }
        }
        return effects;
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

    ForwardingStep walk(PortNumber inPort, PacketHeaders headers) {
        if (!ports.required(inPort).receives()) {
            return new ForwardingStep(
                    inPort,
                    headers,
                    List.of(new ForwardingStep.Dropped(DropReason.NOT_RECEIVED, 1)),
                    List.of());
        }
        return pipeline.receive(inPort, headers, new Passage.Fluid());
    }

    void credit(ForwardingStep step, double packets, double bytes, Instant now) {
        SwitchPort port = ports.required(step.inPort());
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

    void creditSent(
            PortNumber number, double packets, double bytes, double droppedPackets, Instant now) {
        SwitchPort port = ports.required(number);
        port.creditSent(packets, bytes);
        port.credit(droppedPackets, 0, now);
    }

    private void creditHits(ForwardingStep step, double packets, double bytes, Instant now) {
        for (ForwardingStep.Hit hit : step.hits()) {
            double hitPackets = packets * hit.share();
            double hitBytes = bytes * hit.share();
            hit.target().credit(hitPackets, hitBytes, now);
            if (hit.target() instanceof FlowEntry entry) {
                tables.get(entry.table()).creditMatched(hitPackets, hitBytes);
            }
        }
    }
}
