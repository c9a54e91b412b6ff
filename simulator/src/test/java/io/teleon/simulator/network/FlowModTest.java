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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.FlowMod.Command;
import io.teleon.controller.openflow.FlowMod.Flag;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemoved;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemovedReason;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Flow-mods and time-outs, OpenFlow 1.3.5 sections 5.5, 6.4 and 7.3.4.1.
class FlowModTest {

    private static final Match IPV4 = Match.builder().ethType(0x0800).build();
    private static final Match TCP =
            Match.builder().ethType(0x0800).exact(MatchField.IP_PROTO, 6).build();

    private final SwitchFixture fixture = new SwitchFixture();

    /// A flow-mod for table 0 with everything that these tests vary.
    private static FlowMod mod(
            Command command,
            int priority,
            Match match,
            long cookie,
            long mask,
            Instruction... what) {
        FlowMod add = FlowMod.add(0, new TableId(0), priority, match, cookie, List.of(what));
        return with(add, command, mask, PortNumber.ANY, FlowMod.ANY_GROUP, Set.of(), 0, 0);
    }

    private static FlowMod with(
            FlowMod base,
            Command command,
            long mask,
            PortNumber outPort,
            int outGroup,
            Set<Flag> flags,
            int idle,
            int hard) {
        return new FlowMod(
                0,
                command,
                base.table(),
                base.priority(),
                base.match(),
                base.cookie(),
                mask,
                Duration.ofSeconds(idle),
                Duration.ofSeconds(hard),
                FlowMod.NO_BUFFER,
                outPort,
                outGroup,
                flags,
                base.instructions());
    }

    private static FlowMod flagged(FlowMod base, Flag... flags) {
        return with(
                base, base.command(), 0, PortNumber.ANY, FlowMod.ANY_GROUP, Set.of(flags), 0, 0);
    }

    private static FlowMod timed(FlowMod base, int idle, int hard, Flag... flags) {
        return with(
                base,
                base.command(),
                0,
                PortNumber.ANY,
                FlowMod.ANY_GROUP,
                Set.of(flags),
                idle,
                hard);
    }

    private List<MultipartReply.FlowEntry> entries() {
        MultipartReply reply =
                (MultipartReply)
                        fixture.replies(new MultipartRequest(0, MultipartRequest.Flows.ALL))
                                .getFirst();
        return ((MultipartReply.Flows) reply.body()).entries();
    }

    private List<Long> cookies() {
        return entries().stream().map(MultipartReply.FlowEntry::cookie).toList();
    }

    private static FlowRemoved removed(List<SwitchOutput> outputs) {
        List<OpenFlowMessage> messages = toController(outputs);
        assertEquals(1, messages.size(), messages.toString());
        return (FlowRemoved) messages.getFirst();
    }

    @Test
    void addReplacesTheEntryOfTheSameMatchAndPrioritySilentlyAndKeepsItsCounts() {
        fixture.accept(flagged(add(0, 5, IPV4, apply(out(2))), Flag.SEND_FLOW_REM));
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
        fixture.accept(flagged(add(0, 5, IPV4, apply(out(3))), Flag.SEND_FLOW_REM));
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        assertEquals(2, entries().getFirst().packets());
        assertEquals(1, entries().size());
    }

    @Test
    void addClearsTheCountsOfWhatItReplacesWhenToldTo() {
        fixture.accept(add(0, 5, IPV4, apply(out(2))));
        var _ = fixture.receive(1, udp());
        fixture.accept(flagged(add(0, 5, IPV4, apply(out(3))), Flag.RESET_COUNTS));
        assertEquals(0, entries().getFirst().packets());
    }

    @Test
    void modifyChangesTheInstructionsOfAllEntriesWithinItsMatchAndNothingElse() {
        fixture.accept(mod(Command.ADD, 5, IPV4, 1, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 6, TCP, 2, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 4, Match.ANY, 3, 0, apply(out(4))));
        var _ = fixture.receive(1, tcp());
        fixture.accept(mod(Command.MODIFY, 9, IPV4, 77, 0, apply(out(3))));
        assertEquals(List.of(3), ports(fixture.receive(1, tcp())));
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
        assertEquals(List.of(2L, 1L, 3L), cookies());
        assertEquals(2, entries().getFirst().packets());
        assertEquals(List.of(apply(out(4))), entries().getLast().instructions());
    }

    @Test
    void modifyStrictMeansOneMatchAndPriority() {
        fixture.accept(mod(Command.ADD, 5, IPV4, 1, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 6, TCP, 2, 0, apply(out(2))));
        fixture.accept(mod(Command.MODIFY_STRICT, 5, IPV4, 0, 0, apply(out(3))));
        fixture.accept(mod(Command.MODIFY_STRICT, 5, TCP, 0, 0, apply(out(4))));
        assertEquals(List.of(2), ports(fixture.receive(1, tcp())));
        assertEquals(List.of(3), ports(fixture.receive(1, udp())));
    }

