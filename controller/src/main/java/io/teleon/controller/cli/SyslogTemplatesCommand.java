package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.teleon.models.event.SyslogMessage;
import io.teleon.models.event.SyslogReader;
import io.teleon.models.learning.event.LogTemplates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon syslog templates`.
@Command(
        name = "templates",
        description = {
            "Print the templates that lines of syslog are made by, the most frequent first: what stays the same, with <*> for what varies.",
            "The header is left out; who speaks and the tag are part of the template."
        },
        mixinStandardHelpOptions = true)
public final class SyslogTemplatesCommand implements Callable<Integer> {

    private static final int MOST_TEMPLATES = 10_000;

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Lines as they came; - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the templates as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        LogTemplates templates = new LogTemplates(MOST_TEMPLATES);
        for (String file : files) {
            try (BufferedReader in = SyslogLines.open(file)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.isBlank()) {
                        SyslogMessage message = SyslogReader.read(line);
                        templates.add(
                                String.join(" ", message.process(), message.tag(), message.text())
                                        .strip());
                    }
                }
            }
        }
        report(templates);
        return 0;
    }

    private void report(LogTemplates templates) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Integer> order =
                IntStream.range(0, templates.count())
                        .boxed()
                        .sorted((a, b) ->
                                Long.compare(templates.lineCount(b), templates.lineCount(a)))
                        .toList();
        ArrayNode array = json.createArrayNode();
        boolean silent = jsonFile.filter(SyslogLines.STANDARD_INPUT::equals).isPresent();
        for (int id : order) {
            array.addObject()
                    .put("lines", templates.lineCount(id))
                    .put("template", templates.template(id));
            if (!silent) {
                out.printf(
                        Locale.ROOT, "%8d  %s%n", templates.lineCount(id), templates.template(id));
            }
        }
        if (templates.unassignedCount() > 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "teleon: "
                                    + templates.unassignedCount()
                                    + " lines are of further templates than the "
                                    + MOST_TEMPLATES
                                    + " that are kept");
        }
        if (silent) {
            out.println(array.toPrettyString());
        } else if (jsonFile.isPresent()) {
            PolicyFiles.write(Path.of(jsonFile.get()), array.toPrettyString() + "\n");
        }
        out.flush();
    }
}
