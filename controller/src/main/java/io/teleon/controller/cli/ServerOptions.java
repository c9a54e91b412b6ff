package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What every command that talks to a controller takes.
final class ServerOptions {

    private static final String STANDARD_OUTPUT = "-";
    private static final String STANDARD_SERVER = "http://127.0.0.1:8080";

    /// How an answer is written.
    enum Output {
        table,
        json,
        yaml
    }

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the controller, default that of the context, else " + STANDARD_SERVER)
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "which of the controllers of teleon context list")
    private Optional<String> context = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "shown to the controller, default TELEON_TOKEN, else the context's")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "a PEM file with the certificate the controller is trusted by")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "SECONDS",
            description = "again every so many seconds, 2 where it is not said")
    @SuppressWarnings("UnusedVariable") // read by [Watching]
    private Integer watch = 0;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}, default ${DEFAULT-VALUE}")
    private Output output = Output.table;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the answer as JSON too; '-' for standard output, and nothing else")
    private Optional<String> json = Optional.empty();

    ApiClient client() throws IOException {
        ClientConfig config = ClientConfig.read(ClientConfig.file());
        Optional<ClientConfig.Context> known = config.context(context);
        URI where =
                server.or(() -> known.map(ClientConfig.Context::server).map(URI::create))
                        .orElse(URI.create(STANDARD_SERVER));
        // A context's token is for its own controller, and for no other that somebody names.
        boolean same = known.filter(c -> URI.create(c.server()).equals(where)).isPresent();
        Optional<Path> trusted = ca.or(() -> known.flatMap(ClientConfig.Context::ca));
        return new ApiClient(
                where,
                token.or(() -> Optional.ofNullable(System.getenv("TELEON_TOKEN")))
                        .or(() ->
                                same
                                        ? known.flatMap(ClientConfig.Context::token)
                                        : Optional.empty()),
                trusted.isPresent() ? Optional.of(Trust.in(trusted.get())) : Optional.empty());
    }

    /// Whether a person reads what is written.
    boolean isForPeople() {
        return output == Output.table && !json.equals(Optional.of(STANDARD_OUTPUT));
    }

    /// Asks for a list and writes it: for people below the pause, if there is one, and above how
    /// many older ones are left out.
    ///
    /// @param rows the field that has them
    void list(PrintWriter out, String path, String rows, List<String> columns) throws IOException {
        try (ApiClient client = client()) {
            warnIfPaused(client, out);
            JsonNode answer = client.get(path);
            write(
                    out,
                    answer,
                    () -> {
                        TextTable.write(out, answer.path(rows), columns);
                        long more = answer.path("matching").asLong() - answer.path(rows).size();
                        if (more > 0) {
                            out.println(more + " older ones not shown; --limit shows more");
                        }
                    });
        }
    }

    /// Writes the answer whole, or the given columns of a list in it.
    void write(PrintWriter out, JsonNode answer, JsonNode rows, List<String> columns)
            throws IOException {
        write(out, answer, () -> TextTable.write(out, rows, columns));
    }

    /// Writes the answer whole, or for people what `text` prints.
    void write(PrintWriter out, JsonNode answer, Runnable text) throws IOException {
        if (json.isPresent() && !json.get().equals(STANDARD_OUTPUT)) {
            Files.writeString(
                    Path.of(json.get()), answer.toPrettyString() + "\n", StandardCharsets.UTF_8);
        }
        if (isForPeople() && DryRun.is(answer)) {
            DryRun.write(out, answer);
        } else if (isForPeople()) {
            text.run();
        } else if (output == Output.yaml && json.isEmpty()) {
            out.print(YamlText.of(answer));
        } else {
            out.println(answer.toPrettyString());
        }
        out.flush();
    }

    /// One line on top of whatever a person reads while the kill switch is on: by whom, since when,
    /// why.
    void warnIfPaused(ApiClient client, PrintWriter out) throws IOException {
        if (isForPeople()) {
            pauseLine(client.get("/api/v1/status")).ifPresent(out::println);
        }
    }

    /// @param answer one that has `at` and `paused`
    static Optional<String> pauseLine(JsonNode answer) {
        JsonNode paused = answer.path("paused");
        if (!paused.isObject()) {
            return Optional.empty();
        }
        String since = paused.path("at").asText();
        String reason = paused.path("reason").asText();
        long seconds =
                Duration.between(Instant.parse(since), Instant.parse(answer.path("at").asText()))
                        .toSeconds();
        return Optional.of(
                "AUTONOMY IS PAUSED by "
                        + paused.path("by").asText()
                        + " since "
                        + since
                        + " ("
                        + (seconds < 120 ? seconds + " s" : seconds / 60 + " min")
                        + ")"
                        + (reason.isEmpty() ? "" : ": " + reason)
                        + ". Go on with: teleon autonomy resume");
    }
}