    @Test
    void modifyMeansOnlyEntriesWithTheCookieUnderTheMask() {
        fixture.accept(mod(Command.ADD, 5, IPV4, 0x11, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 6, TCP, 0x21, 0, apply(out(2))));
        fixture.accept(mod(Command.MODIFY, 0, Match.ANY, 0x20, 0xf0, apply(out(3))));
        assertEquals(List.of(3), ports(fixture.receive(1, tcp())));
        assertEquals(List.of(2), ports(fixture.receive(1, udp())));
    }

    @Test
    void modifyOfNothingIsNoErrorAndAddsNothing() {
        long before = fixture.device.revision();
        fixture.accept(mod(Command.MODIFY, 5, IPV4, 0, 0, apply(out(2))));
        fixture.accept(mod(Command.MODIFY_STRICT, 5, IPV4, 0, 0, apply(out(2))));
        fixture.accept(mod(Command.DELETE, 5, IPV4, 0, 0));
        assertEquals(List.of(), entries());
        assertEquals(before, fixture.device.revision());
    }

    @Test
    void modifyClearsCountsWhenToldTo() {
        fixture.accept(add(0, 5, IPV4, apply(out(2))));
        var _ = fixture.receive(1, udp());
        fixture.accept(
                flagged(mod(Command.MODIFY, 0, IPV4, 0, 0, apply(out(3))), Flag.RESET_COUNTS));
        assertEquals(0, entries().getFirst().packets());
    }

    @Test
    void deleteTakesEntriesWithinItsMatchInAllTablesOrOne() {
        fixture.accept(add(0, 5, IPV4, apply(out(2)), go(1)));
        fixture.accept(add(0, 6, TCP, apply(out(2))));
        fixture.accept(add(1, 7, TCP, apply(out(2))));
        fixture.accept(add(1, 8, Match.ANY, apply(out(2))));
        fixture.accept(mod(Command.DELETE, 0, TCP, 0, 0));
        assertEquals(
                List.of(5, 8, 7),
                entries().stream().map(MultipartReply.FlowEntry::priority).toList());
        fixture.accept(FlowMod.deleteByCookie(0, 0, 0));
        assertEquals(List.of(), entries());
    }

    @Test
    void deleteStrictMeansOneMatchAndPriority() {
        fixture.accept(mod(Command.ADD, 5, IPV4, 1, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 6, IPV4, 2, 0, apply(out(2))));
        fixture.accept(mod(Command.DELETE_STRICT, 5, IPV4, 0, 0));
        assertEquals(List.of(2L), cookies());
        fixture.accept(mod(Command.DELETE_STRICT, 6, IPV4, 3, -1));
        assertEquals(List.of(2L), cookies(), "another cookie was demanded");
    }

    @Test
    void deleteMayDemandAnOutputPort() {
        fixture.accept(mod(Command.ADD, 5, IPV4, 1, 0, apply(out(2))));
        fixture.accept(mod(Command.ADD, 6, TCP, 2, 0, write(out(3))));
        FlowMod all = mod(Command.DELETE, 0, Match.ANY, 0, 0);
        fixture.accept(
                with(all, all.command(), 0, new PortNumber(3), FlowMod.ANY_GROUP, Set.of(), 0, 0));
        assertEquals(List.of(1L), cookies());
    }

    @Test
    void deleteTellsOfEntriesThatAskedForItWithTheirCounts() {
        fixture.accept(flagged(mod(Command.ADD, 5, IPV4, 9, 0, apply(out(2))), Flag.SEND_FLOW_REM));
        fixture.accept(mod(Command.ADD, 6, TCP, 8, 0, apply(out(2))));
        var _ = fixture.receive(1, udp());
        fixture.now = fixture.now.plusMillis(2500);
        FlowRemoved told = removed(fixture.send(mod(Command.DELETE, 0, Match.ANY, 0, 0)));
        assertEquals(9, told.cookie());
        assertEquals(5, told.priority());
        assertEquals(IPV4, told.match());
        assertEquals(FlowRemovedReason.DELETE, told.reason());
        assertEquals(1, told.packets());
        assertEquals(42, told.bytes());
        assertEquals(Duration.ofMillis(2500), told.duration());
    }

    @Test
    void refusesAnOverlapWhenToldToLook() {
        fixture.accept(add(0, 5, TCP, apply(out(2))));
        ErrorCode overlap = ErrorCode.of(ErrorCode.Type.FLOW_MOD_FAILED, "OVERLAP");
        FlowMod wide = flagged(add(0, 5, IPV4, apply(out(3))), Flag.CHECK_OVERLAP);
        assertEquals(overlap, fixture.refusal(wide));
        fixture.accept(flagged(add(0, 6, IPV4, apply(out(3))), Flag.CHECK_OVERLAP));
        Match arp = Match.builder().ethType(0x0806).build();
        fixture.accept(flagged(add(0, 5, arp, apply(out(3))), Flag.CHECK_OVERLAP));
    }

