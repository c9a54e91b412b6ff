package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is over leaves nothing behind: an engine that runs for years holds what is there now.
class FootprintTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 10s
            percept near(link, link) fresh 1 h
            percept spare(link, path) fresh 1 h
            event flap(link) keep 60s
            belief tired(link) ttl 30s
            action shed(L: link) durative { effect load(L) < 50% within 10s risk low }
            action tell(L: link) once { risk low }
            action move(L: link, P: path) durative { key L risk low }
            guardrail calm on shed require loss("x") < 1% else defer
            """;

    private static final String TASK = "task t for each L: link where known(load(L)) run p(L)\n";

    /// How much is held of each, without what only counts.
    private static String held(Stage stage) {
        Footprint all = stage.engine().footprint();
        return "watches %d, timers %d, kept %d, facts %d, cells %d, seeds %d"
                .formatted(
                        all.watches(),
                        all.timers(),
                        all.kept(),
                        all.facts(),
                        all.cells(),
                        all.seeds());
    }

    /// Plays ten rounds of something that is over after each; the last leaves as much as the first.
    private static Stage rounds(String rules, Consumer<Stage> coming, Consumer<Stage> going) {
        Stage stage = Stage.of(WORLD + TASK + rules);
        stage.step();
        String first = "";
        for (int round = 0; round < 10; round++) {
            stage.at(1000 * round + 1);
            coming.accept(stage);
            int watches = stage.engine().footprint().watches();
            stage.at(1000 * round + 500);
            going.accept(stage);
            // All that has a time has passed, and timers that were early have come up.
            stage.at(1000 * round + 990).until(1000 * round + 999);
            assertTrue(watches > stage.engine().footprint().watches(), "nothing was watched");
            if (round == 1) {
                first = held(stage);
            } else if (round > 1) {
                assertEquals(first, held(stage), "round " + round);
            }
        }
        return stage;
    }

    private static void links(Stage stage, int from, String fact) {
        for (int i = from; i < from + 5; i++) {
            stage.set(fact.formatted(i));
        }
    }

    private static void withdraw(Stage stage, int from, String fact) {
        for (int i = from; i < from + 5; i++) {
            stage.withdraw(fact.formatted(i));
        }
    }

    @Test
    void tasksThatAreGoneLeaveNothing() {
        int[] next = {0};
        Stage stage =
                rounds(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% ~> q(L), tell(L)
                          calm: otherwise ~> nothing
                        }
                        proc q(L: link) { lossy: loss(L) > 1% ~> tell(L) fine: otherwise ~> nothing }
                        """,
                        s -> {
                            links(s, next[0], "load(l%d) = 90%%");
                            links(s, next[0], "loss(l%d) = 5%%");
                            s.until(1000 * (next[0] / 5) + 20);
                        },
                        s -> {
                            withdraw(s, next[0], "load(l%d)");
                            withdraw(s, next[0], "loss(l%d)");
                            s.step();
                            next[0] += 5;
                        });
        assertEquals(0, stage.engine().footprint().facts());
    }

    @Test
    void predicatesThatNobodyAsksAreForgotten() {
        int[] next = {0};
        Stage stage =
                rounds(
                        """
                        pred ill(L: link) if load(L) > 80% and not fine(L)
                        pred fine(L: link) if loss(L) < 1%
                        pred reach(A: link, B: link) if near(A, B)
                        pred reach(A: link, B: link) if near(A, C) and reach(C, B)
                        proc p(L: link) {
                          hot:  ill(L) ~> tell(L)
                          far:  reach(L, M) and load(M) > 80% ~> tell(L)
                          calm: otherwise ~> nothing
                        }
                        """,
                        s -> {
                            links(s, next[0], "load(l%d) = 90%%");
                            links(s, next[0], "loss(l%d) = 5%%");
                            s.set("near(l%d, l%d)".formatted(next[0], next[0] + 1));
                            s.until(1000 * (next[0] / 5) + 5);
                            assertTrue(s.engine().footprint().kept() >= 10, held(s));
                        },
                        s -> {
                            withdraw(s, next[0], "load(l%d)");
                            withdraw(s, next[0], "loss(l%d)");
                            s.withdraw("near(l%d, l%d)".formatted(next[0], next[0] + 1)).step();
                            next[0] += 5;
                        });
        assertEquals(0, stage.engine().footprint().kept());
        assertEquals(0, stage.engine().footprint().watches() - rest(stage));
    }

    /// What the declarations of tasks watch while there is nothing: the domain and the relation.
    private static int rest(Stage stage) {
        return Stage.of(WORLD + TASK + "proc p(L: link) { go: otherwise ~> nothing }")
                        .step()
                        .isEmpty()
                ? stage.engine().footprint().watches()
                : 0;
    }

    @Test
    void cellsOfWhatIsGoneGo() {
        int[] next = {0};
        Stage stage =
                rounds(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% for at least 5s ~> tell(L)
                          lost: latched(loss(L) > 5%, until loss(L) < 1%) ~> tell(L)
                          bad:  load(L) > 50% for at least 5s in last 20s ~> tell(L)
                          calm: otherwise ~> nothing
                        }
                        """,
                        s -> {
                            links(s, next[0], "load(l%d) = 90%%");
                            links(s, next[0], "loss(l%d) = 5%%");
                            s.until(1000 * (next[0] / 5) + 20);
                            assertEquals(15, s.engine().footprint().cells());
                        },
                        s -> {
                            withdraw(s, next[0], "load(l%d)");
                            withdraw(s, next[0], "loss(l%d)");
                            s.step();
                            next[0] += 5;
                        });
        assertEquals(0, stage.engine().footprint().cells());
    }

    @Test
    void eventsBeliefsAndRowsAreForgottenWithWhatAskedForThem() {
        int[] round = {0};
        Stage stage =
                rounds(
                        """
                        proc p(L: link) {
                          many: events(flap(L), 30s) >= 2 ~> tell(L)
                          way:  spare(L, P) ~> move(L, P)
                          lazy: tired(L) ~> nothing
                          hot:  load(L) > 80% ~> nothing ++ { remember tired(L) }
                          calm: otherwise ~> nothing
                        }
                        """,
                        s -> {
                            links(s, 0, "load(l%d) = 90%%");
                            s.set("spare(l1, a)").complete("spare");
                            s.event("flap(l0)").event("flap(l1)");
                            s.until(1000 * round[0] + 20);
                        },
                        s -> {
                            withdraw(s, 0, "load(l%d)");
                            s.withdraw("spare(l1, a)");
                            s.step();
                            s.ended("move(l1, a)", round[0] + 1);
                            s.step();
                            round[0]++;
                        });
        assertTrue(stage.engine().footprint().facts() <= 5, held(stage));
    }

    @Test
    void firstArgumentsOfEventsAreForgottenNowAndThen() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + "proc p(L: link) { many: events(flap(L), 30s) >= 2 ~> nothing calm: otherwise ~> nothing }");
        for (int i = 0; i < 200; i++) {
            stage.at(100 * i).set("load(l%d) = 1%%".formatted(i)).event("flap(l%d)".formatted(i));
            stage.step();
            stage.at(100 * i + 90).withdraw("load(l%d)".formatted(i)).step();
            stage.at(100 * i + 95).step();
        }
        assertTrue(stage.engine().footprint().facts() <= 17, held(stage));
    }

    @Test
    void actionsThatAreOverWatchNothing() {
        int[] round = {0};
        rounds(
                """
                proc p(L: link) { hot: load(L) > 80% ~> shed(L) calm: otherwise ~> nothing }
                """,
                s -> {
                    links(s, 0, "load(l%d) = 90%%");
                    s.set("loss(x) = 0%").until(1000 * round[0] + 2);
                    for (int i = 0; i < 5; i++) {
                        s.running("shed(l%d)".formatted(i), round[0] + 1);
                    }
                    s.until(1000 * round[0] + 3);
                },
                s -> {
                    links(s, 0, "load(l%d) = 10%%");
                    s.step();
                    for (int i = 0; i < 5; i++) {
                        s.ended("shed(l%d)".formatted(i), round[0] + 1);
                    }
                    s.step();
                    assertEquals(0, s.engine().tree().actions().size());
                    withdraw(s, 0, "load(l%d)");
                    s.step();
                    round[0]++;
                });
    }

    @Test
    void aTaskThatFaultsLeavesNothing() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + """
                                proc p(L: link) {
                                  rest: tired(L)  ~> nothing ++ { forget tired(L) }
                                  work: loss(L) >= 0% ~> nothing ++ { remember tired(L) }
                                  idle: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 1%").step();
        stage.at(1).step();
        int watches = stage.engine().footprint().watches();
        assertTrue(stage.at(2).set("loss(l1) = 1%").until(3).getLast().contains("faulted t(l1)"));
        // What it had read of loss and of being tired.
        assertTrue(stage.engine().footprint().watches() < watches, held(stage));
        stage.at(4).withdraw("load(l1)").withdraw("loss(l1)").step();
        stage.at(100).step();
        assertEquals(1, stage.engine().footprint().watches());
    }
}
