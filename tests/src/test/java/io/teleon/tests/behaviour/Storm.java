package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.Timings;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A random network, random wishes and random misfortunes, all from one seed; in the end the faults
/// are over, and then everything must come to rest in the right state within a bounded time: safety
/// all along, liveness at the end.
final class Storm {

    private static final int OPERATIONS = 40;
    private static final Duration REST = Duration.ofSeconds(150);

    /// Within which a switch that was away is back: it calls at least every 8 s, and one that fell
    /// silent is given up after 15 s.
    private static final Duration RETURN = Duration.ofSeconds(25);

    private final RandomGenerator random;
    private final Weather weather;
    private final Rehearsal rehearsal;
    private final List<String> nodes = new ArrayList<>();
    private final List<List<String>> cables = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /// When the fault of an element is over, so that none begins twice.
    private final NavigableMap<String, Duration> busy = new TreeMap<>();

    /// Until when somebody may be away from the controller.
    private Duration awayUntil = Duration.ZERO;

    private boolean controllerWasGone;
    private final List<String> violations = new ArrayList<>();
    private int number;

    private Storm(long seed, Weather weather) {
        this.random = new Chance(seed).stream("storm");
        this.weather = weather;
        Topology topology = network();
        Duration delay = Duration.ofNanos(100_000L << random.nextInt(9));
        log.add("seed " + seed + ", " + cables + ", channel delay " + delay);
        rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, seed, () -> 0L)
                                .withTimings(Timings.STANDARD.withChannelDelay(delay))
                                .withTranscript(this::transcribed));
    }

    /// What may go wrong.
    enum Weather {
        /// Links only. The controller always knows what is, so that no packet of an installed
        /// intent may get lost beyond the window of convergence.
        FAIR,
        /// Also switches, their channels and the controller itself. While one of them is away
        /// nobody can help those behind it, but there is never a loop and never a rule without an
        /// owner.
        FOUL,
        /// Also somebody who changes the switches' tables. In the end all is right nevertheless.
        TAMPERED
    }

    /// Lives through it.
    ///
    /// @throws AssertionError with all that was done
    static void passes(long seed, Weather weather) {
        Storm storm = new Storm(seed, weather);
        try {
            storm.rage();
            storm.calmDown();
            storm.clearUp();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(String.join("\n", storm.log) + "\n" + e.getMessage(), e);
        }
    }

    /// A tree with some cables more, also parallel ones.
    private Topology network() {
        int size = 2 + random.nextInt(6);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add("n" + (i + 1));
            if (i > 0) {
                written.add(cable(nodes.get(random.nextInt(i)), nodes.get(i)));
            }
        }
        for (int i = random.nextInt(size + 1); i > 0; i--) {
            String from = nodes.get(random.nextInt(size));
            String to = nodes.get(random.nextInt(size));
            if (!from.equals(to)) {
                written.add(cable(from, to));
            }
        }
        return Networks.of(written.toArray(String[]::new));
    }

    private String cable(String from, String to) {
        cables.add(List.of(from, to));
        return from + "-" + to + " " + (1 + random.nextInt(3));
    }

    private void rage() {
        for (int i = 0; i < OPERATIONS; i++) {
            operate();
            rehearsal.play(pause());
        }
    }

    private Duration pause() {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ZERO;
            case 1, 2 -> Duration.ofNanos(random.nextInt(5_000_000));
            case 3 -> Duration.ofMillis(random.nextInt(100));
            case 4 -> Duration.ofMillis(random.nextInt(3_000));
            default -> Duration.ofMillis(random.nextInt(20_000));
        };
    }

    private void operate() {
        switch (random.nextInt(operations())) {
            case 0, 1, 2, 3 -> submit();
            case 4 -> intent().ifPresent(id -> ask(new Ask.Withdraw(id)));
            case 5, 6 -> move();
            case 7, 8 -> fault(new Fault.LinkDown(pick(cables)));
            case 9 -> {
                List<String> cable = pick(cables);
                fault(new Fault.DirectionDown(cable.get(0), cable.get(1)));
            }
            case 10 -> ask(new Ask.Reconcile(Optional.empty()));
            case 11 -> intent().ifPresent(id -> ask(new Ask.Retry(id)));
            case 12 -> fault(new Fault.ChannelDown(pick(nodes)));
            case 13 -> fault(new Fault.SwitchCrash(pick(nodes)));
            case 14 -> {
                controllerWasGone = true;
                fault(new Fault.ControllerGone());
            }
            case 15 ->
                    fault(
                            new Fault.SlowChannel(
                                    Duration.ofMillis(random.nextInt(400)),
                                    Optional.of(pick(nodes))));
            default -> tamper();
        }
    }

    private int operations() {
        return switch (weather) {
            case FAIR -> 12;
            case FOUL -> 16;
            case TAMPERED -> 19;
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean isControllerThere() {
        return rehearsal.world().view().isPresent();
    }

    private Optional<IntentId> intent() {
        if (!isControllerThere() || rehearsal.view().intents().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pick(rehearsal.view().intents()).intent().id());
    }

    private void ask(Ask ask) {
        if (isControllerThere()) {
            log.add(rehearsal.elapsed() + " " + ask + " -> " + rehearsal.ask(ask));
        }
    }

    private void submit() {
        String from = pick(nodes);
        String to = pick(nodes);
        if (from.equals(to) || !isControllerThere()) {
            return;
        }
        number++;
        IntentId id = new IntentId("i" + number);
        boolean seen =
                rehearsal.world().plan().topology().nodeCount() == rehearsal.view().hosts().size();
        if (seen && random.nextInt(4) > 0) {
            ask(
                    new Ask.Submit(
                            new Intent.HostToHost(
                                    id,
                                    Precedence.INTENT,
                                    rehearsal.host(from).id(),
                                    rehearsal.host(to).id())));
        } else {
            ask(
                    new Ask.Submit(
                            new Intent.PointToPoint(
                                    id,
                                    // A person's would take the packets of the hosts' intents.
                                    weather == Weather.TAMPERED
                                            ? Precedence.HUMAN
                                            : Precedence.AUTONOMIC,
                                    rehearsal.port(from),
                                    rehearsal.port(to),
                                    TrafficSelector.ALL)));
        }
    }

    private void move() {
        if (!isControllerThere()) {
            return;
        }
        List<IntentView> placed =
                rehearsal.view().intents().stream().filter(i -> !i.path().isEmpty()).toList();
        if (!placed.isEmpty()) {
            IntentView intent = pick(placed);
            List<LinkId> avoid = random.nextInt(4) == 0 ? List.of() : List.of(pick(intent.path()));
            ask(new Ask.Move(intent.intent().id(), avoid));
        }
    }

    private void fault(Fault fault) {
        Duration now = rehearsal.elapsed();
        if (busy.getOrDefault(fault.element(), Duration.ZERO).compareTo(now) > 0) {
            return;
        }
        Duration lasting =
                random.nextInt(3) == 0
                        ? Duration.ofMillis(1 + random.nextInt(50))
                        : Duration.ofMillis(1 + random.nextInt(20_000));
        busy.put(fault.element(), now.plus(lasting));
        log.add(now + " " + fault + " for " + lasting);
        if (!(fault instanceof Fault.LinkDown || fault instanceof Fault.DirectionDown)) {
            awayUntil = max(awayUntil, now.plus(lasting).plus(RETURN));
        }
        rehearsal.begin(fault, lasting);
    }

    private void tamper() {
        String node = pick(nodes);
        if (!rehearsal.backdoor().isPowered(rehearsal.node(node))
                || rehearsal.entries(node).isEmpty()) {
            return;
        }
        FlowEntry entry = pick(rehearsal.entries(node));
        FlowMod mod =
                switch (random.nextInt(3)) {
                    case 0 ->
                            FlowMod.deleteStrict(
                                    7,
                                    entry.table(),
                                    entry.priority(),
                                    entry.match(),
                                    entry.cookie());
                    case 1 ->
                            FlowMod.add(
                                    7,
                                    entry.table(),
                                    entry.priority(),
                                    entry.match(),
                                    entry.cookie(),
                                    List.of());
                    default ->
                            FlowMod.add(
                                    7,
                                    entry.table(),
                                    entry.priority() + 1,
                                    entry.match(),
                                    entry.cookie() + 1000,
                                    entry.instructions());
                };
        log.add(rehearsal.elapsed() + " at " + node + " " + mod);
        rehearsal.tamper(node, mod);
    }

    private void calmDown() {
        Duration over = rehearsal.elapsed();
        for (Duration until : busy.values()) {
            over = max(over, until);
        }
        rehearsal.play(over.minus(rehearsal.elapsed()).plus(REST));
        for (IntentView intent : rehearsal.view().intents()) {
            if (intent.state() != InstallState.WITHDRAWN) {
                assertEquals(InstallState.INSTALLED, intent.state(), intent.toString());
            }
        }
        assertRight();
    }

    private void assertRight() {
        rehearsal.assertTablesRight();
        if (weather != Weather.TAMPERED) {
            assertEquals(List.of(), violations);
        }
    }

    private void transcribed(String line) {
        if (line.contains("VIOLATION") && !isExcused(line)) {
            violations.add(line);
        }
    }

    private boolean isExcused(String violation) {
        boolean somebodyIsAway = rehearsal.elapsed().compareTo(awayUntil) < 0;
        // A controller started anew does not know the address of a host before it speaks again,
        // and lets no question for it through; it passes the question on itself.
        boolean ofAForgottenAddress = violation.contains("black hole: arp") && controllerWasGone;
        boolean isEvidence = violation.contains("VIOLATION     ");
        return isEvidence
                || (violation.contains("black hole") && (somebodyIsAway || ofAForgottenAddress));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void clearUp() {
        for (IntentView intent : rehearsal.view().intents()) {
            rehearsal.ask(new Ask.Withdraw(intent.intent().id()));
        }
        rehearsal.play(Duration.ofSeconds(30));
        for (IntentView intent : rehearsal.view().intents()) {
            assertEquals(InstallState.WITHDRAWN, intent.state(), intent.toString());
        }
        assertRight();
        List<JournalEntry> journal = rehearsal.backdoor().journal();
        assertEquals(
                journal.stream().filter(JournalEntry.TunnelReserved.class::isInstance).count(),
                journal.stream().filter(JournalEntry.TunnelReleased.class::isInstance).count(),
                "tags reserved and released");
    }
}
