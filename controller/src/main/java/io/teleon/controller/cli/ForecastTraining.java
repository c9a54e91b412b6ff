package io.teleon.controller.cli;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.LstmTrainer;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.djl.MxnetTrainer;

import picocli.CommandLine.Option;

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

/// The options of everything that trains, and what they mean.
final class ForecastTraining {

    private static final String ENGINE = "MXNet";
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
            defaultValue = ENGINE,
            description = "the learning engine: ${DEFAULT-VALUE}")
    String engine = ENGINE;

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
            description = "cells of the network; default ${DEFAULT-VALUE}")
    int hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "passes over the training data at most; default ${DEFAULT-VALUE}")
    int epochs;

    TrainingSettings settings() {
        return TrainingSettings.standard().withSeed(seed).withHidden(hidden).withEpochs(epochs);
    }

    /// @throws IllegalStateException when it cannot be had, with the reason
    LstmTrainer startEngine() {
        if (!engine.equalsIgnoreCase(ENGINE)) {
            throw new IllegalArgumentException(
                    "--engine '" + engine + "' is not " + ENGINE + ", the one that learns here");
        }
        return MxnetTrainer.start();
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

    /// Trains, and tells of it on a terminal.
    ForecastModel run(
            String name, ForecastTrainer.Data data, LstmTrainer trainer, PrintWriter err) {
        boolean told =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        long begin = System.nanoTime();
        ForecastModel model =
                ForecastTrainer.train(
                        name,
                        data,
                        settings(),
                        trainer,
                        (epoch, of, trainLoss, validLoss) -> {
                            if (told) {
                                err.print(line(epoch, of, trainLoss, validLoss, begin));
                                err.flush();
                            }
                        });
        if (told) {
            err.print("\r\033[K");
            err.flush();
        }
        return model;
    }

    private static String line(int epoch, int of, double trainLoss, double validLoss, long begin) {
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        int done = CHART * epoch / of;
        return String.format(
                Locale.ROOT,
                "\r\033[K[%s%s] epoch %d of %d, loss %.4f, validation %.4f, %d s",
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
