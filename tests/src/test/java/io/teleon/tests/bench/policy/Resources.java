package io.teleon.tests.bench.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The texts of the rule bases.
final class Resources {

    private Resources() {}

    static String text(String file) {
        try (InputStream in =
                Objects.requireNonNull(Resources.class.getResourceAsStream("/bench/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines that say something: neither empty nor only a comment.
    static int lines(String text) {
        return (int)
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                        .count();
    }
}
