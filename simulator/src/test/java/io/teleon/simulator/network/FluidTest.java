package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.START;
import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.go;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.ForwardingStep.Dropped;
import io.teleon.simulator.network.ForwardingStep.Forwarded;
import io.teleon.simulator.network.ForwardingStep.ToController;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Tag;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Walks and credits: what the fluid world asks of a switch.
class FluidTest {

    private static final PortNumber ONE = new PortNumber(1);

    private final SwitchFixture fixture = new SwitchFixture();

    private ForwardingStep walk(PacketHeaders headers) {
        return fixture.device.walk(ONE, headers);
    }

    private void split(int weightTwo, int weightThree) {
        fixture.accept(
                new GroupMod(
                        0,
                        GroupMod.Command.ADD,
                        GroupType.SELECT,
                        1,
                        List.of(bucket(weightTwo, 2), bucket(weightThree, 3))));
        fixture.accept(add(0, 1, Match.ANY, apply(new Action.Group(1))));
    }

    private static Bucket bucket(int weight, int port) {
        return new Bucket(weight, new PortNumber(port), FlowMod.ANY_GROUP, List.of(out(port)));
    }

    @Test
    void tellsWhereTrafficGoesAndWithWhichHeaders() {
        fixture.accept(
                add(
                        0,
                        1,
                        Match.ANY,
                        apply(
                                new Action.PushVlan(0x8100),
                                new Action.SetField(MatchField.VLAN_VID, 0x1000 | 9),
                                out(2))));
        PacketHeaders tagged = udp().withTags(List.of(Tag.Vlan.of(9)));
        assertEquals(List.of(new Forwarded(new PortNumber(2), tagged, 1)), walk(udp()).outcomes());
    }

    @Test
    void popsALabelThatOnlyHeadersKnow() {
        fixture.accept(
                add(
                        0,
                        1,
                        Match.builder().ethType(0x8847).build(),
                        apply(new Action.PopMpls(0x0800)),
                        go(1)));
        fixture.accept(add(1, 1, Match.builder().ethType(0x0800).build(), apply(out(2))));
        assertEquals(
                List.of(new Forwarded(new PortNumber(2), udp(), 1)),
                walk(udp().pushMpls(0x8847)).outcomes());
    }

    @Test
    void splitsTrafficByTheWeightsOfLiveBuckets() {
        split(1, 3);
        assertEquals(
                List.of(
                        new Forwarded(new PortNumber(2), udp(), 0.25),
                        new Forwarded(new PortNumber(3), udp(), 0.75)),
                walk(udp()).outcomes());
        var _ = fixture.device.setLink(new PortNumber(3), false, START);
        assertEquals(List.of(new Forwarded(new PortNumber(2), udp(), 1)), walk(udp()).outcomes());
    }

    @Test
    void saysWhyTrafficEnds() {
        assertEquals(List.of(new Dropped(DropReason.TABLE_MISS, 1)), walk(udp()).outcomes());
        fixture.accept(add(0, 1, Match.ANY));
        assertEquals(List.of(new Dropped(DropReason.NO_OUTPUT, 1)), walk(udp()).outcomes());
        fixture.accept(add(0, 1, Match.ANY, apply(out(1))));
        assertEquals(List.of(new Dropped(DropReason.INGRESS_PORT, 1)), walk(udp()).outcomes());
        fixture.accept(add(0, 1, Match.ANY, apply(out(2))));
        var _ = fixture.device.setLink(new PortNumber(2), false, START);
        assertEquals(List.of(new Dropped(DropReason.PORT_DOWN, 1)), walk(udp()).outcomes());
        var _ = fixture.device.setLink(ONE, false, START);
        assertEquals(List.of(new Dropped(DropReason.NOT_RECEIVED, 1)), walk(udp()).outcomes());
    }

