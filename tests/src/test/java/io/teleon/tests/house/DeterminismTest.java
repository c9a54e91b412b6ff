package io.teleon.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.lang.ArchRule;
import io.teleon.tests.house.fixtures.controller.AsksTheWorld;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// No clock, no chance, no thread and no hash order outside the edges.
class DeterminismTest {

    private static final Pattern CALLER =
            Pattern.compile("<" + Pattern.quote(Code.FIXTURES) + "\\.[^<>]*?(\\w+)\\(");

    static Stream<ArchRule> rules() {
        return Determinism.rules(Code.BASE).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(Code.ours());
    }

    static Stream<Arguments> families() {
        List<Class<?>> fixtures =
                List.of(
                        AsksTheWorld.Clocks.class,
                        AsksTheWorld.Waits.class,
                        AsksTheWorld.Chance.class,
                        AsksTheWorld.Parallel.class,
                        AsksTheWorld.HashOrder.class);
        assertEquals(
                fixtures.size(), Determinism.FORBIDDEN.size(), "each family has its bad example");
        return Stream.iterate(0, index -> index + 1)
                .limit(fixtures.size())
                .map(index ->
                        Arguments.of(
                                Determinism.FORBIDDEN.get(index).what(),
                                Determinism.rules(Code.FIXTURES).get(index),
                                fixtures.get(index)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void reportsEveryForbiddenCallAndNoOther(String what, ArchRule rule, Class<?> fixture) {
        NavigableSet<String> expected = new TreeSet<>();
        Arrays.stream(fixture.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !name.startsWith("mayI"))
                .forEach(expected::add);

        NavigableSet<String> reported = new TreeSet<>();
        for (String detail : rule.evaluate(Code.fixtures()).getFailureReport().getDetails()) {
            Matcher caller = CALLER.matcher(detail);
            reported.add(caller.find() ? caller.group(1) : detail);
        }

        assertEquals(expected, reported, what);
    }

    @Test
    void exceptionsAreOnlyTheEdgesThatTheModulesHave() {
        for (String edge : Determinism.EDGES) {
            assertEquals(
                    1,
                    Layering.MODULES.stream()
                            .filter(module -> edge.startsWith(module.name() + "."))
                            .count(),
                    edge + " belongs to no module");
        }
    }
}
