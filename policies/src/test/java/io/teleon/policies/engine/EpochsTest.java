package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 4.7 and 4: what never comes to rest keeps nobody from everything else.
class EpochsTest {

    /// A task that remembers and forgets in turns.
    private static Stage restless() {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h
                belief noted(link) ttl 1 h
                proc p(L: link) {
                  on:  not noted(L) ~> nothing ++ { remember noted(L) }
                  off: otherwise ~> nothing ++ { forget noted(L) }
                }
                task t for each L: link run p(L)
                """);
    }

    @Test
    void updatesThatGoOnWithoutInputEndTheirTask() {
        Stage stage = restless();
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 1%").step());
        for (int epoch = 1; epoch <= 64; epoch++) {
            assertEquals(List.of(), stage.step(), "epoch " + epoch);
            assertEquals(0, stage.next());
        }
        assertEquals(
                List.of(
                        "faulted t(l1): its updates went on for more than 64 epochs without an input"),
                stage.step());
        // What it remembered last is still there.
        assertEquals(3600, stage.next());
    }

    @Test
    void whatAsksForNowTooOftenGetsTheNextSecond() {
        Stage stage = restless();
        for (int epoch = 1; epoch <= 256; epoch++) {
            stage.set("load(l1) = 1%").step();
            assertEquals(0, stage.next(), "epoch " + epoch);
        }
        stage.set("load(l1) = 1%").step();
        assertEquals(1, stage.next());
    }
}
