package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 1.4 and 3.5: which events are kept and counted, however they come.
class EventsTest {

    private static final String RETIRED = "retired t(l1): its condition is false";

    private static Stage flapping(String bound) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h
                event flap(link) keep 60s
                proc p(L: link) { go: otherwise ~> nothing }
                task t for each L: link where load(L) >= 0%% and events(flap(L), 60s) >= %s run p(L)
                """
                        .formatted(bound));
    }

    @Test
    void whatIsToldLateCountsFromWhenItHappened() {
        Stage stage = flapping("1");
        stage.set("load(l1) = 1%").step();
        stage.at(30).event("flap(l1)").at(10).event("flap(l1)").event("flap(l2)");
        assertEquals(List.of("created t(l1)"), stage.at(31).step());
        assertEquals(List.of("90s " + RETIRED), stage.at(32).until(100));
    }

    @Test
    void whatComesAfterAllOthersWereForgottenCountsAgain() {
        Stage stage = flapping("1");
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 1%").event("flap(l1)").step());
        assertEquals(List.of("60s " + RETIRED), stage.at(1).until(100));
        assertEquals(List.of("created t(l1)"), stage.at(100).event("flap(l1)").step());
    }

    @Test
    void whatNobodyAskedForWhenItHappenedIsKeptAllTheSame() {
        Stage stage = flapping("1");
        stage.event("flap(l1)").step();
        stage.at(30).event("flap(l1)").step();
        stage.at(60).step();
        assertEquals(List.of("created t(l1)"), stage.at(61).set("load(l1) = 1%").step());
    }

    @Test
    void theNewestTenThousandAreKept() {
        Stage stage = flapping("10000");
        stage.set("load(l1) = 1%");
        for (int i = 0; i < 10_000; i++) {
            stage.event("flap(l1)");
        }
        assertEquals(List.of("created t(l1)"), stage.step());
        assertEquals(List.of(RETIRED), stage.at(1).event("flap(l2)").step());
        assertEquals(List.of(), stage.at(2).event("flap(l1)").step());
    }
}
