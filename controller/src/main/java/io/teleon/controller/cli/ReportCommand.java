package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.controller.report.NetworkNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `teleon report`.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "The network on one page, for whoever takes over a shift.")
public final class ReportCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = server.client()) {
            JsonNode report = client.get("/api/v1/report");
            NetworkNames names = ActionAnswer.names(client.get("/api/v1/topology"));
            PrintWriter out = command.commandLine().getOut();
            server.write(out, report, () -> write(out, report, names));
        }
        return DONE;
    }

    private static void write(PrintWriter out, JsonNode report, NetworkNames names) {
        ServerOptions.pauseLine(report).ifPresent(out::println);
        out.println("as of " + report.path("at").asText());
        out.println("intents    " + counts(report.path("intentsByState")));
        out.println("measured   " + counts(report.path("intentsByFulfilment")));
        out.println("actions    " + counts(report.path("actionsByState")));
        out.println("questions  " + report.path("questions").asInt());
        out.println("links down " + names.named(texts(report.path("linksDown"))));
        out.println("silent     " + texts(report.path("silentAgents")));
        report.path("busiestLinks")
                .forEach(link ->
                        out.printf(
                                Locale.ROOT,
                                "busy       %s %.0f %%%n",
                                names.named(link.path("id").asText()),
                                100 * link.path("utilisation").asDouble()));
        if (!report.path("lookAt").isEmpty()) {
            out.println();
            TextTable.write(out, report.path("lookAt"), List.of("at", "severity", "kind", "text"));
        }
    }

    /// Those that are not 0.
    private static String counts(JsonNode counts) {
        String shown =
                counts.properties().stream()
                        .filter(count -> count.getValue().asInt() > 0)
                        .map(count -> count.getValue().asInt() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "none" : shown;
    }

    private static String texts(JsonNode array) {
        return array.isEmpty()
                ? "none"
                : StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
    }
}
