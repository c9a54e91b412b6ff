package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// What would come of a command, in place of doing it.
final class DryRun {

    /// What a command ends with that would change something.
    private static final int WOULD_CHANGE = 4;

    @Option(
            names = "--dry-run",
            description =
                    "do nothing, say what would come of it; ends with 4 if something would change")
    private boolean dry;

    /// The path of a request, that asks so.
    String path(String path) {
        return dry ? path + "?dryRun=true" : path;
    }

    static boolean is(JsonNode answer) {
        return answer.path("dryRun").asBoolean();
    }

    static void write(PrintWriter out, JsonNode answer) {
        if (answer.path("diff").isEmpty()) {
            out.println("nothing would change");
        }
        answer.path("diff").forEach(line -> out.println(line.asText()));
        if (answer.path("twin").isObject()) {
            out.println("twin: " + answer.path("twin").path("summary").asText());
        }
    }

    /// @param done what the command ends with where it was no dry run
    static int exitCode(JsonNode answer, int done) {
        return is(answer) && answer.path("changed").asBoolean() ? WOULD_CHANGE : done;
    }
}
