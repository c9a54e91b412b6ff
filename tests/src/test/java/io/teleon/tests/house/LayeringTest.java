package io.teleon.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules import one way, and foreign types stay at the edges.
class LayeringTest {

    static Stream<ArchRule> rules() {
        return Stream.of(
                        Layering.moduleRules(Code.BASE),
                        Layering.edgeRules(Code.BASE),
                        Layering.hiddenRules(Code.BASE))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(Code.ours());
    }

    @Test
    void looksAtEveryModule() {
        for (Layering.Module module : Layering.MODULES) {
            assertTrue(
                    Code.ours().stream()
                            .anyMatch(type ->
                                    type.getPackageName()
                                            .startsWith(Code.BASE + "." + module.name())),
                    "no class of " + module.name() + " on the class path");
        }
    }

    @Test
    void reportsEachModuleThatImportsTheWrongWay() {
        assertEquals(
                List.of(
                        "agent.AsksTheController",
                        "controller.AsksTheSimulator",
                        "models.AsksThePolicies",
                        "policies.AsksTheAgent"),
                offenders(Layering.moduleRules(Code.FIXTURES)));
    }

    @Test
    void reportsEachLibraryThatLeavesItsEdge() {
        assertEquals(
                List.of(
                        "controller.topology.SpeaksDatabase",
                        "controller.topology.SpeaksHttp",
                        "controller.topology.SpeaksJson",
                        "controller.topology.SpeaksNetty",
                        "controller.topology.SpeaksOpenFlow",
                        "controller.topology.SpeaksTerminal",
                        "models.AsksTheMachine"),
                offenders(Layering.edgeRules(Code.FIXTURES)));
    }

    @Test
    void reportsHiddenLibrariesThatShow() {
        assertEquals(
                List.of(
                        "controller.telemetry.ShowsReports",
                        "controller.topology.ReadsReports",
                        "models.ShowsItsGraph",
                        "policies.DrawsGraphs"),
                offenders(Layering.hiddenRules(Code.FIXTURES)));
    }

    /// The classes the rules complain about, without the base package and without what is nested in
    /// them.
    private static List<String> offenders(List<ArchRule> rules) {
        JavaClasses fixtures = Code.fixtures();
        NavigableSet<String> offenders = new TreeSet<>();
        for (ArchRule rule : rules) {
            for (String detail :
                    rule.allowEmptyShould(true)
                            .evaluate(fixtures)
                            .getFailureReport()
                            .getDetails()) {
                offenders.add(Code.firstFixture(detail));
            }
        }
        return List.copyOf(offenders);
    }
}
