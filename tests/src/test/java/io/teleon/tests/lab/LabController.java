package io.teleon.tests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A controller in a process of its own, driven line by line.
final class LabController implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final int port;

    private LabController(Process process) throws IOException {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.port = Integer.parseInt(line().replaceFirst("^ready ", ""));
    }

    /// @param port 0 lets the system choose
    static LabController start(Path journal, int port) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabControllerMain.class.getName(),
                        journal.toString(),
                        Integer.toString(port));
        try {
            return new LabController(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /// Says a command and waits for its answer.
    String ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            return line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the controller ended");
        }
        return line;
    }

    /// Kills it without warning (SIGKILL) and waits until it is gone.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Has it stop by itself.
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            commands.close();
            process.onExit().join();
        }
    }
}
