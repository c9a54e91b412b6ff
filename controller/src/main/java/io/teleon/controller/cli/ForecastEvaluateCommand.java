package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.learning.Evaluation;
import io.teleon.models.learning.EvaluationRow;
import io.teleon.models.learning.EvaluationTrace;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.NetworkTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `teleon forecast evaluate`.
@Command(
        name = "evaluate",
        description = {
            "Train on one span of a traffic file and hold all forecasters against each other on a later one.",
            "Nothing is fitted to, or chosen on, the span of --test; what is forecast there is learned from like any other value once it has come."
        },
        mixinStandardHelpOptions = true)
public final class ForecastEvaluateCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final List<String> COLUMNS =
            List.of(
                    "model",
                    "engine",
                    "step",
                    "nmae",
                    "rmse",
                    "mase",
                    "pinball",
                    "coverage90",
                    "trainSeconds",
                    "windowsPerSecond",
                    "bytes");

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ForecastTraining training = new ForecastTraining();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            required = true,
            description = "traffic matrices as CSV, Mbit/s, .gz allowed")
    private Path traffic = Path.of("");

    @Option(
            names = "--test",
            paramLabel = "FROM..TO",
            required = true,
            converter = TimeSpan.Converter.class,
            description = "the span that counts")
    private Optional<TimeSpan> test = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,12",
            description = "bins ahead, 1 to 12; default ${DEFAULT-VALUE}")
    private List<Integer> steps = List.of();

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            defaultValue = EvaluatedModels.STANDARD,
            description = {
                "models to compare; default ${DEFAULT-VALUE}: the baselines, lstm on the engine and",
                "on the Java kernel, and the ensemble; all: the whole recurrent family, too;",
                "ensemble:gru+lstm: an ensemble with other networks than --networks"
            })
    private List<String> models = List.of();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "a trained model, instead of training one; shipped for the one that comes with Teleon")
    private Optional<String> modelFile = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the rows as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "draw what the ensemble foresaw of the largest series, its reliability, and errors by horizon")
    private Optional<Path> plots = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<String> names;
        try {
            names = EvaluatedModels.names(models);
            training.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (training.train.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--train FROM..TO says which part of --traffic to fit to");
        }
        for (int step : steps) {
            if (step < 1 || step > 12) {
                throw new ParameterException(
                        spec.commandLine(), "--steps " + step + " is not in [1, 12]");
            }
        }
        TrafficGrid grid = TrafficGrid.read(traffic);
        ForecastTraining.Part part = training.part(grid, test);
        int[] counted = grid.bins("--test", test.orElseThrow());
        if (counted[0] < part.validTo()) {
            throw new IOException(
                    "--test begins at "
                            + grid.timeOf(counted[0])
                            + ", before the spans to train and validate on end at "
                            + grid.timeOf(part.validTo()));
        }
        Evaluation.Plan plan =
                new Evaluation.Plan(
                        grid.part(part.from(), counted[1]),
                        grid.timeOf(part.from()),
                        grid.step(),
                        part.validTo() - part.from(),
                        counted[0] - part.from(),
                        counted[1] - part.from(),
                        steps);
        Optional<NetworkTrainer> engine = engine();
        EvaluatedModels evaluated =
                new EvaluatedModels(
                        new Evaluation(plan, System::nanoTime),
                        engine,
                        modelFile.isPresent() || engine.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        new TrainedNetworks(
                                                ForecastTrainer.prepare(training.data(grid, part)),
                                                training,
                                                engine.get(),
                                                spec.commandLine().getErr())),
                        given(),
                        training.architectures());
        List<EvaluationRow> rows = new ArrayList<>();
        names.forEach(name -> rows.addAll(evaluated.rows(name)));
        report(evaluated.model().model(), rows);
        if (plots.isPresent()) {
            draw(plots.get(), grid, plan, evaluated.model());
        }
        return 0;
    }

    private void draw(
            Path folder, TrafficGrid grid, Evaluation.Plan plan, TrainedNetworks.Learned model)
            throws IOException {
        ForecastPictures pictures = new ForecastPictures(folder);
        double minutes = grid.step().toSeconds() / 60.0;
        int largest = largest(plan);
        List<EvaluationTrace> traces =
                new Evaluation(plan, System::nanoTime).traces(model.model(), largest);
        for (EvaluationTrace trace : traces) {
            tell(pictures.predicted(grid.names().get(largest), minutes, trace));
        }
        tell(pictures.reliability(traces));
        Evaluation all =
                new Evaluation(
                        plan.withSteps(IntStream.rangeClosed(1, 12).boxed().toList()),
                        System::nanoTime);
        SequencedMap<String, List<EvaluationRow>> byModel = new LinkedHashMap<>();
        byModel.put("last-value", all.baseline("last-value"));
        byModel.put("ar-ridge", all.baseline("ar-ridge"));
        byModel.put("ensemble", all.ensemble("ensemble", model.model(), model.seconds()));
        tell(pictures.errorByHorizon(minutes, byModel));
    }

    private void tell(Path file) {
        if (jsonFile.filter(STANDARD_OUTPUT::equals).isEmpty()) {
            spec.commandLine().getOut().println(file);
            spec.commandLine().getOut().flush();
        }
    }

    /// The series that carries most over the span that counts.
    private static int largest(Evaluation.Plan plan) {
        int largest = 0;
        double most = -1;
        for (int i = 0; i < plan.values().size(); i++) {
            double sum = 0;
            for (int bin = plan.testFrom(); bin < plan.testTo(); bin++) {
                double value = plan.values().get(i)[bin];
                sum += Double.isNaN(value) ? 0 : value;
            }
            if (sum > most) {
                most = sum;
                largest = i;
            }
        }
        return largest;
    }

    /// Without the engine the network of another model still forecasts, on the Java kernel.
    private Optional<NetworkTrainer> engine() {
        if (training.isJava()) {
            return Optional.empty();
        }
        try {
            return Optional.of(training.startEngine());
        } catch (IllegalStateException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "teleon: warning: "
                            + e.getMessage()
                            + "; the Java kernel runs "
                            + modelFile.orElse("the shipped model")
                            + " instead");
            err.flush();
            return Optional.empty();
        }
    }

    private ForecastModel given() throws IOException {
        String name = modelFile.orElse("shipped");
        return name.equals("shipped")
                ? ForecastModel.shipped()
                : ModelArchive.read(name, Files.readAllBytes(Path.of(name)));
    }

    private void report(ForecastModel model, List<EvaluationRow> rows) throws IOException {
        ObjectNode root = json.createObjectNode();
        ObjectNode card = root.putObject("card");
        model.card().forEach(entry -> card.put(entry.key(), entry.value()));
        ArrayNode array = root.putArray("rows");
        for (EvaluationRow row : rows) {
            ObjectNode node = array.addObject();
            node.put("model", row.model());
            node.put("engine", row.engine());
            node.put("step", row.step());
            put(node, "nmae", row.nmae(), 1e5);
            put(node, "rmse", row.rmse(), 1e4);
            put(node, "mase", row.mase(), 1e4);
            put(node, "pinball", row.pinball(), 1e5);
            put(node, "coverage90", row.coverage90(), 1e4);
            put(node, "trainSeconds", row.trainSeconds(), 1000);
            put(node, "windowsPerSecond", row.windowsPerSecond(), 1);
            put(node, "bytes", row.bytes(), 1);
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        if (silent) {
            out.println(root.toPrettyString());
        } else {
            TextTable.write(out, array, COLUMNS);
            if (jsonFile.isPresent()) {
                PolicyFiles.write(Path.of(jsonFile.get()), root.toPrettyString() + "\n");
            }
        }
        out.flush();
    }

    /// What was not measured is null.
    private static void put(ObjectNode node, String field, double value, double precision) {
        if (Double.isFinite(value)) {
            node.put(field, Math.rint(value * precision) / precision);
        } else {
            node.putNull(field);
        }
    }
}