    @Test
    void refusesOneEntryMoreThanTheTableHoldsButReplacesInAFullOne() {
        SwitchFixture small =
                new SwitchFixture(SwitchSettings.of(new DatapathId(1)).withMaxEntries(2));
        small.accept(add(0, 1, IPV4, apply(out(2))));
        small.accept(add(0, 2, IPV4, apply(out(2))));
        assertEquals(
                ErrorCode.of(ErrorCode.Type.FLOW_MOD_FAILED, "TABLE_FULL"),
                small.refusal(add(0, 3, IPV4, apply(out(2)))));
        small.accept(add(0, 2, IPV4, apply(out(3))));
        small.accept(add(1, 3, IPV4, apply(out(2))));
    }

    @Test
    void countsNothingWhenToldNotTo() {
        fixture.accept(
                flagged(add(0, 5, IPV4, apply(out(2))), Flag.NO_PKT_COUNTS, Flag.NO_BYT_COUNTS));
        var _ = fixture.receive(1, udp());
        assertEquals(-1, entries().getFirst().packets());
        assertEquals(-1, entries().getFirst().bytes());
    }

    @Test
    void endsAnEntryWhenItsHardTimeIsOver() {
        fixture.accept(timed(add(0, 5, IPV4, apply(out(2))), 0, 10, Flag.SEND_FLOW_REM));
        Instant end = SwitchFixture.START.plusSeconds(10);
        assertEquals(Optional.of(end), fixture.device.nextDeadline());
        assertEquals(List.of(), fixture.device.advance(end.minusNanos(1)));
        FlowRemoved told = removed(fixture.device.advance(end));
        assertEquals(FlowRemovedReason.HARD_TIMEOUT, told.reason());
        assertEquals(Duration.ofSeconds(10), told.hardTimeout());
        assertEquals(List.of(), entries());
        assertEquals(Optional.empty(), fixture.device.nextDeadline());
    }

    @Test
    void keepsAnEntryInUseAndEndsItWhenIdle() {
        fixture.accept(timed(add(0, 5, IPV4, apply(out(2))), 10, 0, Flag.SEND_FLOW_REM));
        fixture.now = SwitchFixture.START.plusSeconds(7);
        var _ = fixture.receive(1, udp());
        assertEquals(List.of(), fixture.device.advance(SwitchFixture.START.plusSeconds(10)));
        Instant end = SwitchFixture.START.plusSeconds(17);
        assertEquals(Optional.of(end), fixture.device.nextDeadline());
        FlowRemoved told = removed(fixture.device.advance(end));
        assertEquals(FlowRemovedReason.IDLE_TIMEOUT, told.reason());
        assertEquals(1, told.packets());
    }

    @Test
    void fluidTrafficKeepsAnEntryInUseToo() {
        fixture.accept(timed(add(0, 5, IPV4, apply(out(2))), 10, 0));
        ForwardingStep step = fixture.device.walk(new PortNumber(1), udp());
        fixture.device.credit(step, 0.5, 50, SwitchFixture.START.plusSeconds(6));
        assertEquals(List.of(), fixture.device.advance(SwitchFixture.START.plusSeconds(10)));
        assertEquals(1, entries().size());
    }

    @Test
    void aReplacedOrDeletedEntryNeverTimesOut() {
        fixture.accept(timed(add(0, 5, IPV4, apply(out(2))), 0, 10));
        fixture.accept(add(0, 5, IPV4, apply(out(2))));
        assertEquals(Optional.empty(), fixture.device.nextDeadline());
        fixture.accept(timed(add(0, 6, IPV4, apply(out(2))), 5, 10));
        fixture.accept(mod(Command.DELETE, 0, Match.ANY, 0, 0));
        assertEquals(Optional.empty(), fixture.device.nextDeadline());
    }

    @Test
    void endsEntriesInTheOrderOfTheirDeadlines() {
        fixture.accept(timed(mod(Command.ADD, 5, IPV4, 1, 0), 0, 10, Flag.SEND_FLOW_REM));
        fixture.accept(timed(mod(Command.ADD, 6, IPV4, 2, 0), 0, 5, Flag.SEND_FLOW_REM));
        fixture.accept(timed(mod(Command.ADD, 7, IPV4, 3, 0), 5, 0, Flag.SEND_FLOW_REM));
        List<OpenFlowMessage> told =
                toController(fixture.device.advance(SwitchFixture.START.plusSeconds(60)));
        assertEquals(
                List.of(2L, 3L, 1L),
                told.stream().map(message -> ((FlowRemoved) message).cookie()).toList());
    }

    @Test
    void growsTheRevisionWhenTimeEndsAnEntry() {
        fixture.accept(timed(add(0, 5, IPV4, apply(out(2))), 0, 10));
        long before = fixture.device.revision();
        var _ = fixture.device.advance(SwitchFixture.START.plusSeconds(9));
        assertEquals(before, fixture.device.revision());
        var _ = fixture.device.advance(SwitchFixture.START.plusSeconds(10));
        assertTrue(fixture.device.revision() > before);
    }
}
