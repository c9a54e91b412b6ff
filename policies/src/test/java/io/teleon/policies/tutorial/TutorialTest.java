package io.teleon.policies.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.check.Checker;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trt.TestReport;
import io.teleon.policies.trt.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Everything that the tutorial says is so.
class TutorialTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final String page = read("TUTORIAL.md");

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> blocks(String kind) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static Linked link(String text) {
        return Linker.link(
                List.of(new Source("tutorial.tr", text)),
                name -> Optional.of(new Source(name + ".tr", read("library/" + name + ".tr"))));
    }

    private Optional<Linked> policy(String name) {
        return blocks("tr").stream()
                .filter(text -> text.startsWith("policy " + name + " "))
                .map(TutorialTest::link)
                .findFirst();
    }

    @Test
    void itsProgramsAreSound() {
        assertEquals(2, blocks("tr").size());
        for (String text : blocks("tr")) {
            Linked linked = link(text);
            assertEquals(List.of(), linked.diagnostics());
            List<Diagnostic> found = Checker.check(linked.program().orElseThrow());
            assertTrue(
                    found.stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR),
                    found.toString());
        }
    }

    @Test
    void itsTestsPassAndMakeEveryRuleFire() {
        assertEquals(2, blocks("trt").size());
        for (String text : blocks("trt")) {
            TestReport report =
                    new TestRunner(this::policy).run(List.of(new Source("tutorial.trt", text)));
            assertTrue(report.passed(), () -> report.lines() + " " + report.problems());
            assertTrue(
                    report.coverage().stream().allMatch(c -> c.notFired().isEmpty()),
                    report.lines().toString());
        }
    }

    @Test
    void itsHostIsTheOneThatIsCompiledHere() {
        String source = read("src/test/java/io/teleon/policies/tutorial/HostExample.java");
        assertTrue(source.endsWith(blocks("java").getFirst()), "the tutorial's host differs");
        assertTrue(blocks("java").getFirst().lines().count() <= 45);
    }

    // --- the robot

    private final Linked bar = policy("bar_grab").orElseThrow();
    private final Program program = bar.program().orElseThrow();

    private Input input(String statement, Instant now) {
        Phrases.Statement said =
                bar.phrases().apply("bar_grab").statement(statement).meaning().orElseThrow();
        return new Input.Stated(said.fact(), said.value().equals(new Value.Bool(true)), now);
    }

    /// Runs the world and the robot's policy together, ten times a second.
    private int secondsUntilGrabbed(BarWorld world, Runnable atTenSeconds) {
        PolicyEngine engine = PolicyEngine.start(program);
        Set<String> inForce = new LinkedHashSet<>();
        List<Input> answers = new ArrayList<>();
        for (int tick = 0; tick < 3000; tick++) {
            if (tick == 100) {
                atTenSeconds.run();
            }
            if (tick > 100 && world.isHolding() && inForce.isEmpty()) {
                return tick / 10;
            }
            Instant now = BEGIN.plusMillis(tick * 100L);
            List<Input> inputs = new ArrayList<>(answers);
            world.seen().forEach(statement -> inputs.add(input(statement, now)));
            answers.clear();
            for (Output output : engine.step(inputs, now, Circumstances.NONE).outputs()) {
                if (output instanceof Output.Transition transition) {
                    String action = transition.instance().action().local();
                    boolean start = transition.kind() == Output.Transition.Kind.START;
                    if (start) {
                        inForce.add(action);
                    } else {
                        inForce.remove(action);
                    }
                    answers.add(
                            new Input.Reported(
                                    transition.instance(),
                                    start
                                            ? new Input.Progress.Running()
                                            : new Input.Progress.Ended()));
                }
            }
            assertTrue(inForce.size() <= 1, "two at the wheels: " + inForce);
            for (String action : inForce) {
                switch (action) {
                    case "move" -> world.move();
                    case "rotate" -> world.rotate();
                    default -> world.grab();
                }
            }
        }
        throw new AssertionError("the bar is not grabbed after 300 s");
    }

    @Test
    void theRobotGrabsTheBarFromAnywhere() {
        for (int i = 0; i < 12; i++) {
            double angle = i * Math.PI / 6;
            BarWorld world = new BarWorld(2 * Math.cos(angle), -2 + Math.sin(angle), angle, 0, 0);
            assertTrue(secondsUntilGrabbed(world, () -> {}) > 0);
        }
    }

    @Test
    void theRobotGoesOnWhenTheBarIsMovedOrTakenAway() {
        BarWorld moved = new BarWorld(1, -2, 0, 0, 0);
        assertTrue(secondsUntilGrabbed(moved, () -> moved.moveBar(-1, 1)) > 10);
    }

    // --- the host

    @Test
    void theHostCarriesOutWhatTheEngineWants() {
        List<String> done = new ArrayList<>();
        HostExample host = new HostExample(program, done::add);
        host.tell(List.of(input("holding(r1)", BEGIN)), BEGIN);
        host.tell(
                List.of(
                        input("not holding(r1)", BEGIN),
                        input("on_midline(r1)", BEGIN),
                        input("not facing_bar(r1)", BEGIN),
                        input("not at_bar(r1)", BEGIN)),
                BEGIN);
        assertEquals(List.of("START bar_grab.rotate(r1)#1"), done);
    }
}
