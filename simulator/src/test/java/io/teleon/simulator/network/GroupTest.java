package io.teleon.simulator.network;

import static io.teleon.simulator.network.SwitchFixture.add;
import static io.teleon.simulator.network.SwitchFixture.apply;
import static io.teleon.simulator.network.SwitchFixture.out;
import static io.teleon.simulator.network.SwitchFixture.ports;
import static io.teleon.simulator.network.SwitchFixture.toController;
import static io.teleon.simulator.network.SwitchFixture.udp;
import static io.teleon.simulator.network.SwitchFixture.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemoved;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemovedReason;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.EtherType;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Groups, OpenFlow 1.3.5 sections 5.6 and 6.5.
class GroupTest {

    private final SwitchFixture fixture = new SwitchFixture();

    private static Bucket bucket(int weight, int watchPort, Action... actions) {
        PortNumber watched = watchPort == 0 ? PortNumber.ANY : new PortNumber(watchPort);
        return new Bucket(weight, watched, FlowMod.ANY_GROUP, List.of(actions));
    }

    private static GroupMod group(GroupType type, int id, Bucket... buckets) {
        return new GroupMod(0, GroupMod.Command.ADD, type, id, List.of(buckets));
    }

    private void toGroup(int id) {
        fixture.accept(add(0, 1, Match.ANY, apply(new Action.Group(id))));
    }

    private void link(int port, boolean up) {
        var _ = fixture.device.setLink(new PortNumber(port), up, fixture.now);
    }

    private static PacketHeaders flow(int index) {
        return udp().withPayload(
                        SwitchFixture.ip(EtherType.UDP, new Transport.Ports(index, 80))
                                .withSource(new Ipv4Address(0x0a000000 + index * 7)));
    }

    @Test
    void allSendsACopyThroughEveryBucketAndDropsTheOneThatGoesBack() {
        fixture.accept(
                group(
                        GroupType.ALL,
                        1,
                        bucket(0, 0, out(1)),
                        bucket(0, 0, out(2)),
                        bucket(0, 0, out(3))));
        toGroup(1);
        assertEquals(List.of(2, 3), ports(fixture.receive(1, udp())));
    }

    @Test
    void aBucketChangesItsOwnCopyOnly() {
        Action rewrite = new Action.SetField(MatchField.ETH_DST, 7);
        fixture.accept(
                group(GroupType.ALL, 1, bucket(0, 0, rewrite, out(2)), bucket(0, 0, out(3))));
        fixture.accept(add(0, 1, Match.ANY, apply(new Action.Group(1), out(4))));
        List<Long> destinations =
                fixture.receive(1, udp()).stream()
                        .map(sent ->
                                ((SwitchOutput.Transmit) sent)
                                        .packet()
                                        .headers()
                                        .destination()
                                        .value())
                        .toList();
        long unchanged = udp().destination().value();
        assertEquals(List.of(7L, unchanged, unchanged), destinations);
    }

    @Test
    void aBucketIsAnActionSet() {
        fixture.accept(
                group(
                        GroupType.INDIRECT,
                        1,
                        bucket(0, 0, out(2), new Action.SetField(MatchField.ETH_DST, 7), out(3))));
        toGroup(1);
        SwitchOutput.Transmit sent = (SwitchOutput.Transmit) fixture.receive(1, udp()).getFirst();
        assertEquals(new PortNumber(3), sent.port());
        assertEquals(7, sent.packet().headers().destination().value());
    }

    @Test
    void theGroupOfAnActionSetOutranksItsOutput() {
        fixture.accept(group(GroupType.INDIRECT, 1, bucket(0, 0, out(2))));
        fixture.accept(add(0, 1, Match.ANY, write(out(3), new Action.Group(1), out(4))));
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
    }

    @Test
    void fastFailoverTakesTheFirstLiveBucketWithoutAnyMessage() {
        fixture.accept(
                group(GroupType.FAST_FAILOVER, 1, bucket(0, 2, out(2)), bucket(0, 3, out(3))));
        toGroup(1);
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
        link(2, false);
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        link(3, false);
        assertEquals(List.of(), fixture.receive(1, udp()));
        link(2, true);
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
    }

    @Test
    void aBucketMayWatchAGroup() {
        fixture.accept(
                group(GroupType.FAST_FAILOVER, 1, bucket(0, 2, out(2)), bucket(0, 3, out(3))));
        Bucket watching = new Bucket(0, PortNumber.ANY, 1, List.of(new Action.Group(1)));
        fixture.accept(group(GroupType.FAST_FAILOVER, 2, watching, bucket(0, 4, out(4))));
        toGroup(2);
        link(2, false);
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        link(3, false);
        assertEquals(List.of(4), ports(fixture.receive(1, udp())));
    }

    @Test
    void selectKeepsAFlowOnOneBucketAndSpreadsFlowsByWeight() {
        fixture.accept(
                group(
                        GroupType.SELECT,
                        1,
                        bucket(1, 0, out(2)),
                        bucket(3, 0, out(3)),
                        bucket(0, 0, out(4))));
        toGroup(1);
        int[] counts = new int[5];
        for (int i = 1; i <= 4000; i++) {
            List<Integer> chosen = ports(fixture.receive(1, flow(i)));
            assertEquals(chosen, ports(fixture.receive(1, flow(i))));
            counts[chosen.getFirst()]++;
        }
        assertEquals(0, counts[4]);
        assertEquals(1000, counts[2], 120);
        assertEquals(3000, counts[3], 120);
    }

