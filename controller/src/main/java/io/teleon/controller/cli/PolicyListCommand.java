package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `teleon policy list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the policies that a controller runs, with the ETag of each text.")
public final class PolicyListCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = server.client()) {
            PrintWriter out = command.commandLine().getOut();
            server.warnIfPaused(client, out);
            JsonNode answer = client.get("/api/v1/policies");
            server.write(out, answer, answer.path("policies"), List.of("name", "version", "etag"));
        }
        return DONE;
    }
}