    @Test
    void tellsOfTrafficThatGoesUp() {
        fixture.accept(
                FlowMod.add(
                        0,
                        new TableId(0),
                        0,
                        Match.ANY,
                        7,
                        List.of(apply(out(PortNumber.CONTROLLER)))));
        assertEquals(
                List.of(
                        new ToController(
                                PacketInReason.NO_MATCH, new TableId(0), 7, 0, 0, udp(), 1)),
                walk(udp()).outcomes());
    }

    @Test
    void hasNoSideEffect() {
        split(1, 3);
        long before = fixture.device.revision();
        var _ = walk(udp());
        assertEquals(before, fixture.device.revision());
        assertEquals(0, groupCounters().packets());
    }

    private MultipartReply.GroupCounters groupCounters() {
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(
                                        new MultipartRequest(
                                                0, new MultipartRequest.GroupStatistics(1)))
                                .getFirst();
        return ((MultipartReply.GroupStatistics) reply.body()).entries().getFirst();
    }

    private MultipartReply.PortCounters port(int number) {
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(
                                        new MultipartRequest(
                                                0,
                                                new MultipartRequest.PortStatistics(
                                                        new PortNumber(number))))
                                .getFirst();
        return ((MultipartReply.PortStatistics) reply.body()).entries().getFirst();
    }

    @Test
    void creditsEverythingThatTrafficPassedByItsShare() {
        split(1, 3);
        ForwardingStep step = walk(udp());
        fixture.device.credit(step, 1000, 500_000, START.plusSeconds(1));
        MultipartReply.GroupCounters group = groupCounters();
        assertEquals(1000, group.packets());
        assertEquals(
                List.of(
                        new MultipartReply.BucketCounters(250, 125_000),
                        new MultipartReply.BucketCounters(750, 375_000)),
                group.buckets());
        assertEquals(1000, port(1).receivedPackets());
        assertEquals(500_000, port(1).receivedBytes());
        assertEquals(0, port(2).sentPackets(), "what a link carries is for the world to say");
        fixture.device.creditSent(new PortNumber(2), 240, 120_000, 10, START.plusSeconds(1));
        assertEquals(240, port(2).sentPackets());
        assertEquals(120_000, port(2).sentBytes());
        assertEquals(10, port(2).sendDropped());
    }

    @Test
    void keepsFractionsUntilTheySumUp() {
        split(1, 3);
        ForwardingStep step = walk(udp());
        for (int i = 1; i <= 1000; i++) {
            fixture.device.credit(step, 0.4, 100.5, START.plusMillis(i));
        }
        assertEquals(400, (double) groupCounters().packets(), 1);
        assertEquals(100_500, (double) groupCounters().bytes(), 1);
    }

    @Test
    void countsAMissAtTheTableAndADropAtThePort() {
        fixture.device.credit(walk(udp()), 5, 500, START);
        fixture.accept(add(0, 1, Match.ANY, apply(out(2))));
        var _ = fixture.device.setLink(new PortNumber(2), false, START);
        fixture.device.credit(walk(udp()), 7, 700, START);
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(new MultipartRequest(0, new MultipartRequest.Tables()))
                                .getFirst();
        assertEquals(
                new MultipartReply.TableEntry(new TableId(0), 1, 12, 7),
                ((MultipartReply.Tables) reply.body()).entries().getFirst());
        assertEquals(7, port(2).sendDropped());
    }

    @Test
    void countsTrafficAtAClosedPortAsDropped() {
        var _ = fixture.device.setLink(ONE, false, START);
        fixture.device.credit(walk(udp()), 5, 500, START);
        assertEquals(5, port(1).receiveDropped());
        assertEquals(0, port(1).receivedPackets());
    }

    @Test
    void aStepOfAnEntryThatIsGoneMayStillBeCredited() {
        fixture.accept(add(0, 1, Match.ANY, apply(out(2))));
        ForwardingStep step = walk(udp());
        fixture.accept(FlowMod.deleteByCookie(0, 0, 0));
        Instant later = START.plusSeconds(1);
        fixture.device.credit(step, 5, 500, later);
        assertEquals(5, port(1).receivedPackets());
    }
}
