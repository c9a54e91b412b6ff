package io.teleon.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.EtherType;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A switch with four ports whose links are up and one controller that has greeted.
final class SwitchFixture {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ConnectionId FIRST = new ConnectionId(1);
    static final MacAddress MAC_1 = MacAddress.parse("02:00:00:00:00:01");
    static final MacAddress MAC_2 = MacAddress.parse("02:00:00:00:00:02");

    final VirtualSwitch device;
    Instant now = START;
    private int nextXid = 100;

    SwitchFixture() {
        this(SwitchSettings.of(new DatapathId(1)));
    }

    SwitchFixture(SwitchSettings settings) {
        List<PortDescription> ports = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            ports.add(description(i));
        }
        device = new VirtualSwitch(settings, ports, START);
        join(FIRST);
    }

    static PortDescription description(int number) {
        return new PortDescription(
                new PortNumber(number),
                new MacAddress(0x0200_0000_0100L + number),
                "eth" + number,
                Set.of(),
                Set.of(),
                10_000_000,
                10_000_000);
    }

    void join(ConnectionId connection) {
        var _ = device.connect(connection);
        List<SwitchOutput> outputs =
                device.handle(
                        connection,
                        new OpenFlowMessage.Hello(1, OpenFlowMessage.Hello.ONLY_1_3),
                        now);
        assertEquals(List.of(), outputs);
    }

    /// Sends from the first controller under a fresh transaction id.
    List<SwitchOutput> send(OpenFlowMessage message) {
        return device.handle(FIRST, message.withXid(nextXid++), now);
    }

    /// Sends what must be carried out without any answer.
    void accept(OpenFlowMessage message) {
        assertEquals(List.of(), send(message));
    }

    /// Sends what must be refused, and tells why it was.
    ErrorCode refusal(OpenFlowMessage message) {
        List<OpenFlowMessage> replies = replies(message);
        assertEquals(1, replies.size(), replies.toString());
        OpenFlowMessage.ErrorReply error = (OpenFlowMessage.ErrorReply) replies.getFirst();
        assertEquals(nextXid - 1, error.xid());
        return error.code();
    }

    /// Sends it and gives what the first controller hears in return.
    List<OpenFlowMessage> replies(OpenFlowMessage message) {
        return toController(send(message));
    }

    static List<OpenFlowMessage> toController(List<SwitchOutput> outputs) {
        return outputs.stream()
                .filter(SwitchOutput.ToController.class::isInstance)
                .map(output -> ((SwitchOutput.ToController) output).message())
                .toList();
    }

    static List<Integer> ports(List<SwitchOutput> outputs) {
        return outputs.stream()
                .filter(SwitchOutput.Transmit.class::isInstance)
                .map(output -> ((SwitchOutput.Transmit) output).port().value())
                .toList();
    }

    List<SwitchOutput> receive(int port, PacketHeaders headers) {
        return device.receive(new PortNumber(port), Packet.of(headers, Octets.EMPTY), now);
    }

    static FlowMod add(int table, int priority, Match match, Instruction... instructions) {
        return FlowMod.add(0, new TableId(table), priority, match, 0, List.of(instructions));
    }

    static Instruction apply(Action... actions) {
        return Instruction.ApplyActions.of(actions);
    }

    static Instruction write(Action... actions) {
        return new Instruction.WriteActions(List.of(actions));
    }

    static Instruction go(int table) {
        return new Instruction.GotoTable(new TableId(table));
    }

    static Action out(int port) {
        return new Action.Output(new PortNumber(port));
    }

    static Action out(PortNumber port) {
        return new Action.Output(port);
    }

    static PacketHeaders udp() {
        return PacketHeaders.ipv4(MAC_1, MAC_2, ip(EtherType.UDP, new Transport.Ports(1000, 2000)));
    }

    static PacketHeaders tcp() {
        return PacketHeaders.ipv4(MAC_1, MAC_2, ip(EtherType.TCP, new Transport.Ports(1000, 2000)));
    }

    static Payload.Ipv4 ip(int protocol, Transport transport) {
        return new Payload.Ipv4(
                0,
                0,
                64,
                protocol,
                Ipv4Address.parse("10.0.0.1"),
                Ipv4Address.parse("10.0.0.2"),
                transport);
    }
}
