package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod.Band;
import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.PortDescription.Config;
import io.teleon.controller.openflow.PortDescription.State;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.ForwardingStep.Dropped;
import io.teleon.simulator.network.ForwardingStep.Forwarded;
import io.teleon.simulator.network.ForwardingStep.Hit;
import io.teleon.simulator.network.ForwardingStep.Outcome;
import io.teleon.simulator.network.ForwardingStep.ToController;
import io.teleon.simulator.network.packet.FieldRewrite;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One packet's way through a switch (OpenFlow 1.3.5 sections 5.1 to 5.12). It collects outcomes
/// and hits and changes nothing but the token buckets of meters, by its [Passage].
final class PipelineRun {

    private final Pipeline parts;
    private final Passage passage;
    private final PortNumber inPort;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();

    PipelineRun(Pipeline parts, Passage passage, PortNumber inPort) {
        this.parts = parts;
        this.passage = passage;
        this.inPort = inPort;
    }

    ForwardingStep finish(PacketHeaders headers) {
        if (outcomes.isEmpty()) {
            outcomes.add(new Dropped(DropReason.NO_OUTPUT, 1));
        }
        return new ForwardingStep(inPort, headers, outcomes, hits);
    }

    void packetOut(PacketInFlight packet, List<Action> actions) {
        carryOut(actions, packet, Origin.PACKET_OUT);
    }

    /// Where actions come from: it decides what a packet-in says and whether TABLE is a port.
    private enum Origin {
        ENTRY,
        ACTION_SET,
        PACKET_OUT
    }

    /// From this table on to the end of the pipeline.
    void match(PacketInFlight packet, TableId first) {
        Optional<TableId> next = Optional.of(first);
        while (next.isPresent()) {
            FlowTable table = parts.tables().get(next.get());
            Optional<FlowEntry> entry = table.lookup(packet.fields());
            if (entry.isEmpty()) {
                // A miss without an entry for it: the packet is dropped (section 5.4).
                hits.add(new Hit(table, packet.share()));
                outcomes.add(new Dropped(DropReason.TABLE_MISS, packet.share()));
                return;
            }
            hits.add(new Hit(entry.get(), packet.share()));
            packet.taken(entry.get());
            Optional<Next> after = instruct(entry.get().instructions(), packet);
            if (after.isEmpty()) {
                return;
            }
            next = after.get().table();
        }
        carryOut(packet.actionSet().inOrder(), packet, Origin.ACTION_SET);
    }

    /// Where the packet goes after an entry's instructions: another table, or its action set.
    private record Next(Optional<TableId> table) {}

    private Optional<Next> instruct(List<Instruction> instructions, PacketInFlight packet) {
        Optional<TableId> next = Optional.empty();
        for (Instruction instruction : instructions) {
            switch (instruction) {
                case Instruction.Meter meter -> {
                    if (!passes(meter.meterId(), packet)) {
                        outcomes.add(new Dropped(DropReason.METERED, packet.share()));
                        return Optional.empty();
                    }
                }
                case Instruction.ApplyActions apply -> {
                    if (!carryOut(apply.actions(), packet, Origin.ENTRY)) {
                        return Optional.empty();
                    }
                }
                case Instruction.ClearActions _ -> packet.setActionSet(ActionSet.EMPTY);
                case Instruction.WriteActions write ->
                        packet.setActionSet(packet.actionSet().with(write.actions()));
                case Instruction.WriteMetadata write ->
                        packet.writeMetadata(write.metadata(), write.mask());
                case Instruction.GotoTable go -> next = Optional.of(go.table());
            }
        }
        return Optional.of(new Next(next));
    }

    private boolean passes(int meterId, PacketInFlight packet) {
        Optional<MeterEntry> meter = parts.meters().get(meterId);
        if (meter.isEmpty()) {
            return true;
        }
        hits.add(new Hit(meter.get(), packet.share()));
        Optional<Band> exceeded = passage.exceeded(meter.get());
        if (exceeded.isEmpty()) {
            return true;
        }
        return switch (exceeded.get()) {
            case Band.Drop _ -> false;
            case Band.DscpRemark remark -> {
                remark(packet, remark.precedenceLevel());
                yield true;
            }
        };
    }

    /// Raises the drop precedence of an assured forwarding class (RFC 2597); others have none.
    private static void remark(PacketInFlight packet, int levels) {
        Optional<Payload.Ip> ip = packet.headers().visibleIp();
        if (ip.isEmpty()) {
            return;
        }
        int dscp = ip.get().dscp();
        int forwardingClass = dscp >>> 3;
        int precedence = dscp >>> 1 & 3;
        boolean assured =
                (dscp & 1) == 0 && forwardingClass >= 1 && forwardingClass <= 4 && precedence > 0;
        if (assured) {
            int raised = forwardingClass << 3 | Math.min(3, precedence + levels) << 1;
            packet.setHeaders(packet.headers().withPayload(ip.get().withDscp(raised)));
        }
    }

    /// Carries out actions in their order.
    ///
    /// @return whether the packet goes on: an invalid TTL ends it
    private boolean carryOut(List<Action> actions, PacketInFlight packet, Origin origin) {
        for (Action action : actions) {
            if (!carryOut(action, packet, origin)) {
                return false;
            }
        }
        return true;
    }

