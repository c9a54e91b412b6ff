package io.teleon.simulator.world;

import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.simulator.invariant.Violation;
import io.teleon.simulator.network.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be done to a world, and seen of it, behind the controller's back: reading and changing
/// switches over a second connection, putting frames on wires and listening there, reading the
/// journal. For tests and for people who want to see what happens.
///
/// Owned by the world's thread.
public final class Backdoor {

    private final DataPlane network;
    private final ControllerProcess controller;
    private final Supplier<List<Violation>> check;

    Backdoor(DataPlane network, ControllerProcess controller, Supplier<List<Violation>> check) {
        this.network = network;
        this.controller = controller;
        this.check = check;
    }

    /// Walks every pair of hosts and every tag once through what the switches hold now, and judges
    /// it without a window of convergence: for worlds that are not watched all along.
    public List<Violation> check() {
        return check.get();
    }

    /// Says something to a switch over a connection of its own, which is closed again.
    ///
    /// @return what the switch answers, without its greeting
    /// @throws IllegalStateException where the switch has no power
    public List<OpenFlowMessage> say(DatapathId datapath, OpenFlowMessage message) {
        return network.site(datapath).saidOnTheSide(message);
    }

    /// Every flow entry a switch holds, as it reports them itself.
    public List<FlowEntry> entries(DatapathId datapath) {
        List<FlowEntry> entries = new ArrayList<>();
        for (OpenFlowMessage reply :
                say(datapath, new MultipartRequest(1, MultipartRequest.Flows.ALL))) {
            if (reply instanceof MultipartReply(int _, boolean _, MultipartReply.Flows part)) {
                entries.addAll(part.entries());
            }
        }
        return entries;
    }

    /// Whether a switch has power.
    public boolean isPowered(DatapathId datapath) {
        return network.site(datapath).isPowered();
    }

    /// A frame comes in at a port of a switch, as from a machine that is plugged in there.
    ///
    /// @throws IllegalArgumentException where the bytes are no Ethernet frame
    public void receive(ConnectPoint at, Octets frame) {
        network.site(at.datapath()).receive(at.port(), Packet.parse(frame));
    }

    /// Hears every frame that leaves a switch by this port, whether it arrives or not.
    public void listen(ConnectPoint at, Consumer<Octets> listener) {
        network.listen(at, packet -> listener.accept(packet.frame()));
    }

    /// An agent reports to the controller.
    public void agentHeard(String agent) {
        controller.agentHeard(new Heard(agent, List.of()));
    }

    /// What the controller has journalled so far, over all its lives.
    public List<JournalEntry> journal() {
        return controller.journal();
    }
}
