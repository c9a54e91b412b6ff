package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon incident`.
@Command(
        name = "incident",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What went wrong: one incident for each element in trouble.")
public final class IncidentCommand {

    private static final int DONE = 0;
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "state",
                    "severity",
                    "kind",
                    "name",
                    "firstSeen",
                    "lastSeen",
                    "flaps",
                    "affectedIntents",
                    "actionCount");
    private static final List<String> LINES = List.of("at", "about", "text");

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(description = "Lists incidents, the newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ServerOptions server,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "only those that are OPEN, or CLEARED")
                    Optional<String> state,
            @Option(
                            names = "--element",
                            paramLabel = "TEXT",
                            description = "only those whose element has this in its name")
                    Optional<String> element,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "at most so many, default ${DEFAULT-VALUE}, 1000 at most")
                    int limit)
            throws IOException {
        StringBuilder path = new StringBuilder("/api/v1/incidents?limit=").append(limit);
        state.ifPresent(s -> path.append("&state=").append(ApiClient.encoded(s)));
        element.ifPresent(e -> path.append("&element=").append(ApiClient.encoded(e)));
        server.list(command.commandLine().getOut(), path.toString(), "incidents", COLUMNS);
        return DONE;
    }

    @Command(
            description =
                    "Shows one incident: what is wrong, who suffers, what was done about it, and its"
                            + " timeline.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "N", description = "the incident's number") long id)
            throws IOException {
        try (ApiClient client = server.client()) {
            PrintWriter out = command.commandLine().getOut();
            server.warnIfPaused(client, out);
            JsonNode incident = client.get("/api/v1/incidents/" + id);
            server.write(out, incident, () -> show(out, incident));
        }
        return DONE;
    }

    private static void show(PrintWriter out, JsonNode incident) {
        TextTable.write(out, JsonNodeFactory.instance.arrayNode().add(incident), COLUMNS);
        out.println();
        out.println("now:     " + joined(incident.path("troubles"), "well") + until(incident));
        out.println("intents: " + joined(incident.path("intents"), "none"));
        out.println("actions: " + joined(incident.path("actions"), "none"));
        out.println();
        TextTable.write(out, incident.path("timeline"), LINES);
        long leftOut = incident.path("leftOut").asLong();
        if (leftOut > 0) {
            out.println(leftOut + " lines between the first and the newest are not kept");
        }
    }

    private static String until(JsonNode incident) {
        String at = incident.path("clearsAt").asText("null");
        return at.equals("null") ? "" : ", to be cleared at " + at;
    }

    private static String joined(JsonNode array, String none) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts.isEmpty() ? none : String.join(", ", texts);
    }
}
