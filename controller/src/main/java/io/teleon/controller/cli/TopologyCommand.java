package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `teleon topology`.
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Shows the directed links a controller has discovered.")
public final class TopologyCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = server.client()) {
            server.warnIfPaused(client, command.commandLine().getOut());
            JsonNode topology = client.get("/api/v1/topology");
            server.write(
                    command.commandLine().getOut(),
                    topology,
                    topology.path("links"),
                    List.of("source", "target", "up", "utilisation", "weight", "since"));
        }
        return 0;
    }
}
