package io.teleon.simulator.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where text goes: a file, standard output (`-`), or nowhere.
final class TextSink implements AutoCloseable {

    private final Optional<Writer> writer;
    private final boolean closes;

    private TextSink(Optional<Writer> writer, boolean closes) {
        this.writer = writer;
        this.closes = closes;
    }

    static TextSink open(Optional<String> file, PrintWriter standardOutput) throws IOException {
        if (file.isEmpty()) {
            return new TextSink(Optional.empty(), false);
        }
        if (file.get().equals("-")) {
            return new TextSink(Optional.of(standardOutput), false);
        }
        return new TextSink(Optional.of(create(Path.of(file.get()))), true);
    }

    private static BufferedWriter create(Path file) throws IOException {
        try {
            return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written, " + e.getMessage(), e);
        }
    }

    static void write(String file, String text, PrintWriter standardOutput) throws IOException {
        try (TextSink sink = open(Optional.of(file), standardOutput)) {
            sink.print(text);
        }
    }

    void println(String line) {
        print(line + "\n");
    }

    private void print(String text) {
        try {
            if (writer.isPresent()) {
                writer.get().write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().flush();
            if (closes) {
                writer.get().close();
            }
        }
    }
}
