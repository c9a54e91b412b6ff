package io.teleon.controller.cli;

import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.EventArchive;
import io.teleon.models.learning.event.EventModel;
import io.teleon.models.learning.event.EventTraining;
import io.teleon.models.learning.event.LabelledEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `teleon syslog train`.
@Command(
        name = "train",
        description = {
            "Learn classes of events from labelled lines of syslog: objects with syslog and error, one a line.",
            "The network that reads words is trained on generated messages by the seed; the classes are those of the file."
        },
        mixinStandardHelpOptions = true)
public final class SyslogTrainCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SyslogTraining training = new SyslogTraining();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "labelled messages, one JSON object a line")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where the model goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<LabelledEvent> events = new SyslogLines().labelled(data);
        EncoderWeights network = training.network(spec.commandLine().getErr());
        String file = Optional.ofNullable(data.getFileName()).map(Path::toString).orElse("");
        long classes = events.stream().map(LabelledEvent::name).distinct().count();
        EventModel model =
                EventTraining.fit(
                        List.of(
                                "data: "
                                        + file
                                        + ", "
                                        + events.size()
                                        + " messages of "
                                        + classes
                                        + " classes",
                                "network: embedding, LSTM both ways, attention, trained on generated messages",
                                "seed: " + training.seed()),
                        events,
                        Optional.of(network),
                        EventTraining.Parts.ALL);
        byte[] archive = EventArchive.write(model);
        Files.write(out, archive);
        PrintWriter text = spec.commandLine().getOut();
        model.card().forEach(text::println);
        text.println(out + ": " + archive.length + " bytes");
        text.flush();
        return 0;
    }
}
