package io.teleon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.http.Playground.Broken;
import io.teleon.controller.http.Playground.Trick;
import io.teleon.models.network.LinkId;
import io.teleon.simulator.scenario.Scenario;
import io.teleon.simulator.scenario.Scenario.TrafficPlan;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.ScenarioRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemoPlaygroundTest {

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final ScenarioRun run = abilene();
    private final DemoPlayground playground = new DemoPlayground(run);
    private final LinkId link = run.world().elements().link("CHINng", "IPLSng");

    private static ScenarioRun abilene() {
        Scenario scenario =
                Scenario.usual(
                        Duration.ofHours(1),
                        new TrafficPlan(
                                new TrafficPlan.Source.Generated(), Optional.of(0.5), List.of()));
        try {
            ScenarioRun run =
                    ScenarioRun.of(
                            new ScenarioFiles.Found("play", scenario, Path.of("")),
                            _ -> {},
                            () -> 0);
            run.playUntil(A_WHILE);
            return run;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Has the world's thread take the trick and play on for a while.
    private Optional<String> play(Trick trick) {
        CompletableFuture<Optional<String>> answer = playground.play(trick);
        assertTrue(!answer.isDone(), "it waits for the world's thread");
        playground.takeTricks();
        run.playUntil(run.world().time().elapsed().plus(A_WHILE));
        return answer.getNow(Optional.of("nothing was answered"));
    }

    private List<String> broken() {
        return playground.broken().stream().map(Broken::text).toList();
    }

    private boolean isUp(LinkId which) {
        return run.world().view().orElseThrow().links().stream()
                .filter(l -> l.link().id().equals(which))
                .anyMatch(l -> l.up());
    }

    @Test
    void aCutTakesBothDirectionsDownUntilItIsMended() {
        assertEquals(Optional.empty(), play(new Trick.Cut(link)));
        assertTrue(!isUp(link) && !isUp(link.reversed()));
        assertEquals(List.of("CHINng > IPLSng cut"), broken());
        assertTrue(play(new Trick.Cut(link)).orElseThrow().contains("so already"));
        assertEquals(Optional.empty(), play(new Trick.Mend(link.reversed())));
        assertTrue(isUp(link) && isUp(link.reversed()));
        assertEquals(List.of(), broken());
        assertTrue(play(new Trick.Mend(link)).orElseThrow().contains("nobody has broken"));
        assertTrue(run.world().isInterfered(), "its transcript stands for nothing any more");
    }

    @Test
    void anotherLossTakesThePlaceOfTheOneBefore() {
        assertEquals(Optional.empty(), play(new Trick.Lose(link, 0.03)));
        assertEquals(Optional.empty(), play(new Trick.Lose(link, 0.5)));
        assertEquals(List.of("CHINng > IPLSng loses 50.0 %"), broken());
    }

    @Test
    void aSurgeFillsTheLinkAndIsOverByItself() {
        assertEquals(
                Optional.empty(),
                play(new Trick.Surge(link, 0.9, Duration.ofMinutes(1), Duration.ofMinutes(2))));
        run.playUntil(run.world().time().elapsed().plus(Duration.ofMinutes(2)));
        double carried =
                run.world().view().orElseThrow().links().stream()
                        .filter(l -> l.link().id().equals(link))
                        .flatMap(l -> l.utilisation().stream())
                        .findFirst()
                        .orElseThrow();
        assertEquals(0.9, carried, 0.15);
        run.playUntil(run.world().time().elapsed().plus(Duration.ofMinutes(4)));
        playground.takeTricks();
        assertEquals(List.of(), broken());
    }

    @Test
    void whatIsNotThereIsRefused() {
        LinkId elsewhere = LinkId.parse("00000000000000ff/1>00000000000000fe/1");
        assertTrue(play(new Trick.Cut(elsewhere)).orElseThrow().contains("there is no link"));
    }
}