    private boolean carryOut(Action action, PacketInFlight packet, Origin origin) {
        PacketHeaders headers = packet.headers();
        switch (action) {
            case Action.Output output -> output(output.port(), packet, origin);
            case Action.Group group -> group(group.groupId(), packet);
            case Action.SetQueue _ -> {}
            case Action.PushVlan push -> packet.setHeaders(headers.pushVlan(push.etherType()));
            case Action.PopVlan _ -> packet.setHeaders(headers.popVlan());
            case Action.PushMpls push -> packet.setHeaders(headers.pushMpls(push.etherType()));
            case Action.PopMpls pop -> packet.setHeaders(headers.popMpls(pop.etherType()));
            case Action.SetField set when set.field() == MatchField.TUNNEL_ID ->
                    packet.setTunnelId(set.value());
            case Action.SetField set ->
                    packet.setHeaders(FieldRewrite.set(headers, set.field(), set.value()));
            case Action.SetMplsTtl set -> packet.setHeaders(TimeToLive.setMpls(headers, set.ttl()));
            case Action.SetNwTtl set -> packet.setHeaders(TimeToLive.setIp(headers, set.ttl()));
            case Action.CopyTtlOut _ -> packet.setHeaders(TimeToLive.copyOut(headers));
            case Action.CopyTtlIn _ -> packet.setHeaders(TimeToLive.copyIn(headers));
            case Action.DecMplsTtl _ -> {
                return decremented(TimeToLive.decrementMpls(headers), packet);
            }
            case Action.DecNwTtl _ -> {
                return decremented(TimeToLive.decrementIp(headers), packet);
            }
        }
        return true;
    }

    private boolean decremented(Optional<PacketHeaders> lower, PacketInFlight packet) {
        if (lower.isEmpty()) {
            toController(PacketInReason.INVALID_TTL, packet);
            return false;
        }
        packet.setHeaders(lower.get());
        return true;
    }

    private void output(PortNumber port, PacketInFlight packet, Origin origin) {
        if (port.equals(PortNumber.CONTROLLER)) {
            boolean miss = origin == Origin.ENTRY && packet.missed();
            toController(miss ? PacketInReason.NO_MATCH : PacketInReason.ACTION, packet);
        } else if (port.equals(PortNumber.TABLE)) {
            if (origin == Origin.PACKET_OUT) {
                match(packet.copy(1), new TableId(0));
            }
        } else if (port.equals(PortNumber.IN_PORT)) {
            transmit(inPort, packet);
        } else if (port.equals(PortNumber.ALL) || port.equals(PortNumber.FLOOD)) {
            flood(packet, port.equals(PortNumber.FLOOD));
        } else if (port.equals(inPort)) {
            outcomes.add(new Dropped(DropReason.INGRESS_PORT, packet.share()));
        } else {
            transmit(port, packet);
        }
    }

    /// To all standard ports but the one it came in by and those that are told not to forward
    /// (section 4.5); FLOOD spares blocked ports too.
    private void flood(PacketInFlight packet, boolean spareBlocked) {
        for (SwitchPort port : parts.ports().all()) {
            boolean blocked = spareBlocked && port.description().state().contains(State.BLOCKED);
            if (port.number().isPhysical()
                    && !port.number().equals(inPort)
                    && !port.has(Config.NO_FWD)
                    && !blocked
                    && port.isUp()) {
                transmit(port.number(), packet);
            }
        }
    }

    private void transmit(PortNumber number, PacketInFlight packet) {
        Optional<SwitchPort> port = parts.ports().find(number);
        if (port.isPresent() && port.get().isUp() && !port.get().has(Config.NO_FWD)) {
            outcomes.add(new Forwarded(number, packet.headers(), packet.share()));
            return;
        }
        port.ifPresent(closed -> hits.add(new Hit(closed, packet.share())));
        boolean up = port.isPresent() && port.get().isUp();
        outcomes.add(
                new Dropped(up ? DropReason.NOT_FORWARDED : DropReason.PORT_DOWN, packet.share()));
    }

    private void toController(PacketInReason reason, PacketInFlight packet) {
        outcomes.add(
                new ToController(
                        reason,
                        packet.table(),
                        packet.cookie(),
                        packet.metadata(),
                        packet.tunnelId(),
                        packet.headers(),
                        packet.share()));
    }

    /// A copy of the packet is processed by the group (section 5.6.1); the packet itself goes on as
    /// it was.
    private void group(int groupId, PacketInFlight packet) {
        Optional<GroupEntry> found = parts.groups().get(groupId);
        if (found.isEmpty()) {
            return;
        }
        GroupEntry group = found.get();
        hits.add(new Hit(group, packet.share()));
        switch (group.type()) {
            case ALL, INDIRECT -> group.buckets().forEach(bucket -> bucket(bucket, packet, 1));
            case FAST_FAILOVER -> {
                Optional<GroupBucket> first =
                        group.buckets().stream().filter(parts.groups()::isLive).findFirst();
                first.ifPresent(bucket -> bucket(bucket, packet, 1));
                if (first.isEmpty()) {
                    outcomes.add(new Dropped(DropReason.NO_LIVE_BUCKET, packet.share()));
                }
            }
            case SELECT -> {
                List<GroupBucket> live =
                        group.buckets().stream().filter(parts.groups()::isLive).toList();
                List<Passage.Part> chosen = passage.part(group, live, packet.headers());
                chosen.forEach(part -> bucket(part.bucket(), packet, part.share()));
                if (chosen.isEmpty()) {
                    outcomes.add(new Dropped(DropReason.NO_LIVE_BUCKET, packet.share()));
                }
            }
        }
    }

    private void bucket(GroupBucket bucket, PacketInFlight packet, double part) {
        PacketInFlight copy = packet.copy(part);
        hits.add(new Hit(bucket, copy.share()));
        int before = outcomes.size();
        carryOut(bucket.actions().inOrder(), copy, Origin.ACTION_SET);
        if (outcomes.size() == before) {
            outcomes.add(new Dropped(DropReason.NO_OUTPUT, copy.share()));
        }
    }
}
