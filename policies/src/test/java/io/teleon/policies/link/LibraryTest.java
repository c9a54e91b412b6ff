package io.teleon.policies.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryTest {

    static List<String> policies() {
        return Library.policies();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void linksEachShippedPolicy(String policy) {
        Linked linked = Linker.link(List.of(Library.source(policy)), Library::find);
        assertEquals("", messages(linked));
        assertFalse(linked.program().orElseThrow().procedures().isEmpty());
    }

    @Test
    void linksAllOfThemAsOneProgram() {
        List<Source> all = Library.policies().stream().map(Library::source).toList();
        Linked linked = Linker.link(all, Library::find);
        assertEquals("", messages(linked));
        Program program = linked.program().orElseThrow();
        assertEquals(all.size(), program.policies().size());
        long declared =
                all.stream()
                        .flatMap(source -> source.text().lines())
                        .filter(line -> line.startsWith("task "))
                        .count();
        assertEquals(declared, program.tasks().size());
        List<String> percepts = program.percepts().stream().map(p -> p.name().toString()).toList();
        assertTrue(percepts.containsAll(List.of("net.offered", "gray_failure.anomaly")));
        assertEquals(percepts.size(), Set.copyOf(percepts).size());
    }

    private static String messages(Linked linked) {
        StringBuilder text = new StringBuilder();
        Printer printer = new Printer(linked.sources());
        for (Diagnostic diagnostic : linked.diagnostics()) {
            text.append(printer.print(diagnostic));
        }
        return text.toString();
    }
}
