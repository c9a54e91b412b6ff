package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ActionStory;
import io.teleon.controller.report.NetworkNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon action`.
@Command(
        name = "action",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What the controller's programs did: lists it, says why, takes it back.")
public final class ActionCommand {

    private static final int DONE = 0;
    private static final List<String> COLUMNS =
            List.of("id", "since", "state", "action", "target", "rule", "twin", "reason");

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(description = "Lists actions, the newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ServerOptions server,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            split = ",",
                            description = "only those in these states, such as ACTIVE,CONFIRMED")
                    List<String> states,
            @Option(
                            names = "--target",
                            paramLabel = "TEXT",
                            description = "only those whose target has this in its name")
                    Optional<String> target,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "at most so many, default ${DEFAULT-VALUE}, 1000 at most")
                    int limit)
            throws IOException {
        StringBuilder path = new StringBuilder("/api/v1/actions?limit=").append(limit);
        if (states != null) { // picocli's word for an option that was not given
            states.forEach(s -> path.append("&state=").append(ApiClient.encoded(s)));
        }
        target.ifPresent(t -> path.append("&target=").append(ApiClient.encoded(t)));
        server.list(command.commandLine().getOut(), path.toString(), "actions", COLUMNS);
        return DONE;
    }

    @Command(
            description =
                    "Says all there is to say about one action: the rules and facts it stands on, the"
                            + " forecast, what the twin said, what changed and how it went.",
            mixinStandardHelpOptions = true)
    int why(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "N", description = "the action's number") long id)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.get("/api/v1/actions/" + id);
            NetworkNames names = ActionAnswer.names(client.get("/api/v1/topology"));
            PrintWriter out = command.commandLine().getOut();
            server.warnIfPaused(client, out);
            server.write(
                    out,
                    answer,
                    () ->
                            ActionStory.of(
                                            ActionAnswer.action(answer),
                                            Instant.parse(answer.path("at").asText()),
                                            names,
                                            TerminalWidth.of(command))
                                    .forEach(out::println));
        }
        return DONE;
    }

    @Command(
            description =
                    "Takes back what an action did; programs keep from doing it again for a while.",
            mixinStandardHelpOptions = true)
    int undo(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(paramLabel = "N", description = "the action's number") long id)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post(who.path("/api/v1/actions/" + id + "/undo"), who.body());
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("action", id);
            row.put(
                    "outcome",
                    answer.path("changed").asBoolean() ? "is being undone" : "was undone already");
            server.write(
                    command.commandLine().getOut(),
                    answer,
                    JsonNodeFactory.instance.arrayNode().add(row),
                    List.of("action", "outcome"));
            return DryRun.exitCode(answer, DONE);
        }
    }
}
