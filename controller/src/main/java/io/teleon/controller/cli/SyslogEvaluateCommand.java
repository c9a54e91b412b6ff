package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.EventBaselines;
import io.teleon.models.learning.event.EventEvaluation;
import io.teleon.models.learning.event.EventLearner;
import io.teleon.models.learning.event.EventTraining;
import io.teleon.models.learning.event.LabelledEvent;
import io.teleon.models.learning.event.Proportion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `teleon syslog evaluate`.
@Command(
        name = "evaluate",
        description = {
            "Hold the classifier of events against labelled lines that it was not shown, beside its baselines.",
            "Known: each message of a class with two or more is left out in turn. Unknown: each class is left out whole. All that is"
                    + " fitted, thresholds too, is fitted to what is left; the network has only ever seen generated messages."
        },
        mixinStandardHelpOptions = true)
public final class SyslogEvaluateCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SyslogTraining training = new SyslogTraining();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "labelled messages, one JSON object a line")
    private Path data = Path.of("");

    @Option(names = "--mistakes", description = "print each message that was not recognised")
    private boolean mistakes;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the rows as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<LabelledEvent> events = new SyslogLines().labelled(data);
        EventEvaluation evaluation = new EventEvaluation(events);
        PrintWriter out = spec.commandLine().getOut();
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        Optional<EncoderWeights> network =
                Optional.of(training.network(spec.commandLine().getErr()));
        List<EventLearner> learners =
                List.of(
                        EventBaselines.keywords(),
                        EventBaselines.nearestTemplate(),
                        EventLearner.classifier(
                                "network-alone", network, EventTraining.Parts.NETWORK_ALONE),
                        EventLearner.classifier(
                                "without-network",
                                Optional.empty(),
                                EventTraining.Parts.WITHOUT_NETWORK),
                        EventLearner.classifier("classifier", network, EventTraining.Parts.ALL));
        List<EventEvaluation.Row> rows = new ArrayList<>();
        for (EventLearner learner : learners) {
            EventEvaluation.Row row = evaluation.run(learner, (_, _) -> {});
            rows.add(row);
            if (!silent) {
                if (rows.size() == 1) {
                    head(out, events, evaluation);
                }
                print(out, row, events);
            }
        }
        ObjectNode root = root(events, evaluation, rows);
        if (silent) {
            out.println(root.toPrettyString());
        } else if (jsonFile.isPresent()) {
            PolicyFiles.write(Path.of(jsonFile.get()), root.toPrettyString() + "\n");
        }
        out.flush();
        return 0;
    }

    private static void head(
            PrintWriter out, List<LabelledEvent> events, EventEvaluation evaluation) {
        out.printf(
                Locale.ROOT,
                "%d messages of %d classes, %d of them with two or more%n",
                events.size(),
                evaluation.classCount(),
                evaluation.repeatedClassCount());
        out.printf(
                Locale.ROOT,
                "%-18s %-34s %-34s %s%n",
                "",
                "known: message left out",
                "unknown: class left out",
                "whole classes unknown");
    }

    private void print(PrintWriter out, EventEvaluation.Row row, List<LabelledEvent> events) {
        out.printf(
                Locale.ROOT,
                "%-18s %-34s %-34s %s%n",
                row.name(),
                text(row.known()),
                text(row.unknown()),
                row.unknownClasses().count() + " of " + row.unknownClasses().of());
        if (mistakes) {
            for (EventEvaluation.Mistake mistake : row.mistakes()) {
                out.println(
                        "  line "
                                + (mistake.place() + 1)
                                + ", "
                                + events.get(mistake.place()).name()
                                + ": expected "
                                + mistake.expected()
                                + ", got "
                                + mistake.verdict().name());
            }
        }
        out.flush();
    }

    private static String text(Proportion proportion) {
        return String.format(
                Locale.ROOT,
                "%d of %d, %.1f %% (%.1f to %.1f)",
                proportion.count(),
                proportion.of(),
                100 * proportion.share(),
                100 * proportion.low(),
                100 * proportion.high());
    }

    private ObjectNode root(
            List<LabelledEvent> events,
            EventEvaluation evaluation,
            List<EventEvaluation.Row> rows) {
        ObjectNode root = json.createObjectNode();
        root.put("messages", events.size());
        root.put("classes", evaluation.classCount());
        root.put("repeatedClasses", evaluation.repeatedClassCount());
        ArrayNode array = root.putArray("rows");
        for (EventEvaluation.Row row : rows) {
            ObjectNode node = array.addObject();
            node.put("model", row.name());
            put(node.putObject("known"), row.known());
            put(node.putObject("unknown"), row.unknown());
            put(node.putObject("unknownClasses"), row.unknownClasses());
        }
        return root;
    }

    private static void put(ObjectNode node, Proportion proportion) {
        node.put("right", proportion.count());
        node.put("of", proportion.of());
        if (proportion.of() > 0) {
            node.put("share", proportion.share());
        } else {
            node.putNull("share");
        }
        node.put("low95", proportion.low());
        node.put("high95", proportion.high());
    }
}
