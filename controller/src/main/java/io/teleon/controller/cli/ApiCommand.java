package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon api`: whatever the API can, also what has no command of its own.
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        description =
                "Sends any request to the API: teleon api GET /api/v1/openapi.json lists them.")
public final class ApiCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, PUT or DELETE")
    private String method = "GET";

    @Parameters(index = "1", paramLabel = "PATH", description = "such as /api/v1/status")
    private String path = "/api/v1/status";

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description = "the body, or @FILE that has it, - for standard input")
    private Optional<String> data = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer =
                    client.ask(
                            method.toUpperCase(Locale.ROOT),
                            path,
                            data.isPresent() ? Optional.of(body(data.get())) : Optional.empty());
            PrintWriter out = command.commandLine().getOut();
            server.write(out, answer, () -> out.println(answer.toPrettyString()));
            return DryRun.exitCode(answer, DONE);
        }
    }

    private static String body(String data) throws IOException {
        String text =
                data.equals("-")
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : data.startsWith("@")
                                ? Files.readString(Path.of(data.substring(1)))
                                : data;
        return new ObjectMapper().readTree(text).toString();
    }
}
