package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.intent.SteerOutcome;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Paths that a program wishes for, beside what people wish and what breaks.
class SteerTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static Rehearsal steered() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        assertEquals(new SteerOutcome.Moving(), rehearsal.steer("a.d", "a", "c", "d"));
        rehearsal.playMillis(2_000);
        assertEquals("a c d", rehearsal.path("a.d"));
        return rehearsal;
    }

    @Test
    void steeringAndReleasingUnderTrafficLosesNoPacket() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.probe("a", "d", Duration.ofSeconds(90));
        rehearsal.playMillis(1000);
        assertEquals(new SteerOutcome.Moving(), rehearsal.steer("a.d", "a", "c", "d"));
        rehearsal.playMillis(20);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.play(Duration.ofSeconds(70));
        assertEquals("a c d", rehearsal.path("a.d"), "though the other is lighter");
        rehearsal.assertRight();
        assertEquals(new SteerOutcome.AlreadyThere(), rehearsal.steer("a.d", "a", "c", "d"));
        assertEquals(new SteerOutcome.Moving(), rehearsal.release("a.d"));
        rehearsal.playMillis(20);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.play(LONG);
        assertEquals(90_000, rehearsal.world().probesSent());
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aBrokenPathIsLeftAndReturnedToOnceItIsWholeAndStable() {
        Rehearsal rehearsal = steered();
        rehearsal.cut("c", "d", Duration.ofSeconds(20));
        rehearsal.playMillis(500);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(Optional.of(rehearsal.way("a", "c", "d")), rehearsal.intent("a.d").steered());
        rehearsal.play(Duration.ofSeconds(40));
        assertEquals("a b d", rehearsal.path("a.d"), "not stable for long enough");
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aMendedLighterPathDoesNotTemptASteeredIntent() {
        Rehearsal rehearsal = steered();
        rehearsal.cut("b", "d", Duration.ofSeconds(5));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aSwitchOfTheSteeredPathThatIsOutOfReachDoesNotMoveIt() {
        Rehearsal rehearsal = steered();
        rehearsal.begin(new Fault.ChannelDown("c"), Duration.ofMinutes(3));
        rehearsal.cut("b", "d", Duration.ofSeconds(5));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
    }

    @Test
    void aKillAtAnyMomentOfSteeringEndsOnTheSteeredPathWithoutLoss() {
        for (int micros = 0; micros < 8000; micros += 1000) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(20));
            rehearsal.playMillis(100);
            rehearsal.steer("a.d", "a", "c", "d");
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(LONG);
            assertEquals("a c d", rehearsal.path("a.d"), "killed after " + micros + " us");
            assertTrue(rehearsal.intent("a.d").steered().isPresent());
            assertEquals(0, rehearsal.lostProbes(), "killed after " + micros + " us");
            rehearsal.assertRight();
        }
    }

    @Test
    void whatIsWishedWhileAnIntentMovesIsFollowedOnceItHasSettled() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.steer("a.d", "a", "c", "d");
        assertEquals(InstallState.REROUTING, rehearsal.state("a.d"));
        assertEquals(new SteerOutcome.Moving(), rehearsal.release("a.d"));
        rehearsal.playMillis(100);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.submit(rehearsal.between("d", "a"));
        assertEquals(new SteerOutcome.Moving(), rehearsal.steer("d.a", "d", "c", "a"));
        rehearsal.play(LONG);
        assertEquals("d c a", rehearsal.path("d.a"));
        rehearsal.assertRight();
    }

    @Test
    void whatIsNoPathForAnIntentIsRefusedAndChangesNothing() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        for (List<String> nodes :
                List.of(
                        List.of("a", "b"),
                        List.of("b", "d"),
                        List.of("a", "c", "a", "b", "d"),
                        List.<String>of())) {
            assertInstanceOf(
                    SteerOutcome.Impossible.class,
                    rehearsal.steer("a.d", nodes.toArray(String[]::new)),
                    nodes::toString);
        }
        assertInstanceOf(
                SteerOutcome.Impossible.class, rehearsal.steer("d.a", "d", "c", "a"), "no intent");
        rehearsal.cut("c", "d");
        rehearsal.playMillis(100);
        assertInstanceOf(
                SteerOutcome.Impossible.class, rehearsal.steer("a.d", "a", "c", "d"), "cut");
        assertEquals(Optional.empty(), rehearsal.intent("a.d").steered());
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aPersonOutranksAProgramUntilThePersonLetsGo() {
        Rehearsal rehearsal = steered();
        rehearsal.move("a.d", rehearsal.link("a", "c"));
        rehearsal.playMillis(2_000);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(Optional.empty(), rehearsal.intent("a.d").steered());
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertTrue(rehearsal.intent("a.d").heldByPerson());
        assertInstanceOf(SteerOutcome.HeldByPerson.class, rehearsal.steer("a.d", "a", "c", "d"));
        assertInstanceOf(SteerOutcome.HeldByPerson.class, rehearsal.release("a.d"));
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(
                new Answer.Accepted(false),
                rehearsal.ask(new Ask.Move(new IntentId("a.d"), List.of())));
        assertFalse(rehearsal.intent("a.d").heldByPerson());
        assertEquals(new SteerOutcome.Moving(), rehearsal.steer("a.d", "a", "c", "d"));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void whatAPersonAvoidsIsAvoidedAfterARestartAndAfterARepair() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.playMillis(2_000);
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.cut("c", "d", Duration.ofSeconds(5));
        rehearsal.playMillis(500);
        assertEquals("a b d", rehearsal.path("a.d"), "its only way");
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void steersAndReleasesEveryIntentOfANetworkInOneBatch() {
        Topology topology = BuiltInTopologies.abilene();
        Rehearsal rehearsal = Rehearsal.of(topology);
        List<String> nodes = topology.nodes().stream().map(n -> n.name()).toList();
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to)) {
                    rehearsal.submit(rehearsal.between(from, to));
                }
            }
        }
        rehearsal.play(Duration.ofSeconds(5));
        rehearsal.assertRight();
        NavigableMap<String, List<LinkId>> before = paths(rehearsal);
        NavigableMap<IntentId, List<LinkId>> detours = new TreeMap<>();
        for (IntentView intent : rehearsal.view().intents()) {
            LinkId first = intent.path().getFirst();
            Routes.of(topology.withLinks(link -> !link.id().equals(first)))
                    .shortest(
                            first.source().datapath(), intent.path().getLast().target().datapath())
                    .map(Path::links)
                    .ifPresent(links ->
                            detours.put(
                                    intent.intent().id(), links.stream().map(Link::id).toList()));
        }
        assertTrue(detours.size() > 100, detours.size() + " detours");
        long moved =
                rehearsal.act(hands ->
                        detours.entrySet().stream()
                                .map(one ->
                                        hands.intents()
                                                .steer(
                                                        one.getKey(),
                                                        one.getValue(),
                                                        rehearsal.now()))
                                .filter(new SteerOutcome.Moving()::equals)
                                .count());
        assertEquals(detours.size(), moved);
        assertTrue(
                rehearsal.view().self().outstandingBarriers() <= topology.nodeCount(),
                "one barrier a switch");
        rehearsal.play(LONG);
        detours.forEach(
                (id, path) -> assertEquals(path, rehearsal.intent(id.value()).path(), id.value()));
        rehearsal.assertRight();
        rehearsal.act(hands ->
                detours.keySet().stream()
                        .map(id -> hands.intents().release(id, rehearsal.now()))
                        .toList());
        rehearsal.play(LONG);
        assertEquals(before, paths(rehearsal));
        rehearsal.assertRight();
    }

    private static NavigableMap<String, List<LinkId>> paths(Rehearsal rehearsal) {
        NavigableMap<String, List<LinkId>> paths = new TreeMap<>();
        rehearsal.view().intents().forEach(i -> paths.put(i.intent().id().value(), i.path()));
        return paths;
    }
}
