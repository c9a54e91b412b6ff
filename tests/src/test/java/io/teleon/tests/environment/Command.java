package io.teleon.tests.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A started program whose output, both streams in order, is collected without anybody having to
/// read it meanwhile.
public final class Command {

    /// What a program printed, and how it ended.
    public record Result(int status, String output) {}

    private final List<String> words;
    private final Process process;
    private final Path output;

    private Command(List<String> words, Process process, Path output) {
        this.words = words;
        this.process = process;
        this.output = output;
    }

    public static Command start(List<String> words) {
        return start(new ProcessBuilder(words));
    }

    /// Starts a program in a folder and an environment of its own.
    public static Command start(ProcessBuilder builder) {
        List<String> words = builder.command();
        try {
            Path output = Files.createTempFile("teleon-command", ".out");
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            return new Command(List.copyOf(words), process, output);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot start " + words, refused);
        }
    }

    /// Runs a program to its end and returns what it printed; an unsuccessful one is an error with
    /// its output.
    public static String run(List<String> words) {
        Result result = start(words).await(Duration.ofSeconds(60));
        if (result.status() != 0) {
            throw new IllegalStateException(
                    words + " ended with " + result.status() + ":\n" + result.output());
        }
        return result.output();
    }

    /// Waits for the end. One that takes longer is killed, with its children, and is an error.
    public Result await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        words + " ran longer than " + limit + ":\n" + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words, interrupted);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            output.toFile().delete();
        }
    }
}
