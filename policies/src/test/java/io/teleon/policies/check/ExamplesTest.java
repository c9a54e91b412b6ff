package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each code has an example that fails and one that passes, and the page `policies/CHECKS.md` is
/// made of them.
///
/// After a change that is meant: `-Dteleon.golden=update` writes the page anew, to be read before
/// it is committed.
class ExamplesTest {

    private static final Path PAGE = Path.of("CHECKS.md");

    static List<String> codes() {
        return Catalogue.entries().stream().map(Catalogue.Entry::code).toList();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void isToldOfWhatFailsWithTheLevelOfTheCatalogue(String code) {
        List<Diagnostic> told = Programs.examine(Programs.example(code, "fails")).of(code);

        assertFalse(told.isEmpty(), "nothing is told");
        assertEquals(
                Catalogue.find(code).orElseThrow().level(),
                told.getFirst().level(),
                told.getFirst().message());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void isNotToldOfWhatPasses(String code) {
        Programs.Examined examined = Programs.examine(Programs.example(code, "passes"));

        assertEquals(List.of(), examined.of(code));
        assertTrue(
                examined.diagnostics().stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR),
                () -> examined.diagnostics().toString());
    }

    @Test
    void thePageIsMadeOfTheExamples() throws IOException {
        String page = page();
        if ("update".equals(System.getProperty("teleon.golden"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(Files.readString(PAGE), page, "the page differs from " + PAGE);
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # What is checked

                `teleon policy check FILE...` reads programs and says what is wrong with them without running them: exit code 1 if there is an error, 0 otherwise. `--json` and `--sarif` say the same to machines.

                A check that needs a proof and finds none says *not proved*; it never takes that for fine. Proofs are bounded in steps, not in time, so the same program always gets the same answer.
                This page is made of the examples among the tests (`ExamplesTest`); what stands here is what the checks say.

                | code | level | what |
                |---|---|---|
                """);
        for (Catalogue.Entry entry : Catalogue.entries()) {
            page.append(
                    "| [%s](#%s) | %s | %s |\n"
                            .formatted(entry.code(), anchor(entry), level(entry), entry.title()));
        }
        for (Catalogue.Entry entry : Catalogue.entries()) {
            Source fails = Programs.example(entry.code(), "fails");
            page.append("\n## %s: %s\n\n".formatted(entry.code(), entry.title()))
                    .append(entry.why())
                    .append("\n\nFails:\n\n```\n")
                    .append(fails.text())
                    .append("```\n\n```\n")
                    .append(Programs.examine(fails).printed(entry.code()))
                    .append("```\n\nPasses:\n\n```\n")
                    .append(Programs.example(entry.code(), "passes").text())
                    .append("```\n");
        }
        return page.toString();
    }

    private static String level(Catalogue.Entry entry) {
        return entry.level().name().toLowerCase(Locale.ROOT);
    }

    private static String anchor(Catalogue.Entry entry) {
        return (entry.code() + " " + entry.title())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
