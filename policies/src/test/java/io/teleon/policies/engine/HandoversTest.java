package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 7.3: how long the old waits for the new.
class HandoversTest {

    private static Stage moving(String timeout) {
        Stage stage =
                Stage.of(
                        """
                        percept moved(link, path) fresh 1 h
                        percept spare(link, path) fresh 1 h
                        resource te(link)
                        action move(L: link, P: path) durative {
                          effect moved(L, P) within 5 min uses te(L) handover make_first %s risk low }
                        proc p(L: link) {
                          go:   spare(L, P) ~> move(L, P)
                          none: otherwise ~> nothing
                        }
                        task t for each L: link run p(L)
                        """
                                .formatted(timeout));
        stage.set("spare(l1, a)", "spare(l1, b)").complete("spare").complete("moved").step();
        stage.at(1).running("move(l1, a)", 1).set("moved(l1, a)").step();
        assertEquals(List.of("start move(l1, b)#1"), stage.at(2).set("not spare(l1, a)").step());
        return stage.at(3).running("move(l1, b)", 1);
    }

    @Test
    void theOldWaitsNoLongerThanTheTimeoutOfTheNew() {
        assertEquals(List.of("32s stop move(l1, a)#1"), moving("timeout 30s").until(100));
    }

    @Test
    void withoutATimeoutItWaitsAMinute() {
        assertEquals(List.of("62s stop move(l1, a)#1"), moving("").until(100));
    }

    @Test
    void itWaitsNoLongerForANewOneThatFailed() {
        Stage stage = moving("");
        assertEquals(List.of(), stage.step());
        assertEquals(
                List.of("failed move(l1, b)#1: broken", "stop move(l1, a)#1", "stop move(l1, b)#1"),
                stage.at(4).failed("move(l1, b)", 1, "broken").step());
    }
}
