package io.teleon.policies.check;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Programs as text, linked and checked.
final class Programs {

    static final Path LIBRARY = Path.of("library");
    private static final Path EXAMPLES = Path.of("src/test/resources/io/teleon/policies/check");

    private Programs() {}

    /// What there is to say about a text, by linker and checks.
    record Examined(Linked linked, List<Diagnostic> diagnostics) {

        List<String> codes() {
            return diagnostics.stream().map(Diagnostic::code).distinct().toList();
        }

        List<Diagnostic> of(String code) {
            return diagnostics.stream().filter(d -> d.code().equals(code)).toList();
        }

        String printed(String code) {
            Printer printer = new Printer(linked.sources());
            return of(code).stream().map(printer::print).collect(Collectors.joining("\n"));
        }
    }

    static Examined examine(Source source) {
        Linked linked = Linker.link(List.of(source), Programs::library);
        List<Diagnostic> all = new ArrayList<>(linked.diagnostics());
        linked.program().ifPresent(program -> all.addAll(Checker.check(program)));
        return new Examined(linked, all);
    }

    static Examined examine(String text) {
        return examine(new Source("example.tr", text));
    }

    /// A policy around some declarations.
    static Examined policy(String declarations) {
        return examine("policy example \"1.0.0\" owner \"tests\" mode enforce\n" + declarations);
    }

    static Source example(String code, String kind) {
        String name = code + "-" + kind + ".tr";
        return new Source(name, read(EXAMPLES.resolve(name)));
    }

    static Source shipped(String name) {
        return new Source(name + ".tr", read(LIBRARY.resolve(name + ".tr")));
    }

    static List<String> shipped() {
        try (Stream<Path> files = Files.list(LIBRARY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tr"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Source> library(String name) {
        return Files.exists(LIBRARY.resolve(name + ".tr"))
                ? Optional.of(shipped(name))
                : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
