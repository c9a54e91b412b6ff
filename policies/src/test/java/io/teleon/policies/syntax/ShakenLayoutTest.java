package io.teleon.policies.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.link.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layouts that no person would choose.
class ShakenLayoutTest {

    static List<String> files() {
        return Stream.concat(Stream.of("net"), Library.policies().stream()).toList();
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

    /// The tokens of a file with other blanks, line ends and comments between them.
    static String shaken(Source source, SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (Token token : Lexer.tokens(source, new Findings())) {
            Span span = token.span();
            boolean glued = span.from() == end;
            end = span.to();
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "\n";
                        case 1 -> "\n\n \n";
                        case 2 -> " // aside\n";
                        case 3 -> "\n// alone\n\n  // more\n";
                        case 4, 5 -> "   ";
                        default -> glued ? "" : " ";
                    });
            text.append(source.text(), span.from(), span.to());
        }
        return text.toString();
    }

    static String formatted(String text) {
        Formatter.Formatted formatted = Formatter.format(new Source("p.tr", text));
        assertEquals(List.of(), formatted.diagnostics());
        return formatted.text().orElseThrow();
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
