package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MeterMod.Band;
import io.teleon.controller.openflow.MeterMod.Flag;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Meters, OpenFlow 1.3.5 sections 5.7 and 6.6.
class MeterTest {

    private final SwitchFixture fixture = new SwitchFixture();

    private void meter(Set<Flag> flags, Band... bands) {
        fixture.accept(new MeterMod(0, MeterMod.Command.ADD, flags, 1, List.of(bands)));
        fixture.accept(add(0, 1, Match.ANY, new Instruction.Meter(1), apply(out(2))));
    }

    /// How many of these packets of 1000 bytes pass when one comes every `gap`.
    private int passed(int packets, Duration gap) {
        Packet packet = Packet.of(udp(), Octets.of(new byte[958]));
        assertEquals(1000, packet.length());
        int passed = 0;
        for (int i = 0; i < packets; i++) {
            passed += fixture.device.receive(new PortNumber(1), packet, fixture.now).size();
            fixture.now = fixture.now.plus(gap);
        }
        return passed;
    }

    @Test
    void aDropBandHoldsTheRateInKilobits() {
        meter(Set.of(Flag.KBPS, Flag.BURST), new Band.Drop(800, 80));
        // 800 kbit/s are 100 such packets a second, and 80 kbit of burst are 10 of them.
        assertEquals(10 + 199, passed(1000, Duration.ofMillis(2)), 1);
    }

    @Test
    void aDropBandHoldsTheRateInPackets() {
        meter(Set.of(Flag.PKTPS, Flag.BURST), new Band.Drop(50, 5));
        assertEquals(5 + 49, passed(1000, Duration.ofMillis(1)), 1);
    }

    @Test
    void lessThanTheRatePassesWhole() {
        meter(Set.of(Flag.KBPS, Flag.BURST), new Band.Drop(800, 80));
        assertEquals(500, passed(500, Duration.ofMillis(11)));
    }

    @Test
    void withoutABurstSizeOneSecondMayComeAtOnce() {
        meter(Set.of(Flag.PKTPS), new Band.Drop(50, 0));
        assertEquals(50, passed(80, Duration.ZERO));
    }

    @Test
    void theHighestExceededBandActs() {
        meter(
                Set.of(Flag.PKTPS, Flag.BURST),
                new Band.DscpRemark(10, 1, 1),
                new Band.Drop(1000, 3));
        Packet assured = Packet.of(withDscp(0b001010), Octets.EMPTY);
        List<Integer> seen =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                fixture.device.receive(new PortNumber(1), assured, fixture.now))
                        .map(outputs -> outputs.isEmpty() ? -1 : dscp(outputs.getFirst()))
                        .toList();
        assertEquals(List.of(0b001010, 0b001100, 0b001100, -1), seen);
    }

    private static PacketHeaders withDscp(int dscp) {
        return udp().withPayload(udp().visibleIpv4().orElseThrow().withDscp(dscp));
    }

    private static int dscp(SwitchOutput output) {
        return ((SwitchOutput.Transmit) output)
                .packet()
                .headers()
                .visibleIpv4()
                .map(Payload.Ipv4::dscp)
                .orElseThrow();
    }

    @Test
    void remarkingStopsAtTheHighestPrecedenceAndSparesOtherClasses() {
        meter(Set.of(Flag.PKTPS, Flag.BURST), new Band.DscpRemark(1, 1, 2));
        var _ = passed(1, Duration.ZERO);
        for (int[] pair :
                new int[][] {
                    {0b001010, 0b001110},
                    {0b001100, 0b001110},
                    {46, 46},
                    {0, 0},
                    {0b001000, 0b001000}
                }) {
            Packet packet = Packet.of(withDscp(pair[0]), Octets.EMPTY);
            SwitchOutput sent =
                    fixture.device.receive(new PortNumber(1), packet, fixture.now).getFirst();
            assertEquals(pair[1], dscp(sent));
        }
    }

    @Test
    void countsWhatItMeasuresAndWhatItsBandsDrop() {
        meter(Set.of(Flag.PKTPS, Flag.BURST), new Band.Drop(1, 2));
        assertEquals(2, passed(5, Duration.ZERO));
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(
                                        new MultipartRequest(
                                                0, new MultipartRequest.MeterStatistics(1)))
                                .getFirst();
        MultipartReply.MeterCounters counters =
                ((MultipartReply.MeterStatistics) reply.body()).entries().getFirst();
        assertEquals(5, counters.packets());
        assertEquals(5000, counters.bytes());
        assertEquals(1, counters.flows());
        assertEquals(List.of(new MultipartReply.BandCounters(3, 3000)), counters.bands());
    }

    @Test
    void aWalkPassesEveryMeterAndNamesIt() {
        meter(Set.of(Flag.PKTPS, Flag.BURST), new Band.Drop(1, 1));
        for (int i = 0; i < 5; i++) {
            ForwardingStep step = fixture.device.walk(new PortNumber(1), udp());
            assertEquals(
                    List.of(new ForwardingStep.Forwarded(new PortNumber(2), udp(), 1)),
                    step.outcomes());
            MeterEntry hit = (MeterEntry) step.hits().get(1).target();
            assertEquals(1, hit.id());
            assertEquals(List.of(new Band.Drop(1, 1)), hit.bands());
        }
    }

    @Test
    void deletingAMeterTakesItsEntriesAlong() {
        meter(Set.of(Flag.PKTPS), new Band.Drop(1, 0));
        fixture.accept(add(0, 2, Match.builder().ethType(0x0806).build(), apply(out(2))));
        fixture.accept(new MeterMod(0, MeterMod.Command.DELETE, Set.of(), 1, List.of()));
        assertEquals(1, fixture.device.tables().getFirst().entries().size());
        fixture.accept(new MeterMod(0, MeterMod.Command.DELETE, Set.of(), 1, List.of()));
    }

    @Test
    void modifyingAMeterGivesItNewBands() {
        meter(Set.of(Flag.PKTPS, Flag.BURST), new Band.Drop(1, 1));
        fixture.accept(
                new MeterMod(
                        0,
                        MeterMod.Command.MODIFY,
                        Set.of(Flag.PKTPS, Flag.BURST),
                        1,
                        List.of(new Band.Drop(1, 4))));
        assertEquals(4, passed(9, Duration.ZERO));
        assertEquals(List.of(new Band.Drop(1, 4)), fixture.device.meters().getFirst().bands());
    }
}
