package io.teleon.controller.cli;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.djl.DjlTrainer;
import io.teleon.models.learning.network.Architecture;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The options of everything that trains, and what they mean.
final class ForecastTraining {

    private static final int CHART = 24;

    @Option(
            names = "--train",
            paramLabel = "FROM..TO",
            converter = TimeSpan.Converter.class,
            description = "the span to fit to; a day as TO is part of it, a time is not")
    Optional<TimeSpan> train = Optional.empty();

    @Option(
            names = "--valid",
            paramLabel = "FROM..TO",
            converter = TimeSpan.Converter.class,
            description =
                    "the span that chooses when to stop; without it the last day of --train, which is then not fitted to")
    Optional<TimeSpan> valid = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = DjlTrainer.MXNET,
            description =
                    "the learning engine: ${DEFAULT-VALUE}, or PyTorch where it was built in; java runs what was trained before")
    String engine = DjlTrainer.MXNET;

    @Option(
            names = "--networks",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "lstm",
            description = {
                "the networks of the model, which speak together; default ${DEFAULT-VALUE}; of",
                "lstm, gru, rnn, lstm-stacked, lstm-bidirectional, conv-lstm, lstm-attention"
            })
    List<String> networks = List.of();

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            defaultValue = "cosine",
            description = "how the learning rate falls: cosine, or steps; default ${DEFAULT-VALUE}")
    String schedule = "";

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "epochs over which the learning rate rises first; default ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the same seed gives the same model; default ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "32",
            description = "cells of each layer; default ${DEFAULT-VALUE}")
    int hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "passes over the training data at most; default ${DEFAULT-VALUE}")
    int epochs;

    TrainingSettings settings() {
        TrainingSettings.Schedule falling =
                switch (schedule) {
                    case "cosine" -> TrainingSettings.Schedule.COSINE;
                    case "steps" -> TrainingSettings.Schedule.STEPS;
                    default ->
                            throw new IllegalArgumentException(
                                    "--schedule '" + schedule + "' is not cosine or steps");
                };
        return TrainingSettings.standard()
                .withSeed(seed)
                .withHidden(hidden)
                .withEpochs(epochs)
                .withSchedule(falling, warmUp);
    }

    /// The networks of the model.
    List<Architecture> architectures() {
        if (networks.isEmpty() || networks.size() > ForecastModel.MOST_NETWORKS) {
            throw new IllegalArgumentException(
                    "--networks names "
                            + networks.size()
                            + " networks, not 1 to "
                            + ForecastModel.MOST_NETWORKS);
        }
        return networks.stream()
                .map(word ->
                        Architecture.named(word)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "--networks '"
                                                        + word
                                                        + "' is not one of "
                                                        + words())))
                .toList();
    }

    static List<String> words() {
        return Stream.of(Architecture.values()).map(Architecture::word).toList();
    }

    /// @throws IllegalArgumentException naming the option that makes no sense
    void check() {
        var _ = settings();
        var _ = architectures();
        if (!isJava()) {
            var _ = engineName();
        }
    }

    /// @throws IllegalStateException when it cannot be had, with the reason
    NetworkTrainer startEngine() {
        return DjlTrainer.start(engineName());
    }

    private String engineName() {
        return DjlTrainer.ENGINES.stream()
                .filter(engine::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--engine '"
                                        + engine
                                        + "' is not one that learns: "
                                        + DjlTrainer.ENGINES));
    }

    boolean isJava() {
        return engine.equalsIgnoreCase("java");
    }

    /// What of a file trains and validates.
    record Part(int from, int trainTo, int validTo) {}

    /// @param test that must not be touched
    Part part(TrafficGrid grid, Optional<TimeSpan> test) throws IOException {
        if (train.isEmpty()) {
            throw new IOException("--train FROM..TO says which part of the file to fit to");
        }
        TimeSpan span = valid.or(() -> test).map(train.get()::before).orElse(train.get());
        int[] fit = grid.bins("--train", span);
        int validFrom = fit[1];
        int validTo = fit[1];
        if (valid.isPresent()) {
            int[] bins = grid.bins("--valid", test.map(valid.get()::before).orElse(valid.get()));
            validFrom = bins[0];
            validTo = bins[1];
        } else {
            Instant day = grid.timeOf(fit[1]).atOffset(ZoneOffset.UTC).minusDays(1).toInstant();
            validFrom = grid.binAt(day);
        }
        if (validFrom <= fit[0] || (valid.isPresent() && validFrom != fit[1])) {
            throw new IOException(
                    "the span to validate on, from "
                            + grid.timeOf(validFrom)
                            + ", does not follow that to train on, "
                            + grid.timeOf(fit[0])
                            + ".."
                            + grid.timeOf(fit[1]));
        }
        return new Part(fit[0], validFrom, validTo);
    }

    ForecastTrainer.Data data(TrafficGrid grid, Part part) {
        String file = Optional.ofNullable(grid.file().getFileName()).map(Path::toString).orElse("");
        return new ForecastTrainer.Data(
                file + ", " + grid.values().size() + " series",
                grid.part(part.from(), part.validTo()),
                grid.timeOf(part.from()),
                grid.step(),
                part.trainTo() - part.from(),
                false);
    }

    /// Told of on a terminal.
    NetworkTrainer.Progress progress(PrintWriter err) {
        boolean told =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        if (!told) {
            return (_, _, _, _, _) -> {};
        }
        long begin = System.nanoTime();
        return (architecture, epoch, of, trainLoss, validLoss) -> {
            err.print(line(architecture, epoch, of, trainLoss, validLoss, begin));
            err.print(epoch == of ? "\r\033[K" : "");
            err.flush();
        };
    }

    /// Trains a model of all networks.
    ForecastModel run(
            String name, ForecastTrainer.Data data, NetworkTrainer trainer, PrintWriter err) {
        return ForecastTrainer.train(
                name, data, architectures(), settings(), trainer, progress(err));
    }

    private static String line(
            Architecture architecture,
            int epoch,
            int of,
            double trainLoss,
            double validLoss,
            long begin) {
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        int done = CHART * epoch / of;
        return String.format(
                Locale.ROOT,
                "\r\033[K%s [%s%s] epoch %d of %d, loss %.4f, validation %.4f, %d s",
                architecture.word(),
                "#".repeat(done),
                ".".repeat(CHART - done),
                epoch,
                of,
                trainLoss,
                validLoss,
                spent.toSeconds());
    }

    /// What the card of a model says, for people.
    static List<String> lines(ForecastModel model) {
        return model.card().stream().map(entry -> entry.key() + ": " + entry.value()).toList();
    }
}
