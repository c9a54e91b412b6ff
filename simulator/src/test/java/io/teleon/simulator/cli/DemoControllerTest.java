package io.teleon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemoControllerTest {

    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final LinkId THERE = new LinkId(ConnectPoint.of(1, 1), ConnectPoint.of(2, 1));

    private final World world = world();
    private final DemoController controller = new DemoController(world);

    private static World world() {
        Topology pair =
                Topology.of(
                        List.of(new Node(new DatapathId(1), "a"), new Node(new DatapathId(2), "b")),
                        List.of(link(THERE), link(THERE.reversed())));
        World world = new World(WorldPlan.of(pair, 1, () -> 0L));
        world.submitWhenDiscovered(world.allPairs());
        world.runUntil(A_WHILE);
        return world;
    }

    private static Link link(LinkId id) {
        return new Link(id, 1, Bandwidth.ofGigabits(1), Duration.ofMillis(1));
    }

    private InstallState shown(IntentId id) {
        return controller.view().intents().stream()
                .filter(view -> view.intent().id().equals(id))
                .map(IntentView::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverIsAnsweredAndThenLooksSeesWhatTheAnswerSpeaksOf() {
        IntentId id = controller.view().intents().getFirst().intent().id();
        assertEquals(InstallState.INSTALLED, shown(id));
        CompletableFuture<InstallState> seen =
                controller
                        .ask(new Ask.Withdraw(id))
                        .thenApply(answer -> {
                            assertTrue(answer instanceof Answer.Accepted, answer.toString());
                            return shown(id);
                        });
        assertTrue(!seen.isDone(), "it waits for the world's thread");
        controller.takeQuestions();
        assertEquals(InstallState.WITHDRAWING, seen.join());
    }

    @Test
    void whatIsAskedWhenItIsOverIsAnswered() {
        CompletableFuture<Answer> late =
                controller.ask(new Ask.Withdraw(new IntentId("of-no-matter")));
        controller.close();
        assertTrue(
                late.join() instanceof Answer.Rejected rejected
                        && rejected.reason() == Answer.Reason.BUSY);
    }
}
