package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.go;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.ports;
import static io.teleon.simulator.network.SwitchFixture.tcp;
import static io.teleon.simulator.network.SwitchFixture.toController;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static io.teleon.simulator.network.SwitchFixture.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage.PacketIn;
import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualSwitchTest {

    private static final Match TCP =
            Match.builder().ethType(0x0800).exact(MatchField.IP_PROTO, 6).build();

    private final SwitchFixture fixture = new SwitchFixture();

    @Test
    void dropsWhatNoEntryTakes() {
        assertEquals(List.of(), fixture.receive(1, udp()));
    }

    @Test
    void sendsAMissUpByTheTableMissEntryWithTheWholeFrame() {
        fixture.accept(add(0, 0, Match.ANY, apply(out(PortNumber.CONTROLLER))));
        PacketIn up = (PacketIn) toController(fixture.receive(2, udp())).getFirst();
        assertEquals(PacketInReason.NO_MATCH, up.reason());
        assertEquals(new PortNumber(2), up.inPort());
        assertEquals(Packet.of(udp(), Octets.EMPTY).frame(), up.frame());
        assertEquals(up.frame().length(), up.totalLength());
    }

    @Test
    void takesTheHighestPriority() {
        fixture.accept(add(0, 5, Match.ANY, apply(out(2))));
        fixture.accept(add(0, 10, TCP, apply(out(3))));
        assertEquals(List.of(3), ports(fixture.receive(1, tcp())));
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
    }

    @Test
    void neverSendsBackUnlessToldSo() {
        fixture.accept(add(0, 5, Match.ANY, apply(out(1), out(2))));
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
        fixture.accept(add(0, 6, Match.ANY, apply(out(PortNumber.IN_PORT))));
        assertEquals(List.of(1), ports(fixture.receive(1, udp())));
    }

    @Test
    void floodsToAllOtherPortsThatAreUp() {
        fixture.accept(add(0, 5, Match.ANY, apply(out(PortNumber.FLOOD))));
        var _ = fixture.device.setLink(new PortNumber(3), false, fixture.now);
        assertEquals(List.of(2, 4), ports(fixture.receive(1, udp())));
    }

    @Test
    void carriesMetadataAndActionSetThroughTheTables() {
        Match marked = Match.builder().masked(MatchField.METADATA, 0x70, 0xf0).build();
        fixture.accept(
                add(
                        0,
                        1,
                        Match.ANY,
                        write(out(2)),
                        new Instruction.WriteMetadata(0x77, 0xff),
                        go(3)));
        fixture.accept(add(3, 1, marked, write(out(4))));
        assertEquals(List.of(4), ports(fixture.receive(1, udp())));
    }

    @Test
    void carriesOutTheActionSetInTheStandardsOrder() {
        fixture.accept(
                add(
                        0,
                        1,
                        Match.builder().ethType(0x0800).build(),
                        write(
                                out(2),
                                new Action.SetField(MatchField.VLAN_VID, 0x1000 | 7),
                                new Action.PushVlan(0x8100),
                                new Action.DecNwTtl())));
        SwitchOutput.Transmit sent = (SwitchOutput.Transmit) fixture.receive(1, udp()).getFirst();
        PacketHeaders headers = sent.packet().headers();
        assertEquals(List.of(Tag.Vlan.of(7)), headers.tags());
        assertEquals(63, headers.visibleIpv4().map(Payload.Ipv4::ttl).orElseThrow());
        assertEquals(headers, Packet.parse(sent.packet().frame()).headers());
    }

    @Test
    void sendsAPacketWithAnInvalidTtlUpInsteadOfOn() {
        fixture.accept(
                add(
                        0,
                        1,
                        Match.builder().ethType(0x0800).build(),
                        apply(new Action.DecNwTtl(), out(2))));
        PacketHeaders old = udp().withPayload(udp().visibleIpv4().orElseThrow().withTtl(1));
        List<SwitchOutput> outputs = fixture.receive(1, old);
        assertEquals(List.of(), ports(outputs));
        PacketIn up = assertInstanceOf(PacketIn.class, toController(outputs).getFirst());
        assertEquals(PacketInReason.INVALID_TTL, up.reason());
    }

    @Test
    void letsAPacketOutRunThroughThePipeline() {
        fixture.accept(add(0, 1, TCP, apply(out(3))));
        PacketOut out = PacketOut.of(0, PortNumber.TABLE, Packet.of(tcp(), Octets.EMPTY).frame());
        assertEquals(List.of(3), ports(fixture.send(out)));
    }

    @Test
    void growsItsRevisionWithEveryChangeOnly() {
        long before = fixture.device.revision();
        fixture.accept(add(0, 1, TCP, apply(out(3))));
        long after = fixture.device.revision();
        assertTrue(after > before);
        var _ = fixture.receive(1, tcp());
        assertEquals(after, fixture.device.revision());
    }
}
