package io.teleon.policies.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.teleon.policies.link.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {

    static List<String> files() {
        return Stream.concat(Stream.of("net"), Library.policies().stream()).toList();
    }

    @Test
    void laysOutAProcedure() {
        String text =
                """
                // head

                policy p "1"   owner "o"
                import   net


                percept a( link ):ratio fresh 30 s // how much
                event flap(link) keep 1h
                belief    parked(link)
                pred x(L : link) if a(L)>- 5%
                proc heal(L: link) goal maintain x(L)
                {safety{maint: x(L) ~> nothing}
                // first
                ok: (a(L)<80 %or not(x(L))) min 5min ~> nothing
                no_spare: x(L)
                while count{X|x(X)}>0
                ~> steer(L) ++{remember parked(L);notify "noc" "{L} \\"x\\""}
                rest: otherwise ~> repeat seq { a(L) for 1 s;
                b(L) }
                // last
                }
                action a(L: link) durative {
                key L
                effect a(L) = 1 within 20s
                }
                // end
                """;
        assertEquals(
                """
                // head

                policy p "1" owner "o"
                import net

                percept a(link): ratio fresh 30s  // how much
                event   flap(link)     keep 1 h
                belief  parked(link)
                pred x(L: link) if a(L) > -5%
                proc heal(L: link) goal maintain x(L)
                {
                  safety {
                    maint:   x(L)                                 ~> nothing
                  }
                  // first
                  ok:        (a(L) < 80% or not (x(L))) min 5 min ~> nothing
                  no_spare:  x(L)
                             while count{ X | x(X) } > 0
                             ~> steer(L) ++ { remember parked(L); notify "noc" "{L} \\"x\\"" }
                  rest:      otherwise                            ~> repeat seq { a(L) for 1s;
                               b(L) }
                  // last
                }
                action a(L: link) durative {
                  key      L
                  effect   a(L) = 1 within 20s
                }
                // end
                """,
                formatted(text));
    }

    @ParameterizedTest
    @MethodSource("files")
    void changesNoToken(String file) {
        Source source = Library.source(file);
        String formatted = formatted(source.text());
        assertEquals(words(source.text()), words(formatted));
        assertEquals(comments(source.text()), comments(formatted));
        assertEquals(shape(source.text()), shape(formatted));
    }

    @ParameterizedTest
    @MethodSource("files")
    void changesNothingTheSecondTime(String file) {
        String once = formatted(Library.source(file).text());
        assertEquals(once, formatted(once));
    }

    /// Whatever the layout was, what comes out is stable and says the same.
    @ParameterizedTest
    @MethodSource("files")
    void settlesAnyLayout(String file) {
        SplittableRandom random = new SplittableRandom(file.hashCode());
        for (int round = 0; round < 30; round++) {
            String shaken = shaken(Library.source(file), random);
            String once = formatted(shaken);
            assertEquals(words(shaken), words(once));
            assertEquals(comments(shaken), comments(once));
            assertEquals(once, formatted(once));
        }
    }

    @Test
    void leavesFaultyTextAlone() {
        String text = "policy p \"1\"\n  pred x(L: link) if\n";
        Formatted formatted = Formatter.format(new Source("p.tr", text));
        assertEquals(text, formatted.text());
        assertFalse(formatted.diagnostics().isEmpty());
    }

    /// The tokens of a file with other blanks, line ends and comments between them.
    static String shaken(Source source, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (Token token : Lexer.tokens(source, new Findings())) {
            Span span = token.span();
            boolean glued = span.from() == end;
            end = span.to();
            boolean comment = source.text().substring(0, span.from()).stripTrailing().endsWith("//");
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "\n";
                        case 1 -> "\n\n \n";
                        case 2 -> " // aside\n";
                        case 3 -> "\n// alone\n\n  // more\n";
                        case 4, 5 -> "   ";
                        default -> glued || comment ? "" : " ";
                    });
            text.append(source.text(), span.from(), span.to());
        }
        return text.toString();
    }

    static String formatted(String text) {
        Formatted formatted = Formatter.format(new Source("p.tr", text));
        assertEquals(List.of(), formatted.diagnostics());
        return formatted.text();
    }

    private static List<String> words(String text) {
        return Lexer.tokens(new Source("p.tr", text), new Findings()).stream()
                .map(Token::text)
                .toList();
    }

    private static List<String> comments(String text) {
        List<String> comments = new ArrayList<>();
        for (Token token : Lexer.tokens(new Source("p.tr", text), new Findings())) {
            if (!token.before().trailing().isEmpty()) {
                comments.add(token.before().trailing());
            }
            token.before().comments().stream().filter(c -> !c.isEmpty()).forEach(comments::add);
        }
        return comments;
    }

    /// The tree without the places in it.
    private static String shape(String text) {
        Tree tree = Parser.parse(new Source("p.tr", text), new Findings());
        return (tree.header() + "\n" + tree.imports() + tree.items())
                .replaceAll("p\\.tr:\\d+:\\d+", "");
    }
}
