package io.teleon.policies.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said about faulty programs, word for word. A case is a file of its own,
/// `TR004-ratio.txt`: the program, a line of dashes, what is printed about it, a line of dashes,
/// and the same program without the fault.
class MessagesTest {

    private static final Path FOLDER = Path.of("src/test/resources/messages");
    private static final String LINE = "-----\n";

    /// What every case can use without declaring it.
    private static final Source GIVEN =
            new Source(
                    "given.tr",
                    """
                    library given "1"
                    type tier = {gold, silver}
                    percept up(link) fresh 30s
                    percept loss(link): ratio fresh 30s
                    percept offered(link): bandwidth fresh 30s forecast traffic
                    percept carried(link): bandwidth fresh 30s
                    percept capacity(link): bandwidth fresh 1 h
                    percept tier_of(link): tier fresh 1 h
                    percept detour(link, path) fresh 60s
                    event flap(link, count) keep 1 h
                    resource te(link)
                    action shift(L: link, P: path) durative { key L }
                    """);

    static List<String> cases() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrong(String name) throws IOException {
        List<String> parts = parts(name);
        Linked linked = link(parts.getFirst());
        String printed = printed(linked);
        if ("update".equals(System.getProperty("teleon.golden"))) {
            Files.writeString(
                    FOLDER.resolve(name), String.join(LINE, parts.get(0), printed, parts.get(2)));
            return;
        }
        assertEquals(parts.get(1), printed);
        assertTrue(
                linked.diagnostics().stream().anyMatch(d -> name.startsWith(d.code())),
                "no " + name.substring(0, 5));
        assertTrue(linked.program().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSatisfiedWithoutTheFault(String name) throws IOException {
        List<String> parts = parts(name);
        assertEquals("", printed(link(parts.get(2))));
    }

    @Test
    void hasACaseForEveryCode() {
        TreeSet<String> codes =
                cases().stream()
                        .map(name -> name.substring(0, 5))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                List.of(
                        "TR001", "TR002", "TR003", "TR004", "TR005", "TR006", "TR007", "TR008",
                        "TR009", "TR020", "TR021", "TR022", "TR045"),
                new ArrayList<>(codes));
    }

    private static List<String> parts(String name) throws IOException {
        return List.of(Files.readString(FOLDER.resolve(name)).split(LINE, -1));
    }

    private static Linked link(String text) {
        return Linker.link(
                List.of(new Source("p.tr", text)),
                unit -> unit.equals("given") ? Optional.of(GIVEN) : Optional.empty());
    }

    private static String printed(Linked linked) {
        Printer printer = new Printer(linked.sources());
        StringBuilder printed = new StringBuilder();
        for (Diagnostic diagnostic : linked.diagnostics()) {
            printed.append(printer.print(diagnostic));
        }
        return printed.toString();
    }
}
