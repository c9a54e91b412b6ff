package io.teleon.policies.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Formatter;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No text makes the front end fail: it is answered by a program or by diagnostics with a place in
/// the text, in bounded time and stack.
class GarbageTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MEGABYTE = 1_000_000;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_0-9]+|\"[^\"\\n]*\"|\\s+|~>|.");

    @Property(tries = 500)
    void answersAnyBytes(@ForAll byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        answers(text);
        answers("policy p \"1\"\nimport net\n" + text);
    }

    @Property(tries = 500)
    void answersAnyText(@ForAll String text) {
        answers("policy p \"1\"\nproc x(L: link) { a: otherwise ~> nothing " + text);
    }

    @Property(tries = 300)
    void answersSoupOfWords(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> words = words(Library.source("link_heal").text());
        StringBuilder soup = new StringBuilder("policy p \"1\"\nimport net\n");
        for (int i = 0; i < 200; i++) {
            soup.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        answers(soup.toString());
    }

    @Property(tries = 400)
    void answersMutatedPrograms(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> policies = Library.policies();
        String policy = policies.get(random.nextInt(policies.size()));
        List<String> words = words(Library.source(policy).text());
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(4)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, words.get(random.nextInt(words.size())));
                case 2 -> words.set(at, words.get(random.nextInt(words.size())));
                default -> words.set(at, "" + (char) random.nextInt(32, 127));
            }
        }
        answers(String.join("", words));
    }

    private static List<String> words(String text) {
        Matcher matcher = WORD.matcher(text);
        List<String> words = new ArrayList<>();
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    static List<String> nests() {
        return List.of(
                "(",
                "not ",
                "x(",
                "if ",
                "- ",
                "exists X: link where ",
                "forall X: link where ",
                "1 + ",
                "x(L) and ",
                "x(L) or (",
                "sum{ ",
                "count{ X | ",
                "latched(",
                "a.",
                "{",
                "f(1, ",
                "forecast(",
                "prob(",
                "known(",
                "1 > ",
                "if a then if b then ");
    }

    /// 10 000 levels deep in a predicate, a goal, a guard and an effect.
    @ParameterizedTest
    @MethodSource("nests")
    void refusesDeepNesting(String opening) {
        String deep = opening.repeat(10_000) + "x(L)";
        String head = "policy p \"1\"\npercept x(link) fresh 1s\n";
        assertFails(head + "pred y(L: link) if " + deep);
        assertFails(head + "proc y(L: link) goal achieve " + deep + " { a: otherwise ~> nothing }");
        assertFails(head + "proc y(L: link) { a: " + deep + " ~> nothing }");
        assertFails(head + "action y(L: link) once { effect " + deep + " within 1s }");
    }

    static List<String> repeated() {
        return List.of(
                "pred a%d(L: link) if x(L)\n",
                "pred a(L: link) if x(L)\n",
                "pred a%1$d(L: link) if a%2$d(L)\n",
                "pred a%1$d(L: link) if not a%2$d(L)\n",
                "pred a(L: link) if x(M%d)\n",
                "pred a%d(L: link) if y(L)\n",
                "percept p%d(lnik) fresh 1s\n",
                "type t%1$d = t%2$d\n",
                "type t%d = {a, b}\n",
                "import net\n",
                "import u%d\n",
                "pred\n",
                "}",
                "\"",
                "\"\n",
                "// c\n",
                "\n",
                "\u0000",
                "9",
                "a",
                "A, ",
                "proc p%d(L: link) { a: otherwise ~> nothing }\n",
                "proc p%d(L: link) {\n",
                "task t%d for each L: link run q(L)\n");
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void answersAMegabyteOf(String piece) {
        String head = "policy p \"1\"\npercept x(link) fresh 1s\n";
        int size = piece.formatted(10_000, 10_000).length();
        int count = MEGABYTE / size;
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; i < count; i++) {
            text.append(piece.formatted(i, (i + 1) % count));
        }
        assertTimeoutPreemptively(LONGEST, () -> answers(text.toString()));
    }

    static List<String> lists() {
        return List.of(
                "pred y(%s) if x(L)|A%d: link",
                "pred y(L: link) if exists %s where x(L)|A%d",
                "pred y(L: link) if count{ %s | x(L) } > 0|A%d",
                "pred y(L: link) if greatest(%s) > 0|%d",
                "pred y(L: link) if x(%s)|A%d",
                "percept y(%s) fresh 1s|link",
                "percept y({%s}) fresh 1s|w%d",
                "proc y(L: link) { a: otherwise ~> %s }|y(L)",
                "proc y(L: link) { a: otherwise min 1s ~> nothing ++ { %s } }|notify \"a\" \"b%d\"",
                "proc y(L: link) { %s }|a%d: otherwise ~> nothing",
                "action y(L: link) once { uses %s }|r(L)",
                "guardrail y on %s require true else deny|a%d");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void answersAMegabyteInOneList(String shape) {
        String form = shape.substring(0, shape.lastIndexOf('|'));
        String part = shape.substring(shape.lastIndexOf('|') + 1);
        String separator = form.contains("++") ? "; " : form.contains("{ %s } ") ? " " : ", ";
        int count = MEGABYTE / (part.length() + 8);
        String list =
                String.join(
                        separator, IntStream.range(0, count).mapToObj(part::formatted).toList());
        String head = "policy p \"1\"\npercept x(link) fresh 1s\nresource r(link)\n";
        assertTimeoutPreemptively(
                LONGEST, () -> answers(head + form.formatted(list).replace("|", "|")));
    }

    private static void assertFails(String text) {
        assertTimeoutPreemptively(
                LONGEST, () -> assertFalse(answers(text).diagnostics().isEmpty()));
    }

    /// Links, prints, reports and formats; every diagnostic has a place in the text.
    private static Linked answers(String text) {
        Source source = new Source("p.tr", text);
        Linked linked = Linker.link(List.of(source), GarbageTest::library);
        Printer printer = new Printer(linked.sources());
        for (Diagnostic diagnostic : linked.diagnostics()) {
            assertTrue(diagnostic.span().to() <= Math.max(text.length(), 10_000));
            assertFalse(printer.print(diagnostic).isEmpty());
        }
        assertTrue(linked.diagnostics().size() <= 101);
        Formatter.Formatted formatted = Formatter.format(source);
        if (formatted.text().isPresent()) {
            String once = formatted.text().get();
            assertEquals(Optional.of(once), Formatter.format(new Source("p.tr", once)).text());
        }
        return linked;
    }

    private static Optional<Source> library(String unit) {
        return unit.equals("net") ? Library.find("net") : Optional.empty();
    }
}
