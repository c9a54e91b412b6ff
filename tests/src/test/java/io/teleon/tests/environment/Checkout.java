package io.teleon.tests.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree this build was made from.
public record Checkout(Path root) {

    /// Finds the root from wherever the tests are run: the folder with the Maven wrapper.
    public static Checkout find() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("mvnw"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no mvnw in or above " + here);
    }

    /// All Java sources below `module/kind/java` of every module, in path order; `kind` is
    /// `src/main` or `src/test`.
    public List<Path> sources(String kind) {
        return modules().stream()
                .map(module -> module.resolve(kind).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> below(folder).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    public List<Path> modules() {
        return list(root).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                .toList();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
