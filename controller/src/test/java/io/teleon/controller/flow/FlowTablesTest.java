package io.teleon.controller.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartReply.MeterEntry;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.BarrierRequest;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowTablesTest {

    private static final DatapathId SWITCH = new DatapathId(7);
    private static final Instant NOW = Instant.EPOCH;
    private static final Confirmation DONE = new Confirmation.TunnelWritten(1);

    private final RecordingWire wire = new RecordingWire();
    private final FlowTables tables = new FlowTables(wire);
    private OptionalInt metersXid = OptionalInt.empty();

    @BeforeEach
    void connect() {
        tables.connected(SWITCH, NOW);
    }

    @Test
    void writesNothingToAFreshSwitchBeforeItIsRead() {
        tables.flush(NOW);
        List<OpenFlowMessage> sent = wire.drain();
        assertEquals(2, sent.size());
        sent.forEach(message -> assertInstanceOf(MultipartRequest.class, message));
    }

    @Test
    void addsOnlyWhatIsMissingAndDeletesWhatNobodyAnswersFor() {
        List<FlowEntry> held = new ArrayList<>(entries(Pipeline.baseRules(SWITCH)));
        held.removeLast();
        held.add(entry(transit(1, 99, 9, 2)));
        TableDiff diff = answer(readXid(), held).orElseThrow().diff();
        assertEquals(1, diff.missing().size());
        assertEquals(1, diff.excess().size());
        assertEquals(0, diff.misconfigured().size());
        List<FlowMod> mods = mods();
        assertEquals(FlowMod.Command.DELETE_STRICT, mods.get(0).command());
        assertEquals(FlowMod.Command.ADD, mods.get(1).command());
        assertEquals(2, mods.size());
    }

    @Test
    void leavesRightRulesUntouchedOnReconnect() {
        synchronise();
        tables.disconnected(SWITCH);
        tables.connected(SWITCH, NOW);
        answer(readXid(), entries(Pipeline.baseRules(SWITCH)));
        assertEquals(List.of(), mods());
    }

    @Test
    void writesAgainWhatHasOtherInstructions() {
        synchronise();
        FlowRule rule = transit(1, 10, 3, 2);
        tables.put(rule);
        tables.flush(NOW);
        wire.drain();
        tables.read(SWITCH, NOW);
        List<FlowEntry> held = new ArrayList<>(entries(Pipeline.baseRules(SWITCH)));
        held.add(entry(transit(1, 10, 3, 5)));
        TableDiff diff = answer(readXid(), held).orElseThrow().diff();
        assertEquals(List.of(rule), diff.misconfigured());
    }

    @Test
    void neverJudgesARuleWrittenAfterTheReadingWasAskedFor() {
        synchronise();
        tables.read(SWITCH, NOW);
        int xid = readXid();
        tables.put(transit(1, 10, 3, 2));
        tables.flush(NOW);
        wire.drain();
        TableDiff diff = answer(xid, entries(Pipeline.baseRules(SWITCH))).orElseThrow().diff();
        assertTrue(diff.isEmpty());
        assertEquals(List.of(), mods());
    }

    @Test
    void confirmsOnlyWhenTheBarrierIsAnswered() {
        synchronise();
        tables.put(transit(1, 10, 3, 2));
        tables.await(DONE, List.of(SWITCH));
        tables.flush(NOW);
        assertEquals(List.of(), tables.drainConfirmed());
        tables.barrierAnswered(SWITCH, barrierXid());
        assertEquals(List.of(DONE), tables.drainConfirmed());
    }

    @Test
    void isNotFooledByABarrierOfANewConnection() {
        synchronise();
        tables.put(transit(1, 10, 3, 2));
        tables.await(DONE, List.of(SWITCH));
        tables.flush(NOW);
        wire.drain();
        tables.disconnected(SWITCH);

        tables.connected(SWITCH, NOW);
        int read = readXid();
        tables.put(transit(2, 11, 3, 2));
        tables.flush(NOW);
        tables.barrierAnswered(SWITCH, barrierXid());
        assertEquals(List.of(), tables.drainConfirmed(), "the first rule was lost on the way");

        answer(read, entries(Pipeline.baseRules(SWITCH)));
        tables.barrierAnswered(SWITCH, barrierXid());
        assertEquals(List.of(DONE), tables.drainConfirmed());
    }

    @Test
    void deletesNothingWhereASwitchCannotBeRead() {
        tables.flush(NOW);
        wire.drain();
        assertTrue(tables.unreadable(SWITCH, NOW));
        List<FlowMod> mods = mods();
        assertEquals(Pipeline.baseRules(SWITCH).size(), mods.size());
        assertTrue(mods.stream().allMatch(mod -> mod.command() == FlowMod.Command.ADD));
    }

    @Test
    void removesByNameWhatWasRemovedWhileTheSwitchWasAway() {
        synchronise();
        FlowRule rule = transit(1, 10, 3, 2);
        tables.put(rule);
        tables.flush(NOW);
        tables.barrierAnswered(SWITCH, barrierXid());
        tables.disconnected(SWITCH);
        tables.remove(rule);
        tables.flush(NOW);
        tables.connected(SWITCH, NOW);
        wire.drain();
        tables.unreadable(SWITCH, NOW);
        assertEquals(
                List.of(rule.key().match()),
                mods().stream()
                        .filter(mod -> mod.command() == FlowMod.Command.DELETE_STRICT)
                        .map(FlowMod::match)
                        .toList());
    }

    @Test
    void namesTheRuleASwitchRefused() {
        synchronise();
        FlowRule rule = transit(1, 10, 3, 2);
        tables.put(rule);
        tables.flush(NOW);
        int xid =
                wire.drain().stream()
                        .filter(FlowMod.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .xid();
        assertEquals(Optional.of(rule), tables.refused(SWITCH, xid));
        assertEquals(Optional.empty(), tables.refused(SWITCH, xid));
    }

    @Test
    void refusesToWriteARuleThatDoesNotFitThePipeline() {
        FlowRule stray =
                new FlowRule(
                        SWITCH,
                        new FlowKey(new TableId(9), 1, Match.ANY),
                        List.of(),
                        Cookie.ofTunnel(1));
        assertThrows(IllegalStateException.class, () -> tables.put(stray));
    }

    @Test
    void sendsAMeterBeforeItsRuleAndTakesItAwayBehindIt() {
        synchronise();
        tables.put(metered(4));
        tables.putMeter(new MeterRule(SWITCH, 4, 1000));
        tables.flush(NOW);
        assertEquals(List.of("ADD 4", "barrier", "rule", "barrier"), kinds());
        tables.remove(metered(4));
        tables.removeMeter(new MeterRule(SWITCH, 4, 1000));
        tables.flush(NOW);
        assertEquals(List.of("rule", "barrier", "DELETE 4", "barrier"), kinds());
    }

    @Test
    void changesAMeterItWroteRatherThanAddItAgain() {
        synchronise();
        tables.putMeter(new MeterRule(SWITCH, 4, 1000));
        tables.flush(NOW);
        tables.putMeter(new MeterRule(SWITCH, 4, 2000));
        tables.flush(NOW);
        assertEquals(List.of("ADD 4", "barrier", "MODIFY 4", "barrier"), kinds());
    }

    @Test
    void mendsMetersOnReconnect() {
        synchronise();
        tables.put(metered(4));
        tables.putMeter(new MeterRule(SWITCH, 4, 1000));
        tables.putMeter(new MeterRule(SWITCH, 5, 1000));
        tables.putMeter(new MeterRule(SWITCH, 6, 1000));
        tables.flush(NOW);
        tables.disconnected(SWITCH);
        wire.drain();
        tables.connected(SWITCH, NOW);
        List<FlowEntry> held = new ArrayList<>(entries(Pipeline.baseRules(SWITCH)));
        held.add(entry(metered(4)));
        TableComparison found =
                answer(readXid(), held, List.of(meter(4, 1000), meter(5, 7), meter(9, 1000)))
                        .orElseThrow();
        assertEquals(List.of(9), found.meters().excess());
        assertEquals(List.of("ADD 6", "MODIFY 5", "barrier", "DELETE 9", "barrier"), kinds());
    }

    @Test
    void aSwitchWithoutMetersIsReadAllTheSame() {
        int xid = readXid();
        assertTrue(tables.isReadingMeters(SWITCH, metersXid.orElseThrow()));
        assertEquals(Optional.empty(), tables.withoutMeters(SWITCH, NOW));
        metersXid = OptionalInt.empty();
        assertTrue(answer(xid, entries(Pipeline.baseRules(SWITCH))).isPresent());
        assertTrue(tables.isSynchronised(SWITCH));
    }

    @Test
    void namesTheMeterASwitchRefused() {
        synchronise();
        MeterRule meter = new MeterRule(SWITCH, 4, 1000);
        tables.putMeter(meter);
        tables.flush(NOW);
        int xid = meterMods().getFirst().xid();
        ErrorCode full = ErrorCode.of(ErrorCode.Type.METER_MOD_FAILED, "OUT_OF_METERS");
        assertEquals(
                new MeterRefusal.Final(Optional.of(meter)),
                tables.refusedMeter(SWITCH, xid, full, NOW));
        assertEquals(new MeterRefusal.NotOurs(), tables.refusedMeter(SWITCH, xid, full, NOW));
    }

    @Test
    void changesAMeterThatTheSwitchTurnsOutToHave() {
        synchronise();
        tables.putMeter(new MeterRule(SWITCH, 4, 1000));
        tables.flush(NOW);
        int xid = meterMods().getFirst().xid();
        ErrorCode there = ErrorCode.of(ErrorCode.Type.METER_MOD_FAILED, "METER_EXISTS");
        assertEquals(new MeterRefusal.AskedAgain(), tables.refusedMeter(SWITCH, xid, there, NOW));
        assertEquals(
                List.of(MeterMod.Command.MODIFY),
                meterMods().stream().map(MeterMod::command).toList());
    }

    private List<MeterMod> meterMods() {
        return wire.drain().stream()
                .filter(MeterMod.class::isInstance)
                .map(MeterMod.class::cast)
                .toList();
    }

    private List<String> kinds() {
        return wire.drain().stream()
                .map(message ->
                        message instanceof MeterMod mod
                                ? mod.command() + " " + mod.meterId()
                                : message instanceof FlowMod ? "rule" : "barrier")
                .toList();
    }

    private static MeterEntry meter(int id, int rate) {
        return new MeterEntry(
                id, Set.of(MeterMod.Flag.KBPS), List.of(new MeterMod.Band.Drop(rate, 0)));
    }

    private static FlowRule metered(int meter) {
        return new FlowRule(
                SWITCH,
                new FlowKey(
                        Pipeline.CLASSIFY,
                        30_200,
                        Match.builder().inPort(PortNumber.of(1)).build()),
                List.of(
                        new Instruction.Meter(meter),
                        Instruction.ApplyActions.of(new Action.Output(PortNumber.of(2)))),
                Cookie.ofIntent(1, Precedence.INTENT));
    }

    private void synchronise() {
        answer(readXid(), entries(Pipeline.baseRules(SWITCH)));
        tables.flush(NOW);
        tables.barrierAnswered(SWITCH, barrierXid());
        assertTrue(tables.isSynchronised(SWITCH));
        wire.drain();
    }

    private Optional<TableComparison> answer(int xid, List<FlowEntry> entries) {
        return answer(xid, entries, List.of());
    }

    private Optional<TableComparison> answer(
            int xid, List<FlowEntry> entries, List<MeterEntry> meters) {
        metersXid.ifPresent(asked ->
                tables.answered(
                        SWITCH, asked, new MultipartReply.MeterConfigs(meters), false, NOW));
        return tables.answered(SWITCH, xid, new MultipartReply.Flows(entries), false, NOW);
    }

    private int readXid() {
        List<MultipartRequest> asked =
                wire.drain().stream()
                        .filter(MultipartRequest.class::isInstance)
                        .map(MultipartRequest.class::cast)
                        .toList();
        metersXid =
                asked.stream()
                        .filter(m -> m.body() instanceof MultipartRequest.MeterConfigs)
                        .mapToInt(MultipartRequest::xid)
                        .findFirst();
        return asked.stream()
                .filter(m -> m.body() instanceof MultipartRequest.Flows)
                .findFirst()
                .orElseThrow()
                .xid();
    }

    private int barrierXid() {
        return wire.drain().stream()
                .filter(BarrierRequest.class::isInstance)
                .toList()
                .getLast()
                .xid();
    }

    private List<FlowMod> mods() {
        return wire.drain().stream()
                .filter(FlowMod.class::isInstance)
                .map(FlowMod.class::cast)
                .toList();
    }

    private static FlowRule transit(int tunnel, int vlan, int inPort, int outPort) {
        return new FlowRule(
                SWITCH,
                new FlowKey(
                        Pipeline.TRANSIT,
                        Pipeline.transitPriority(),
                        Match.builder().inPort(PortNumber.of(inPort)).vlan(vlan).build()),
                List.of(Instruction.ApplyActions.of(new Action.Output(PortNumber.of(outPort)))),
                Cookie.ofTunnel(tunnel));
    }

    private static List<FlowEntry> entries(List<FlowRule> rules) {
        return rules.stream().map(FlowTablesTest::entry).toList();
    }

    private static FlowEntry entry(FlowRule rule) {
        return new FlowEntry(
                rule.key().table(),
                rule.key().priority(),
                rule.key().match(),
                rule.owner().bits(),
                rule.instructions(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Set.of(),
                0,
                0);
    }
}
