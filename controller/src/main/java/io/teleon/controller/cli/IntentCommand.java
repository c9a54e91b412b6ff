package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.http.GoalForm;
import io.teleon.models.intent.Goal;
import io.teleon.models.network.Bandwidth;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon intent`.
@Command(
        name = "intent",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = IntentReturnCommand.class,
        description = "Submits, lists, explains, moves and withdraws intents.")
public final class IntentCommand {

    private static final int DONE = 0;
    private static final int NOT_FEASIBLE = 1;
    private static final int PAGE = 1_000;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "state",
                    "fulfilment",
                    "summary",
                    "path",
                    "precedence",
                    "since",
                    "reason");

    private static final List<String> DETAILS =
            List.of(
                    "id",
                    "state",
                    "fulfilment",
                    "measured",
                    "probed",
                    "summary",
                    "path",
                    "precedence",
                    "tier",
                    "steered",
                    "heldByPerson",
                    "limit",
                    "protection",
                    "goals",
                    "since",
                    "reason");

    @Spec private CommandSpec command = CommandSpec.create();

    @Command(description = "Lists the intents.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--state", description = "only those in this state")
                    Optional<String> state,
            @Option(names = "--contains", description = "only those whose id or ends say this")
                    Optional<String> contains)
            throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        try (ApiClient client = server.client()) {
            server.warnIfPaused(client, command.commandLine().getOut());
            String narrowed =
                    state.map(s -> "&state=" + ApiClient.encoded(s)).orElse("")
                            + contains.map(c -> "&contains=" + ApiClient.encoded(c)).orElse("");
            String after = "0";
            while (!after.equals("null")) {
                JsonNode page =
                        client.get("/api/v1/intents?limit=" + PAGE + "&after=" + after + narrowed);
                page.path("intents").forEach(all::add);
                after = page.path("next").asText("null");
            }
        }
        server.write(command.commandLine().getOut(), all, rows(all), COLUMNS);
        return DONE;
    }

    @Command(description = "Shows one intent.", mixinStandardHelpOptions = true)
    int show(@Mixin ServerOptions server, @Parameters(paramLabel = "ID") String id)
            throws IOException {
        try (ApiClient client = server.client()) {
            server.warnIfPaused(client, command.commandLine().getOut());
            JsonNode intent = client.get("/api/v1/intents/" + ApiClient.encoded(id));
            ArrayNode one = JsonNodeFactory.instance.arrayNode().add(intent);
            server.write(command.commandLine().getOut(), intent, rows(one), DETAILS);
        }
        return DONE;
    }

    @Command(
            description =
                    "Submits an intent: between hosts (Ethernet addresses) or connect points"
                            + " (SWITCH/PORT).",
            mixinStandardHelpOptions = true)
    int submit(
            @Mixin ServerOptions server,
            @Mixin DryRun dryRun,
            @Option(names = "--id", description = "its name") Optional<String> id,
            @Option(names = "--from", description = "host or connect point") Optional<String> from,
            @Option(names = "--to", description = "host or connect point") Optional<String> to,
            @Option(names = "--tier", description = "gold, silver (the usual) or bronze")
                    Optional<String> tier,
            @Option(
                            names = "--bandwidth",
                            paramLabel = "RATE",
                            description = "to reserve on every link of its path, such as 200Mbit/s")
                    Optional<String> bandwidth,
            @Option(
                            names = "--rate-limit",
                            paramLabel = "RATE",
                            description = "the most it may send, such as 200Mbit/s")
                    Optional<String> rateLimit,
            @Option(
                            names = "--protection",
                            paramLabel = "KIND",
                            description =
                                    "disjoint: keep a second path ready that shares no link and no"
                                            + " switch with the first")
                    Optional<String> protection,
            @Option(
                            names = "--goal",
                            paramLabel = "GOAL",
                            description =
                                    "for what is measured, such as 'p95 delay < 20 ms, mon-fri"
                                            + " 08:00-18:00 Europe/Berlin' or 'loss < 0.1 %%'; may"
                                            + " be said again")
                    List<String> goals,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "the whole intent in YAML or JSON, - for standard input")
                    Optional<String> file)
            throws IOException {
        JsonNode body = file.isPresent() ? IntentText.read(file.get()) : described(id, from, to);
        if (body instanceof ObjectNode described && file.isEmpty()) {
            tier.ifPresent(t -> described.put("tier", t));
            bandwidth
                    .map(text -> parsed(text, Bandwidth::parse))
                    .ifPresent(rate ->
                            described
                                    .withObject("constraints")
                                    .put("bandwidthBitsPerSecond", rate.bitsPerSecond()));
            rateLimit
                    .map(text -> parsed(text, Bandwidth::parse))
                    .ifPresent(
                            rate -> described.put("rateLimitBitsPerSecond", rate.bitsPerSecond()));
            if (goals != null) { // picocli's word for none
                ArrayNode wanted = described.putArray("goals");
                goals.forEach(
                        goal -> GoalForm.write(wanted.addObject(), parsed(goal, Goal::parse)));
            }
            protection.ifPresent(
                    kind -> described.withObject("constraints").put("protection", kind));
        }
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post(dryRun.path("/api/v1/intents"), body);
            return say(server, answer, "submitted", "was there already");
        }
    }

    private <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.subcommands().get("submit"), String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode described(Optional<String> id, Optional<String> from, Optional<String> to) {
        if (id.isEmpty() || from.isEmpty() || to.isEmpty()) {
            throw new ParameterException(
                    command.subcommands().get("submit"), "say --id, --from and --to, or --file");
        }
        boolean points = from.get().contains("/");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", points ? "point-to-point" : "host-to-host");
        body.put("id", id.get());
        body.put(points ? "ingress" : "source", from.get());
        body.put(points ? "egress" : "target", to.get());
        return body;
    }

    @Command(
            description =
                    "Whether an intent could be met now, and by which path; installs nothing.",
            mixinStandardHelpOptions = true)
    int feasible(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "FILE", description = "YAML or JSON, - for standard input")
                    String file)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.post("/api/v1/intents/feasibility", IntentText.read(file));
            PrintWriter out = command.commandLine().getOut();
            server.write(
                    out,
                    answer,
                    () -> {
                        out.println(
                                answer.path("feasible").asBoolean()
                                        ? "it could be met now"
                                        : "it cannot be met now: "
                                                + answer.path("reason").asText());
                        answer.path("diff").forEach(line -> out.println("  " + line.asText()));
                    });
            return answer.path("feasible").asBoolean() ? DONE : NOT_FEASIBLE;
        }
    }

    @Command(
            description = "Says all there is to say about one intent, for a night on call.",
            mixinStandardHelpOptions = true)
    int explain(@Mixin ServerOptions server, @Parameters(paramLabel = "ID") String id)
            throws IOException {
        String path = "/api/v1/intents/" + ApiClient.encoded(id);
        try (ApiClient client = server.client()) {
            PrintWriter out = command.commandLine().getOut();
            server.warnIfPaused(client, out);
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.set("intent", client.get(path));
            all.set("reports", client.get(path + "/reports"));
            all.set(
                    "actions",
                    IntentText.actionsOn(client.get("/api/v1/actions?limit=1000"), client, id));
            all.set("topology", client.get("/api/v1/topology"));
            server.write(out, all, () -> IntentText.explain(all).forEach(out::println));
        }
        return DONE;
    }

    @Command(
            description =
                    "Leads an intent around links without losing a packet; none lets go of it.",
            mixinStandardHelpOptions = true)
    int move(
            @Mixin ServerOptions server,
            @Mixin DryRun dryRun,
            @Parameters(index = "0", paramLabel = "ID") String id,
            @Parameters(
                            index = "1..*",
                            paramLabel = "LINK",
                            description = "FROM>TO by the names of its nodes, or its id")
                    List<String> links)
            throws IOException {
        try (ApiClient client = server.client()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ArrayNode avoid = body.putArray("avoid");
            if (links != null) { // picocli's word for none
                JsonNode topology = client.get("/api/v1/topology");
                for (String link : links) {
                    avoid.add(LinkNamed.id(topology, link));
                }
            }
            JsonNode answer =
                    client.post(
                            dryRun.path("/api/v1/intents/" + ApiClient.encoded(id) + "/move"),
                            body);
            return say(server, answer, "is being moved", "is there already");
        }
    }

    @Command(description = "Tries a parked intent again.", mixinStandardHelpOptions = true)
    int retry(
            @Mixin ServerOptions server,
            @Mixin DryRun dryRun,
            @Parameters(paramLabel = "ID") String id)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer =
                    client.post(
                            dryRun.path("/api/v1/intents/" + ApiClient.encoded(id) + "/retry"),
                            JsonNodeFactory.instance.objectNode());
            return say(server, answer, "is tried again", "does not wait");
        }
    }

    @Command(
            description = "Tells when an intent began or ceased to be met, as measured.",
            mixinStandardHelpOptions = true)
    int reports(@Mixin ServerOptions server, @Parameters(paramLabel = "ID") String id)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer = client.get("/api/v1/intents/" + ApiClient.encoded(id) + "/reports");
            server.write(
                    command.commandLine().getOut(),
                    answer,
                    answer.path("reports"),
                    List.of("sequence", "at", "from", "to", "deliveredShare", "reason"));
        }
        return DONE;
    }

    /// Both states side by side: what is installed, and what was measured.
    private static ArrayNode rows(ArrayNode intents) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode intent : intents) {
            ObjectNode row = intent.deepCopy();
            JsonNode fulfilment = intent.path("fulfilment");
            row.put("fulfilment", fulfilment.path("state").asText("-"));
            row.put("measured", fulfilment.path("reason").asText("-"));
            row.put("probed", probed(intent.path("probed")));
            row.put(
                    "goals",
                    StreamSupport.stream(intent.path("goals").spliterator(), false)
                            .map(goal -> goal.path("summary").asText())
                            .collect(Collectors.joining("; ")));
            row.put("protection", IntentText.protection(intent.path("protection")));
            rows.add(row);
        }
        return rows;
    }

    private static String probed(JsonNode found) {
        if (!found.isObject()) {
            return "-";
        }
        String loss =
                String.format(
                        Locale.ROOT,
                        "%.0f %% of %d lost",
                        100 * found.path("loss").asDouble(),
                        found.path("probes").asInt());
        return found.path("delayMicros").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%.2f ms (± %.2f), %s",
                        found.path("delayMicros").asDouble() / MICROS_PER_MILLI,
                        found.path("errorMicros").asDouble() / MICROS_PER_MILLI,
                        loss)
                : loss;
    }

    @Command(description = "Withdraws an intent.", mixinStandardHelpOptions = true)
    int withdraw(
            @Mixin ServerOptions server,
            @Mixin DryRun dryRun,
            @Parameters(paramLabel = "ID") String id)
            throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode answer =
                    client.delete(dryRun.path("/api/v1/intents/" + ApiClient.encoded(id)));
            return say(server, answer, "is being withdrawn", "was withdrawn already");
        }
    }

    private int say(ServerOptions server, JsonNode answer, String changed, String unchanged)
            throws IOException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("intent", answer.path("id").asText());
        row.put("outcome", answer.path("changed").asBoolean() ? changed : unchanged);
        server.write(
                command.commandLine().getOut(),
                answer,
                JsonNodeFactory.instance.arrayNode().add(row),
                List.of("intent", "outcome"));
        return DryRun.exitCode(answer, DONE);
    }
}
