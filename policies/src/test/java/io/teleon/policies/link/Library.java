package io.teleon.policies.link;

import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs that are shipped, as they lie in the module.
public final class Library {

    private static final Path FOLDER = Path.of("library");

    private Library() {}

    public static Source source(String unit) {
        try {
            return new Source(unit + ".tr", Files.readString(FOLDER.resolve(unit + ".tr")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All policies: what is there except libraries, by name.
    public static List<String> policies() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tr"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .filter(name -> source(name).text().contains("policy " + name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<Source> find(String unit) {
        return Files.exists(FOLDER.resolve(unit + ".tr"))
                ? Optional.of(source(unit))
                : Optional.empty();
    }
}
