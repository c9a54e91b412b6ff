package io.teleon.controller.cli;

import io.teleon.models.learning.djl.MxnetEncoderTrainer;
import io.teleon.models.learning.event.EncoderTrainer;
import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.GeneratedEvents;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of what trains the network that reads events, and the training.
final class SyslogTraining {

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the same seed gives the same network; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "40",
            description = "generated messages of each kind; default ${DEFAULT-VALUE}")
    private int examples;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "passes over them; default ${DEFAULT-VALUE}")
    private int epochs;

    long seed() {
        return seed;
    }

    /// @throws IllegalArgumentException when there is nothing to train on
    EncoderWeights network(PrintWriter err) {
        if (examples < 1 || epochs < 1) {
            throw new IllegalArgumentException(
                    "--examples " + examples + " and --epochs " + epochs + " are not both above 0");
        }
        boolean told =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        EncoderWeights network =
                MxnetEncoderTrainer.start()
                        .train(
                                GeneratedEvents.draw(seed, examples),
                                EncoderTrainer.Settings.standard(seed).withEpochs(epochs),
                                (epoch, of, loss, right) -> {
                                    if (told) {
                                        err.print(
                                                String.format(
                                                        Locale.ROOT,
                                                        "\r\033[Kepoch %d of %d, loss %.3f, %.1f %% right",
                                                        epoch,
                                                        of,
                                                        loss,
                                                        100 * right));
                                        err.flush();
                                    }
                                });
        if (told) {
            err.print("\r\033[K");
            err.flush();
        }
        return network;
    }
}
