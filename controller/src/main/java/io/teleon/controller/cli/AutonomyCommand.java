package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.time.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon autonomy`.
@Command(
        name = "autonomy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "How far the controller may go by itself.",
        footer = {
            "",
            "In an emergency: teleon autonomy pause. Nothing new is started or changed from then on,",
            "what is under way is taken back, what is in force stays; it holds across restarts."
        })
public final class AutonomyCommand {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(
            description =
                    "Shows the kill switch, levels, questions, freezes and what is maintained.",
            mixinStandardHelpOptions = true)
    int status(@Mixin ServerOptions server) throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.get("/api/v1/autonomy");
            JsonNode topology =
                    server.isForPeople() && !answer.path("maintained").isEmpty()
                            ? client.get("/api/v1/topology")
                            : JsonNodeFactory.instance.objectNode();
            server.write(
                    command.commandLine().getOut(),
                    answer,
                    () ->
                            AutonomyText.write(
                                    command.commandLine().getOut(),
                                    answer,
                                    ActionAnswer.names(topology)));
        }
        return DONE;
    }

    @Command(
            description = "The kill switch: from now on nothing is started or changed by itself.",
            mixinStandardHelpOptions = true)
    int pause(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Option(names = "--reason", description = "why, for everybody to see")
                    Optional<String> reason)
            throws IOException {
        ObjectNode body = who.body();
        reason.ifPresent(text -> body.put("reason", text));
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post(who.path("/api/v1/autonomy/pause"), body);
            return say(server, answer, "autonomy", "paused", "was paused already");
        }
    }

    @Command(description = "Lifts a pause.", mixinStandardHelpOptions = true)
    int resume(@Mixin ServerOptions server, @Mixin WhoAsks who) throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post(who.path("/api/v1/autonomy/resume"), who.body());
            return say(server, answer, "autonomy", "goes on", "was not paused");
        }
    }

    @Command(
            description = "Sets how far actions of a kind may go: off, suggest, approve or auto.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(index = "0", paramLabel = "ACTION", description = "such as steer")
                    String action,
            @Parameters(index = "1", paramLabel = "LEVEL", description = "off|suggest|approve|auto")
                    String level)
            throws IOException {
        ObjectNode body = who.body();
        body.put("level", level);
        try (ApiClient client = server.client()) {
            JsonNode answer =
                    client.put(
                            who.path("/api/v1/autonomy/levels/" + ApiClient.encoded(action)), body);
            return say(server, answer, action, "is at " + level, "was at " + level + " already");
        }
    }

    @Command(description = "Grants what a program asks for.", mixinStandardHelpOptions = true)
    int approve(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(paramLabel = "N", description = "the question's number") long number)
            throws IOException {
        return decide(server, who, number, "grant", "granted");
    }

    @Command(description = "Denies what a program asks for.", mixinStandardHelpOptions = true)
    int deny(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(paramLabel = "N", description = "the question's number") long number)
            throws IOException {
        return decide(server, who, number, "deny", "denied");
    }

    private int decide(ServerOptions server, WhoAsks who, long number, String decision, String done)
            throws IOException {
        ObjectNode body = who.body();
        body.put("decision", decision);
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post(who.path("/api/v1/autonomy/questions/" + number), body);
            return say(server, answer, "question " + number, done, "was " + done + " already");
        }
    }

    @Command(
            description =
                    "Sets a window of the calendar in which guardrails that name it hold back.",
            mixinStandardHelpOptions = true)
    int freeze(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(paramLabel = "NAME", description = "such as change_freeze") String name,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "ISO 8601 in UTC, default: now")
                    Optional<Instant> from,
            @Option(names = "--to", paramLabel = "TIME", description = "when it ends")
                    Optional<Instant> to,
            @Option(
                            names = "--for",
                            paramLabel = "DURATION",
                            description = "how long, such as 2h, in place of --to")
                    Optional<String> lasting,
            @Option(names = "--lift", description = "remove it instead") boolean lift)
            throws IOException {
        ObjectNode body = who.body();
        String path = who.path("/api/v1/freezes/" + ApiClient.encoded(name));
        if ((lift ? 1 : 0) + (to.isPresent() ? 1 : 0) + (lasting.isPresent() ? 1 : 0) != 1) {
            throw new ParameterException(
                    command.subcommands().get("freeze"),
                    "say when it ends, by one of --to and --for, or --lift it");
        }
        try (ApiClient client = server.client()) {
            if (lift) {
                JsonNode answer = client.delete(path, body);
                return say(server, answer, name, "is lifted", "was not there");
            }
            // The controller's time may be a virtual one.
            Instant begin = from.isPresent() ? from.get() : now(client);
            Instant end = to.isPresent() ? to.get() : begin.plus(duration(lasting.orElse("")));
            body.put("from", begin.toString());
            body.put("to", end.toString());
            JsonNode answer = client.put(path, body);
            return say(server, answer, name, "from " + begin + " to " + end, "was so already");
        }
    }

    private Instant now(ApiClient client) throws IOException {
        return Instant.parse(client.get("/api/v1/status").path("at").asText());
    }

    /// On a command line `10m` are minutes to everybody.
    private Duration duration(String text) {
        try {
            return DurationText.parse(text.replaceFirst("(?<=[0-9])m$", "min"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.subcommands().get("freeze"), "--for: " + e.getMessage(), e);
        }
    }

    @Command(
            description = "Says that a link is worked on: programs leave it alone until --over.",
            mixinStandardHelpOptions = true)
    int maintain(
            @Mixin ServerOptions server,
            @Mixin WhoAsks who,
            @Parameters(
                            paramLabel = "LINK",
                            description = "FROM>TO by the names of its nodes, or its id")
                    String link,
            @Option(names = "--over", description = "the work is done") boolean over)
            throws IOException {
        try (ApiClient client = server.client()) {
            String id = LinkNamed.id(client.get("/api/v1/topology"), link);
            String path = who.path("/api/v1/links/" + ApiClient.encoded(id) + "/maintenance");
            JsonNode answer =
                    over ? client.delete(path, who.body()) : client.post(path, who.body());
            return say(
                    server,
                    answer,
                    link,
                    over ? "is in the programs' hands again" : "is left alone by programs",
                    over ? "was not maintained" : "was maintained already");
        }
    }

    private int say(
            ServerOptions server, JsonNode answer, String what, String changed, String unchanged)
            throws IOException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("what", what);
        row.put("outcome", answer.path("changed").asBoolean() ? changed : unchanged);
        server.write(
                command.commandLine().getOut(),
                answer,
                JsonNodeFactory.instance.arrayNode().add(row),
                List.of("what", "outcome"));
        return DryRun.exitCode(answer, DONE);
    }
}