    @Test
    void selectMovesOnlyTheFlowsOfADeadBucket() {
        fixture.accept(
                group(
                        GroupType.SELECT,
                        1,
                        bucket(1, 2, out(2)),
                        bucket(1, 3, out(3)),
                        bucket(1, 4, out(4))));
        toGroup(1);
        List<Integer> before = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            before.addAll(ports(fixture.receive(1, flow(i))));
        }
        link(3, false);
        for (int i = 1; i <= 300; i++) {
            int now = ports(fixture.receive(1, flow(i))).getFirst();
            int was = before.get(i - 1);
            assertTrue(
                    was == 3 ? now != 3 : now == was,
                    "flow " + i + " went from " + was + " to " + now);
        }
    }

    @Test
    void selectWithoutALiveBucketDrops() {
        fixture.accept(group(GroupType.SELECT, 1, bucket(1, 2, out(2))));
        toGroup(1);
        link(2, false);
        assertEquals(List.of(), fixture.receive(1, udp()));
        assertEquals(
                List.of(new ForwardingStep.Dropped(DropReason.NO_LIVE_BUCKET, 1)),
                fixture.device.walk(new PortNumber(1), udp()).outcomes());
    }

    @Test
    void groupsMayBeChained() {
        fixture.accept(group(GroupType.INDIRECT, 1, bucket(0, 0, out(2))));
        fixture.accept(
                group(GroupType.ALL, 2, bucket(0, 0, new Action.Group(1)), bucket(0, 0, out(3))));
        toGroup(2);
        assertEquals(List.of(2, 3), ports(fixture.receive(1, udp())));
    }

    @Test
    void modifyChangesTypeAndBucketsAndClearsTheBucketsCountsOnly() {
        fixture.accept(group(GroupType.INDIRECT, 1, bucket(0, 0, out(2))));
        toGroup(1);
        var _ = fixture.receive(1, udp());
        fixture.accept(
                new GroupMod(
                        0,
                        GroupMod.Command.MODIFY,
                        GroupType.ALL,
                        1,
                        List.of(bucket(0, 0, out(3)), bucket(0, 0, out(4)))));
        assertEquals(1, counters().packets());
        assertEquals(0, counters().buckets().getFirst().packets());
        assertEquals(List.of(3, 4), ports(fixture.receive(1, udp())));
        assertEquals(2, counters().packets());
        assertEquals(new MultipartReply.BucketCounters(1, 42), counters().buckets().getLast());
        assertEquals(1, counters().references());
    }

    private MultipartReply.GroupCounters counters() {
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(
                                        new MultipartRequest(
                                                0, new MultipartRequest.GroupStatistics(1)))
                                .getFirst();
        return ((MultipartReply.GroupStatistics) reply.body()).entries().getFirst();
    }

    @Test
    void deletingAGroupTakesTheEntriesThatLeanOnItAlong() {
        fixture.accept(group(GroupType.INDIRECT, 1, bucket(0, 0, out(2))));
        FlowMod entry = add(0, 1, Match.ANY, write(new Action.Group(1)));
        fixture.accept(
                new FlowMod(
                        0,
                        entry.command(),
                        entry.table(),
                        1,
                        Match.ANY,
                        5,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        FlowMod.NO_BUFFER,
                        PortNumber.ANY,
                        FlowMod.ANY_GROUP,
                        Set.of(FlowMod.Flag.SEND_FLOW_REM),
                        entry.instructions()));
        fixture.accept(add(0, 2, Match.builder().ethType(0x0806).build(), apply(out(2))));
        List<OpenFlowMessage> told =
                toController(
                        fixture.send(
                                new GroupMod(
                                        0, GroupMod.Command.DELETE, GroupType.ALL, 1, List.of())));
        FlowRemoved removed = (FlowRemoved) told.getFirst();
        assertEquals(FlowRemovedReason.GROUP_DELETE, removed.reason());
        assertEquals(5, removed.cookie());
        assertEquals(1, fixture.device.tables().getFirst().entries().size());
        assertEquals(List.of(), fixture.device.groups());
    }

    @Test
    void deletingAllGroupsNeverMindsChains() {
        fixture.accept(group(GroupType.INDIRECT, 1, bucket(0, 0, out(2))));
        fixture.accept(group(GroupType.INDIRECT, 2, bucket(0, 0, new Action.Group(1))));
        toGroup(2);
        fixture.accept(
                new GroupMod(
                        0, GroupMod.Command.DELETE, GroupType.ALL, GroupMod.ALL_GROUPS, List.of()));
        assertEquals(List.of(), fixture.device.groups());
        assertEquals(List.of(), fixture.device.tables().getFirst().entries());
    }

    @Test
    void deletingAGroupThatIsNotThereIsNoError() {
        fixture.accept(new GroupMod(0, GroupMod.Command.DELETE, GroupType.ALL, 9, List.of()));
    }
}
