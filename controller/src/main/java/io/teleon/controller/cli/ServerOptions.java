package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/// What every command that talks to a controller takes.
final class ServerOptions {

    /// How an answer is written.
    enum Output {
        table,
        json
    }

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the controller, default ${DEFAULT-VALUE}")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}, default ${DEFAULT-VALUE}")
    private Output output = Output.table;

    ApiClient client() {
        return new ApiClient(server);
    }

    /// Writes the answer whole, or the given columns of a list in it.
    void write(PrintWriter out, JsonNode answer, JsonNode rows, List<String> columns) {
        switch (output) {
            case json -> out.println(answer.toPrettyString());
            case table -> TextTable.write(out, rows, columns);
        }
        out.flush();
    }
}
