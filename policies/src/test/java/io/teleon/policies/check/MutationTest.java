package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Programs made wrong: whatever still links is checked without an exception and in bounded time,
/// and twice the same.
class MutationTest {

    private static final int MUTANTS = 150;

    @Test
    void answersForEveryMutantThatLinks() {
        int linked = 0;
        for (String name : Programs.shipped()) {
            Source source = Programs.shipped(name);
            Random random = new Random(name.hashCode());
            for (int i = 0; i < MUTANTS; i++) {
                Source mutant = new Source(source.name(), mutated(source.text(), random));
                Programs.Examined once =
                        assertTimeoutPreemptively(
                                Duration.ofSeconds(30), () -> Programs.examine(mutant));
                if (once.linked().program().isPresent()) {
                    linked++;
                    assertEquals(once.diagnostics(), Programs.examine(mutant).diagnostics());
                }
            }
        }
        assertTrue(linked > MUTANTS, "only " + linked + " mutants link");
    }

    /// Words that can stand in one another's place.
    private static final List<List<String>> FAMILIES =
            List.of(
                    List.of("<", "<=", ">", ">=", "=", "!="),
                    List.of("and", "or"),
                    List.of("min", "max", "cooldown"),
                    List.of("low", "medium", "high"),
                    List.of("durative", "once"),
                    List.of("make_first", "break_first"),
                    List.of("achieve", "maintain"),
                    List.of("while", "until"),
                    List.of(
                            "usable(L)",
                            "not usable(L)",
                            "usable(L) for at least 10s",
                            "failed(L)"),
                    List.of("hold 60s", "skip", "escalate"),
                    List.of("sustains goal", "max 5 min", ""),
                    List.of("otherwise", "otherwise min 1 min"));

    /// Some words in place of others of their family, other numbers, rules in another order.
    private static String mutated(String text, Random random) {
        String mutant = text;
        for (int n = random.nextInt(1, 5); n > 0; n--) {
            mutant =
                    switch (random.nextInt(6)) {
                        case 0 -> otherNumber(mutant, random);
                        case 1 -> swappedLines(mutant, random);
                        default -> otherWord(mutant, random);
                    };
        }
        return mutant;
    }

    private static String otherWord(String text, Random random) {
        List<String> family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        String from = family.get(random.nextInt(family.size()));
        String to = family.get(random.nextInt(family.size()));
        int at =
                from.isEmpty() ? -1 : text.indexOf(" " + from + " ", random.nextInt(text.length()));
        return at < 0
                ? text
                : text.substring(0, at + 1) + to + text.substring(at + 1 + from.length());
    }

    private static String otherNumber(String text, Random random) {
        int at = random.nextInt(text.length());
        while (at < text.length() && (text.charAt(at) < '1' || text.charAt(at) > '9')) {
            at++;
        }
        return at == text.length()
                ? text
                : text.substring(0, at) + random.nextInt(1, 10) + text.substring(at + 1);
    }

    private static String swappedLines(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<Integer> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(" +[a-z_]+: .*~>.*") && !lines.get(i).contains("++")) {
                rules.add(i);
            }
        }
        if (rules.size() > 1) {
            Collections.swap(
                    lines,
                    rules.get(random.nextInt(rules.size())),
                    rules.get(random.nextInt(rules.size())));
        }
        return String.join("\n", lines) + "\n";
    }

    /// Written out, each predicate doubles the one before.
    @Test
    void givesUpOnWhatIsTooLongToWriteOut() {
        StringBuilder text = new StringBuilder("percept x(link): ratio fresh 10s\n");
        text.append("pred p0(L: link) if x(L) > 1% and x(L) < 2%\n");
        text.append("fun f0(L: link): ratio = x(L)\n");
        for (int i = 1; i < 60; i++) {
            text.append(
                    "pred p%d(L: link) if p%d(L) or not p%d(L) and x(L) != %d%%\n"
                            .formatted(i, i - 1, i - 1, i));
            text.append("fun f%d(L: link): ratio = f%d(L) + f%d(L)\n".formatted(i, i - 1, i - 1));
        }
        text.append("proc q(L: link) {\n");
        for (int i = 0; i < 20; i++) {
            text.append("  r%d: p59(L) and f59(L) > %d%% ~> nothing\n".formatted(i, i));
        }
        text.append("  last: not p58(L) ~> nothing\n}\n");

        List<String> codes =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> Programs.policy(text.toString()).codes());

        assertEquals(List.of("TR010", "TR011"), codes.stream().sorted().toList());
    }
}
