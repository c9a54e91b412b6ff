package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon intent return`.
@Command(
        name = "return",
        mixinStandardHelpOptions = true,
        description =
                "Brings the whole network back to the intents there were at a time since its"
                        + " controller was started: withdraws what came since, submits what went."
                        + " Look at --dry-run first.")
public final class IntentReturnCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();
    @Mixin private DryRun dryRun = new DryRun();

    @Parameters(paramLabel = "TIME", description = "such as 2026-03-01T12:00:00Z")
    private String time = "";

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = server.client()) {
            PrintWriter out = command.commandLine().getOut();
            server.warnIfPaused(client, out);
            JsonNode answer =
                    client.post(
                            dryRun.path("/api/v1/moments/" + ApiClient.encoded(time) + "/return"),
                            JsonNodeFactory.instance.objectNode());
            if (DryRun.is(answer)) {
                server.write(out, answer, () -> DryRun.write(out, answer));
            } else {
                server.write(out, answer, rows(answer), List.of("intent", "outcome"));
                tellWhatIsLeft(answer);
            }
            return DryRun.exitCode(answer, DONE);
        }
    }

    private void tellWhatIsLeft(JsonNode answer) {
        PrintWriter err = command.commandLine().getErr();
        int left = answer.path("left").asInt();
        if (left > 0) {
            err.println(left + " left: the same command again goes on with them");
        } else if (answer.path("results").isEmpty()) {
            err.println("the intents are those of then");
        }
        err.flush();
    }

    private static ArrayNode rows(JsonNode answer) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode step : answer.path("results")) {
            ObjectNode row = rows.addObject();
            row.put("intent", step.path("id").asText());
            JsonNode problem = step.path("problem");
            String done =
                    step.path("does").asText().equals("submit")
                            ? "is submitted"
                            : "is being withdrawn";
            row.put("outcome", problem.isObject() ? problem.path("detail").asText() : done);
        }
        return rows;
    }
}
