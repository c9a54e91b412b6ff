package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.util.ArrayList;
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
        System.out.println("mutants that link: " + linked);
    }

    /// One word in place of another of the same text, which often still links.
    private static String mutated(String text, Random random) {
        List<String> words = new ArrayList<>(List.of(text.split("(?<=\\W)|(?=\\W)")));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).isBlank()) {
                places.add(i);
            }
        }
        for (int n = random.nextInt(3); n >= 0; n--) {
            int from = places.get(random.nextInt(places.size()));
            int to = places.get(random.nextInt(places.size()));
            String word =
                    switch (random.nextInt(4)) {
                        case 0 -> "";
                        case 1 ->
                                List.of(
                                                "not",
                                                "and",
                                                "or",
                                                "<",
                                                ">=",
                                                "=",
                                                "0",
                                                "otherwise",
                                                "nothing")
                                        .get(random.nextInt(9));
                        default -> words.get(from);
                    };
            words.set(to, word);
        }
        return String.join("", words);
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
