package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.http.PolicyTreeJson;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Output;
import io.teleon.policies.trace.LogRun;
import io.teleon.policies.trace.LogWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy run`.
@Command(
        name = "run",
        description = {
            "Run programs against what was observed, and say what they do.",
            "A host that is not there does at once what it is told. No switch hears of it."
        },
        mixinStandardHelpOptions = true)
public final class PolicyRunCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private PolicyPlay play = new PolicyPlay();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "programs and libraries (.tr)")
    private List<Path> files = List.of();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "go on after the log until then (default: the time of its last line)")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "write all epochs, for policy trace and policy why")
    private Optional<Path> trace = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "write what came out and the tasks at the end; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<PolicyPlay.Read> read = play.read(files);
        if (read.isEmpty()) {
            return 1;
        }
        LogRun run = new LogRun(read.get().program(), LogRun.Host.WILLING, play.circumstances());
        PrintWriter out = spec.commandLine().getOut();
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        List<String> lines = new ArrayList<>();
        ArrayNode outputs = json.createArrayNode();
        int[] counts = {0, 0};
        run.play(
                read.get().log(),
                play.until(until, read.get().log(), "--until"),
                epoch -> {
                    counts[0]++;
                    counts[1] +=
                            (int)
                                    epoch.outputs().stream()
                                            .filter(Output.Transition.class::isInstance)
                                            .count();
                    if (trace.isPresent()) {
                        lines.addAll(LogWriter.lines(epoch));
                    }
                    tell(epoch, silent, out, outputs);
                });
        if (trace.isPresent()) {
            PolicyFiles.write(trace.get(), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        }
        if (jsonFile.isPresent()) {
            ObjectNode result = json.createObjectNode();
            result.put("epochs", counts[0]);
            result.set("outputs", outputs);
            result.set("live", PolicyTreeJson.of(run.engine().tree()));
            String text = result.toPrettyString() + "\n";
            if (silent) {
                out.print(text);
            } else {
                PolicyFiles.write(Path.of(jsonFile.get()), text);
            }
        }
        if (!silent) {
            out.printf("%d epochs, %d transitions%n", counts[0], counts[1]);
        }
        out.flush();
        return 0;
    }

    private static void tell(Epoch epoch, boolean silent, PrintWriter out, ArrayNode outputs) {
        for (Output output : epoch.outputs()) {
            String text = LogWriter.output(output);
            if (!silent) {
                out.println(epoch.now() + "  " + text);
            }
            outputs.addObject().put("at", epoch.now().toString()).put("output", text);
        }
    }
}
