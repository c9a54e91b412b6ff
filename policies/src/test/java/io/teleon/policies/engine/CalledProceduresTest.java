package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 5: frames below others, what they hold up there and what is left of them.
class CalledProceduresTest {

    /// @param procedures `p(L: link)`, and what it calls
    private static Stage calling(String procedures) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h
                percept loss(link): ratio fresh 10s
                percept site(link): device fresh 10s
                resource pipe(link)
                action shed(L: link) durative { uses pipe(L) risk low }
                action note(L: link) durative { risk low }
                action tend(D: device) durative { risk low }
                %s
                task t for each L: link run p(L)
                """
                        .formatted(procedures));
    }

    private static final String GOAL =
            """
            proc p(L: link) {
              hot:  load(L) > 20% ~> cool(L)
              rest: otherwise ~> note(L)
            }
            proc cool(L: link) goal achieve load(L) < 50% within 60s {
              cold: load(L) < 50% ~> nothing
              go:   otherwise ~> shed(L)
            }
            """;

    @Test
    void whatIsNotAchievedInTimeFailsWhoCalledForIt() {
        Stage stage = calling(GOAL);
        stage.set("load(l1) = 90%").step();
        assertEquals(
                List.of("60s stop shed(l1)#1", "60s start note(l1)#1"),
                stage.at(1).running("shed(l1)", 1).until(200));
        // Without `at most` its rule is blocked until its guard was false.
        assertEquals(List.of(), stage.set("load(l1) = 95%").ended("shed(l1)", 1).until(300));
        stage.set("load(l1) = 10%").step();
        assertEquals(
                List.of("stop note(l1)#1", "start shed(l1)#2"),
                stage.at(301).running("note(l1)", 1).set("load(l1) = 90%").step());
    }

    @Test
    void whatIsAchievedInTimeFailsNobody() {
        Stage stage = calling(GOAL);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("59s stop shed(l1)#1"), stage.at(59).set("load(l1) = 40%").until(200));
    }

    @Test
    void aRuleBelowCoolsDownWhenWhoCalledItStops() {
        Stage stage =
                calling(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% ~> cure(L)
                          mild: load(L) > 50% ~> watch(L)
                          rest: otherwise ~> nothing
                        }
                        proc cure(L: link) { go: otherwise ~> wash(L) }
                        proc wash(L: link) {
                          go:   load(L) > 0% cooldown 60s ~> shed(L)
                          rest: otherwise ~> nothing
                        }
                        proc watch(L: link) { go: otherwise ~> note(L) }
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        // Another call in its place is an end as well.
        assertEquals(
                List.of("stop shed(l1)#1", "start note(l1)#1"),
                stage.at(2).set("load(l1) = 60%").step());
        stage.at(3).ended("shed(l1)", 1).running("note(l1)", 1).step();
        assertEquals(
                List.of("4s stop note(l1)#1", "62s start shed(l1)#2"),
                stage.at(4).set("load(l1) = 90%").until(100));
        stage.at(101).running("shed(l1)", 2).step();
        assertEquals(List.of("stop shed(l1)#2"), stage.at(102).set("load(l1) = 10%").step());
        assertEquals(
                List.of("162s start shed(l1)#3"),
                stage.at(103).ended("shed(l1)", 2).set("load(l1) = 90%").until(200));
    }

    @Test
    void aCallWithAnUnknownArgumentKeepsTheFrameItMade() {
        Stage stage =
                calling(
                        """
                        proc p(L: link) { go: load(L) > 80% ~> cure(site(L)) rest: otherwise ~> nothing }
                        proc cure(D: device) { go: otherwise ~> tend(D) }
                        """);
        stage.set("load(l1) = 90%", "site(l1) = d1").step();
        assertEquals(List.of(), stage.at(1).running("tend(d1)", 1).until(30));
        assertEquals(List.of("stop tend(d1)#1"), stage.set("site(l1) = d2").step());
        assertEquals(List.of("start tend(d2)#1"), stage.ended("tend(d1)", 1).step());
    }

    @Test
    void whatIsHarmfulBelowStaysWhileNothingCanBeSeen() {
        String text =
                """
                proc p(L: link) on unknown hold 5s {
                  bad:  loss(L) > 1% ~> cure(L)
                  rest: otherwise ~> nothing
                }
                proc cure(L: link) { go: otherwise ~> shed(L) }
                """;
        Stage harmful = calling(text);
        harmful.set("loss(l1) = 5%").step();
        assertEquals(
                List.of("15s alert"),
                harmful.at(1).running("shed(l1)", 1).until(100).stream()
                        .map(line -> line.replaceAll(":.*", ""))
                        .toList());
        Stage harmless = calling(text.replace("shed", "note"));
        harmless.set("loss(l1) = 5%").step();
        assertEquals(
                List.of("15s stop note(l1)#1", "15s alert"),
                harmless.at(1).running("note(l1)", 1).until(100).stream()
                        .map(line -> line.replaceAll(":.*", ""))
                        .toList());
    }
}
