package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy apply`.
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Has a controller run another text of a policy from its next decision on.",
            "With --dry-run it says what is wrong with the text, where it would have decided otherwise"
                    + " over what was measured of late, and what would be started and stopped now.",
            "The exit code of a dry run is 4 if something would change, and 1 if the text has an error"
                    + " or there can be no reload now."
        })
public final class PolicyApplyCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();
    @Mixin private WhoAsks who = new WhoAsks();

    @Parameters(paramLabel = "FILE", description = "the program (.tr)")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "of the policy, default the name of the file without its end")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--if-version",
            paramLabel = "ETAG",
            description = "only if that is what runs, as policy list says")
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws IOException {
        String policy =
                name.orElseGet(() -> file.getFileName().toString().replaceFirst("\\.tr$", ""));
        ObjectNode body = who.body();
        body.put("text", PolicyFiles.read(file).text());
        try (ApiClient client = server.client()) {
            PrintWriter out = command.commandLine().getOut();
            JsonNode answer =
                    client.ask(
                            "POST",
                            who.path("/api/v1/policies/" + ApiClient.encoded(policy) + "/reload"),
                            Optional.of(body.toString()),
                            version);
            if (server.isForPeople()) {
                tell(out, answer);
            }
            boolean possible = answer.path("sound").asBoolean() && answer.path("refused").isEmpty();
            if (!possible) {
                server.write(out, answer, out::flush);
                return FAILED;
            }
            server.write(
                    out,
                    answer,
                    () ->
                            out.println(
                                    policy
                                            + (answer.path("changed").asBoolean()
                                                    ? " runs with this text now"
                                                    : " ran with this text already")));
            return DryRun.exitCode(answer, DONE);
        }
    }

    private static void tell(PrintWriter out, JsonNode answer) {
        for (JsonNode finding : answer.path("findings")) {
            if (finding.path("level").asText().equals("note")) {
                continue; // what policy check tells
            }
            out.printf(
                    "%s:%d:%d: %s: %s%n",
                    finding.path("file").asText(),
                    finding.path("line").asLong(),
                    finding.path("column").asLong(),
                    finding.path("level").asText(),
                    finding.path("message").asText());
        }
        answer.path("refused").forEach(reason -> out.println("cannot be now: " + reason.asText()));
    }
}
