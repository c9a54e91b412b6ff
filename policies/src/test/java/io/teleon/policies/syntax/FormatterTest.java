package io.teleon.policies.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {

    static List<Path> programs() {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("library", "src/test/resources/io/teleon/policies/check")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".tr"))
                        .filter(file -> !file.toString().contains("TR001-fails"))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static String formatted(String text) {
        Formatter.Formatted formatted = Formatter.format(new Source("a.tr", text));
        return formatted
                .text()
                .orElseThrow(() -> new AssertionError(formatted.diagnostics().toString()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void keepsEveryWordAndCommentAndFormatsOnlyOnce(Path file) throws IOException {
        String text = Files.readString(file);
        String once = formatted(text);

        assertEquals(once, formatted(once));
        assertEquals(words(text), words(once));
        assertEquals(comments(text), comments(once));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void hasNothingToChangeInWhatIsShipped(Path file) throws IOException {
        assertEquals(formatted(Files.readString(file)), Files.readString(file), file.toString());
    }

    /// The layout depends on the words and the breaks between lines, not on blanks.
    @ParameterizedTest
    @MethodSource("programs")
    void doesNotCareForBlanks(Path file) throws IOException {
        String text = Files.readString(file);
        Random random = new Random(7);
        StringBuilder mangled = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            mangled.append(" ".repeat(random.nextInt(12)));
            boolean comment = line.strip().startsWith("//");
            for (char c : line.strip().toCharArray()) {
                mangled.append(c);
                if (c == ' ' && !comment && !line.contains("\"") && !line.contains("//")) {
                    mangled.append(" ".repeat(random.nextInt(3)));
                }
            }
            mangled.append(" ".repeat(random.nextInt(3))).append('\n');
        }

        assertEquals(formatted(text), formatted(mangled.toString()));
    }

    private static List<String> words(String text) {
        return Lexer.tokens(new Source("a.tr", text), new Findings()).stream()
                .map(Token::text)
                .toList();
    }

    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("//"))
                .map(line -> line.substring(line.indexOf("//")).strip())
                .toList();
    }

    @Test
    void laysOutAProcedure() {
        assertEquals(
                """
                // What this is about.

                policy p "1.0.0" owner "o" mode enforce

                percept loss(link): ratio   fresh 30s
                percept rx(link): power     fresh 60s  // at the receiver
                event   flap(link)          keep 1 h
                belief  parked(link, {a, b}) ttl 24 h

                proc heal(L: link)
                  goal maintain loss(L) < 1%
                {
                  safety {
                    off:  rx(L) < -28 dBm ~> nothing
                  }
                  // all is well
                  ok:     loss(L) < 1%    ~> nothing
                  broken: loss(L) >= 1%
                          min 30s
                          ~> nothing ++ { notify "noc" "{L}" }
                  last:   otherwise       ~> nothing
                }
                """
                        .replace("ratio   fresh", "ratio    fresh")
                        .replace("power     fresh", "power      fresh")
                        .replace("(link)          keep", "(link)           keep"),
                formatted(
                        """
                        // What this is about.

                        policy p   "1.0.0" owner "o" mode enforce


                        percept loss( link ) :ratio fresh 30 s
                        percept rx(link): power fresh 60s // at the receiver
                        event flap(link) keep 1h
                        belief parked(link, { a ,b }) ttl 24 h

                        proc heal(L : link)
                        goal maintain loss(L)<1 %
                        {
                        safety {
                        off: rx(L)<- 28 dBm ~> nothing
                        }
                        // all is well
                        ok: loss(L)<1% ~> nothing
                        broken: loss(L)>=1%
                        min 30s
                        ~> nothing ++ {notify "noc" "{L}"}
                        last: otherwise ~> nothing
                        }
                        """));
    }

    @Test
    void leavesAloneWhatItCannotRead() {
        Formatter.Formatted formatted =
                Formatter.format(new Source("a.tr", "policy p \"1\"\npred q( if\n"));

        assertTrue(formatted.text().isEmpty());
        assertFalse(formatted.diagnostics().isEmpty());
    }

    /// Whatever can be read can be formatted.
    @ParameterizedTest
    @MethodSource("programs")
    void answersForWhateverCanBeRead(Path file) throws IOException {
        String text = Files.readString(file);
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            StringBuilder mutant = new StringBuilder(text);
            for (int n = 0; n < 2; n++) {
                int at = random.nextInt(mutant.length());
                if (random.nextBoolean()) {
                    mutant.deleteCharAt(at);
                } else {
                    mutant.insert(at, " \n{}();:~>//-".charAt(random.nextInt(13)));
                }
            }
            Formatter.format(new Source("a.tr", mutant.toString()))
                    .text()
                    .ifPresent(once -> assertEquals(once, formatted(once)));
        }
    }
}
