package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.event.Priority;
import io.teleon.models.event.SyslogMessage;
import io.teleon.models.event.SyslogReader;
import io.teleon.models.learning.event.EventArchive;
import io.teleon.models.learning.event.EventClassifier;
import io.teleon.models.learning.event.EventModel;
import io.teleon.models.learning.event.EventVerdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon syslog classify`.
@Command(
        name = "classify",
        description = {
            "Print each object of FILE with the class of its line of syslog as error, or UNKNOWN, and with confidence, severity (0 to 7"
                    + " by the line's priority) and fields.",
            "The object needs syslog, the line as it came; what else it has is kept."
        },
        mixinStandardHelpOptions = true)
public final class SyslogClassifyCommand implements Callable<Integer> {

    private static final String STANDARD = "-";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "One JSON object a line; - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "a trained model, instead of the one that comes with Teleon")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the objects to a file; - for standard output, as without it")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        EventClassifier classifier = new EventClassifier(model());
        Optional<String> file = jsonFile.filter(it -> !it.equals(STANDARD));
        if (file.isPresent()) {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(file.get())))) {
                classify(classifier, out);
                if (out.checkError()) {
                    throw new IOException(file.get() + ": cannot be written");
                }
            }
        } else {
            classify(classifier, spec.commandLine().getOut());
        }
        return 0;
    }

    private EventModel model() throws IOException {
        if (model.isEmpty()) {
            return EventArchive.shipped();
        }
        Path file = model.get();
        try {
            if (Files.size(file) > EventArchive.MOST_BYTES) {
                throw new IOException(
                        file
                                + ": "
                                + Files.size(file)
                                + " bytes are above "
                                + EventArchive.MOST_BYTES);
            }
            return EventArchive.read(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }

    private void classify(EventClassifier classifier, PrintWriter out) throws IOException {
        SyslogLines lines = new SyslogLines();
        for (String file : files) {
            try (BufferedReader in = SyslogLines.open(file)) {
                lines.forEach(
                        SyslogLines.named(file),
                        in,
                        (_, object) -> {
                            describe(
                                    SyslogReader.read(object.path("syslog").asText()),
                                    classifier,
                                    object);
                            out.println(text(object));
                        });
            } finally {
                out.flush();
            }
        }
    }

    private static void describe(
            SyslogMessage message, EventClassifier classifier, ObjectNode object) {
        EventVerdict verdict = classifier.classify(message);
        object.put("error", verdict.name());
        object.put("confidence", (double) Math.round(verdict.confidence() * 1e4) / 1e4);
        message.priority()
                .map(Priority::severity)
                .ifPresentOrElse(
                        severity -> object.put("severity", severity),
                        () -> object.putNull("severity"));
        ObjectNode fields = object.putObject("fields");
        fields.put("form", message.form().name().toLowerCase(Locale.ROOT));
        message.priority().ifPresent(priority -> fields.put("facility", priority.facility()));
        message.time().ifPresent(time -> fields.put("time", time.toString()));
        put(fields, "host", message.host());
        put(fields, "process", message.process());
        put(fields, "processId", message.processId());
        put(fields, "tag", message.tag());
        put(fields, "message", message.text());
        message.fields().forEach(field -> put(fields, field.name(), field.value()));
        if (!verdict.isKnown()) {
            put(fields, "nearest", verdict.nearest());
        }
        if (!message.wellFormed()) {
            message.faults().forEach(fields.putArray("faults")::add);
        }
    }

    /// What the message itself names does not hide what was read from its header.
    private static void put(ObjectNode fields, String name, String value) {
        if (!value.isEmpty() && !fields.has(name)) {
            fields.put(name, value);
        }
    }

    private String text(ObjectNode object) {
        try {
            return json.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an object of texts and numbers is JSON", e);
        }
    }
}
