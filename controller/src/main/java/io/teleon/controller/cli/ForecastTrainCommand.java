package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.ModelArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `teleon forecast train`.
@Command(
        name = "train",
        description = {
            "Learn a forecasting model from a traffic file, or from generated traffic.",
            "The model that comes with Teleon is made again, byte for byte, by --generated --seed 1."
        },
        mixinStandardHelpOptions = true)
public final class ForecastTrainCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ForecastTraining training = new ForecastTraining();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description = "traffic matrices as CSV, Mbit/s, .gz allowed")
    private Optional<Path> traffic = Optional.empty();

    @Option(names = "--generated", description = "learn from generated traffic")
    private boolean generated;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where the model goes")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "the model's name on its card")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the card as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (generated == traffic.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "either --traffic FILE or --generated says what to learn from");
        }
        if (traffic.isPresent() && training.train.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--train FROM..TO says which part of --traffic to fit to");
        }
        try {
            training.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        ForecastTrainer.Data data;
        String called;
        if (generated) {
            data = ForecastTrainer.generated(training.seed, ForecastTrainer.Size.shipped());
            called = name.orElse("shipped");
        } else {
            TrafficGrid grid = TrafficGrid.read(traffic.orElseThrow());
            data = training.data(grid, training.part(grid, Optional.empty()));
            called = name.orElse("own");
        }
        PrintWriter err = spec.commandLine().getErr();
        long begin = System.nanoTime();
        ForecastModel model = training.run(called, data, training.startEngine(), err);
        double seconds = (System.nanoTime() - begin) / 1e9;
        byte[] archive = ModelArchive.write(model);
        Files.write(out, archive);
        report(model, archive.length, seconds);
        return 0;
    }

    private void report(ForecastModel model, int bytes, double seconds) throws IOException {
        PrintWriter text = spec.commandLine().getOut();
        ObjectNode root = json.createObjectNode();
        ObjectNode card = root.putObject("card");
        model.card().forEach(entry -> card.put(entry.key(), entry.value()));
        root.put("out", out.toString());
        root.put("bytes", bytes);
        root.put("trainSeconds", seconds);
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        if (silent) {
            text.println(root.toPrettyString());
        } else {
            ForecastTraining.lines(model).forEach(text::println);
            text.println(out + ": " + bytes + " bytes, trained in " + Math.round(seconds) + " s");
            if (jsonFile.isPresent()) {
                PolicyFiles.write(Path.of(jsonFile.get()), root.toPrettyString() + "\n");
            }
        }
        text.flush();
    }
}
