package io.teleon.simulator.network;

import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    private final SwitchSettings settings;
    private final Controllers controllers = new Controllers();
    private final List<PortDescription> initialPorts;
    private Datapath datapath;
    private SwitchProtocol protocol;

    /// A switch that has just started.
    ///
    /// @param ports its physical ports and, if it has one, LOCAL
    public VirtualSwitch(SwitchSettings settings, List<PortDescription> ports, Instant now) {
        this.settings = settings;
        this.initialPorts = List.copyOf(ports);
        this.datapath = new Datapath(settings, initialPorts, 0, now);
        this.protocol = new SwitchProtocol(settings, controllers, datapath);
    }

    public DatapathId datapath() {
        return settings.datapath();
    }

    /// A number that grows with every change of a table, a group, a meter or a port.
    public long revision() {
        return datapath.revision();
    }

    /// The flow tables as they are now.
    public List<TableView> tables() {
        return datapath.pipeline().tables().all().stream().map(TableView::of).toList();
    }

    /// The groups as they are now, in the order of their ids.
    public List<MultipartReply.GroupEntry> groups() {
        return datapath.pipeline().groups().all().stream().map(GroupEntry::description).toList();
    }

    /// The meters as they are now, in the order of their ids.
    public List<MultipartReply.MeterEntry> meters() {
        return datapath.pipeline().meters().all().stream().map(MeterEntry::description).toList();
    }

    /// The ports as they are now, in the order of their numbers.
    public List<PortDescription> ports() {
        return datapath.pipeline().ports().all().stream().map(SwitchPort::description).toList();
    }

    public Optional<PortDescription> port(PortNumber number) {
        return datapath.pipeline().ports().find(number).map(SwitchPort::description);
    }

    /// Begins a controller's connection: the switch greets at once (section 6.3.1).
    public List<SwitchOutput> connect(ConnectionId connection) {
        controllers.connect(connection);
        return List.of(
                new SwitchOutput.ToController(
                        connection, new OpenFlowMessage.Hello(0, OpenFlowMessage.Hello.ONLY_1_3)));
    }

    /// Ends a connection. The switch goes on with the entries it has (fail-secure, section 6.3.3).
    public void disconnect(ConnectionId connection) {
        controllers.disconnect(connection);
    }

    /// The role of a connected controller.
    public OpenFlowMessage.Role role(ConnectionId connection) {
        return controllers.role(connection);
    }

    /// Takes a message from a controller. One that comes after the connection was closed is
    /// ignored.
    public List<SwitchOutput> handle(
            ConnectionId connection, OpenFlowMessage message, Instant now) {
        return protocol.handle(connection, message, now);
    }

    /// A packet comes in by a port.
    public List<SwitchOutput> receive(PortNumber inPort, Packet packet, Instant now) {
        return protocol.outputs(datapath.receive(inPort, packet, now));
    }

    /// The link at a port comes up or goes down; controllers hear of it if it is news.
    public List<SwitchOutput> setLink(PortNumber port, boolean up, Instant now) {
        return protocol.outputs(datapath.setLink(port, up));
    }

    /// The instant before which time alone changes nothing.
    public Optional<Instant> nextDeadline() {
        return datapath.nextDeadline();
    }

    /// Lets time-outs come.
    public List<SwitchOutput> advance(Instant now) {
        return protocol.outputs(datapath.expire(now));
    }

    /// Comes back after a crash: tables, counters, settings and connections are gone, links are as
    /// they were.
    public void restart(Instant now) {
        controllers.clear();
        List<SwitchPort> before = datapath.pipeline().ports().all();
        datapath = new Datapath(settings, initialPorts, datapath.revision() + 1, now);
        for (SwitchPort port : before) {
            datapath.pipeline().ports().required(port.number()).setLink(port.hasLink());
        }
        protocol = new SwitchProtocol(settings, controllers, datapath);
    }

    /// What would become of packets with these headers, without any side effect.
    public ForwardingStep walk(PortNumber inPort, PacketHeaders headers) {
        return datapath.walk(inPort, headers);
    }

    /// Counts fluid traffic that took this step until `now`: at the port it came in by and at
    /// everything it hit. What left is told by [#creditSent], as links decide how much that was.
    public void credit(ForwardingStep step, double packets, double bytes, Instant now) {
        datapath.credit(step, packets, bytes, now);
    }

    /// Counts fluid traffic that a port sent, and the packets that were too many for it.
    public void creditSent(
            PortNumber port, double packets, double bytes, double droppedPackets, Instant now) {
        datapath.creditSent(port, packets, bytes, droppedPackets, now);
    }
}
