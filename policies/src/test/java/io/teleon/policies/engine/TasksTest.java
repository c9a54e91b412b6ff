package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 1.6, 1.7 and 6: for what there are tasks, and who comes first.
class TasksTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            percept site(link): device fresh 1 h
            resource crew()
            action fix(L: link) durative { uses crew() risk low }
            """;

    @Test
    void whatIsTheValueOfAFactIsObservedToo() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(D: device) { go: otherwise ~> nothing }
                                task t for each D: device run p(D)
                                """);
        assertEquals(List.of("created t(d1)"), stage.set("site(l1) = d1", "site(l2) = d1").step());
        assertEquals(List.of("created t(d2)"), stage.at(1).set("site(l1) = d2").step());
        assertEquals(
                List.of("retired t(d1): it is no longer observed"),
                stage.at(2).set("site(l2) = d2").step());
        assertEquals(List.of(), stage.at(3).withdraw("site(l1)").step());
        assertEquals(
                List.of("retired t(d2): it is no longer observed"),
                stage.at(4).withdraw("site(l2)").step());
    }

    @Test
    void whoHasWaitedLongComesBeforeWhoHasNot() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> fix(L)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link run p(L) priority grade(L)
                                """);
        stage.set("grade(l1) = 20", "grade(l2) = 5", "grade(l3) = 7", "load(l1) = 90%").step();
        stage.at(1).running("fix(l1)", 1).set("load(l2) = 90%").step();
        stage.at(30).set("load(l3) = 90%").until(45);
        // 5 and 4 of age for 44 s; 7 and 1 for 15 s.
        assertEquals(List.of("stop fix(l1)#1"), stage.set("load(l1) = 10%").step());
        assertEquals(List.of("start fix(l2)#1"), stage.ended("fix(l1)", 1).step());
        // It has what it needs, so its age is over: the other one is stronger.
        assertEquals(List.of("46s stop fix(l2)#1"), stage.at(46).running("fix(l2)", 1).until(47));
    }

    @Test
    void aCancelledTaskGoesAtOnceAndComesBackWhenItsConditionWasFalse() {
        Stage stage =
                Stage.of(
                        """
                        percept load(link): ratio fresh 1 h
                        action shed(L: link) durative { risk low }
                        proc p(L: link) { go: otherwise ~> shed(L) }
                        task t for each L: link where load(L) > 50% run p(L)
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        stage.input(
                new Input.Cancelled(
                        new TaskId(new Name("p", "t"), List.of(new Value.Entity("link", "l1"))),
                        "ann"));
        assertEquals(
                List.of("retired t(l1): cancelled by ann", "stop shed(l1)#1"), stage.at(2).step());
        assertEquals(List.of(), stage.at(3).ended("shed(l1)", 1).set("load(l1) = 95%").until(10));
        stage.at(11).set("load(l1) = 10%").step();
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#2"),
                stage.at(12).set("load(l1) = 90%").step());
    }
}
