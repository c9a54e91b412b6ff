package io.teleon.tests.conformance;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.PacketIn;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.ConnectionId;
import io.teleon.simulator.network.SwitchOutput;
import io.teleon.simulator.network.SwitchSettings;
import io.teleon.simulator.network.VirtualSwitch;
import io.teleon.simulator.network.packet.Packet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A virtual switch with a random pipeline installed, asked what it sends.
final class SwitchUnderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ConnectionId CONTROLLER = new ConnectionId(1);

    private final VirtualSwitch device;

    SwitchUnderTest(List<FlowMod> entries, List<GroupMod> groups) {
        List<PortDescription> ports = new ArrayList<>();
        for (int i = 1; i <= RandomPipeline.PORTS; i++) {
            ports.add(
                    new PortDescription(
                            new PortNumber(i),
                            new MacAddress(i),
                            "p" + i,
                            Set.of(),
                            Set.of(),
                            0,
                            0));
        }
        device = new VirtualSwitch(SwitchSettings.of(new DatapathId(1)), ports, NOW);
        List<SwitchOutput> hello = device.connect(CONTROLLER);
        if (hello.size() != 1) {
            throw new IllegalStateException("greeted with " + hello);
        }
        send(new OpenFlowMessage.Hello(0, OpenFlowMessage.Hello.ONLY_1_3));
        groups.forEach(this::send);
        entries.forEach(this::send);
        if (device.setLink(new PortNumber(RandomPipeline.DOWN), false, NOW).isEmpty()) {
            throw new IllegalStateException("nobody heard of the port");
        }
    }

    VirtualSwitch device() {
        return device;
    }

    private void send(OpenFlowMessage message) {
        List<SwitchOutput> answer = device.handle(CONTROLLER, message, NOW);
        if (!answer.isEmpty()) {
            throw new IllegalStateException(message + " was answered with " + answer);
        }
    }

    List<Sent> receive(int inPort, RawFrame frame) {
        Packet packet = Packet.parse(Octets.of(frame.toBytes()));
        List<Sent> sent = new ArrayList<>();
        for (SwitchOutput output : device.receive(new PortNumber(inPort), packet, NOW)) {
            switch (output) {
                case SwitchOutput.Transmit transmit ->
                        sent.add(
                                new Sent(
                                        transmit.port().toString(),
                                        transmit.packet().frame().toString()));
                case SwitchOutput.ToController(ConnectionId _, PacketIn up) ->
                        sent.add(new Sent("controller " + up.reason(), up.frame().toString()));
                case SwitchOutput.ToController other ->
                        throw new IllegalStateException("heard " + other);
                case SwitchOutput.Close close ->
                        throw new IllegalStateException("hung up: " + close);
            }
        }
        return sent;
    }
}
