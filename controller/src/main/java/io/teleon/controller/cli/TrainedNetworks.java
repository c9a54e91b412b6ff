package io.teleon.controller.cli;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Networks of one lesson, each trained when it is first asked for.
final class TrainedNetworks {

    /// @param seconds of wall time
    record Learned(ForecastModel model, double seconds) {}

    private record Key(Architecture architecture, long seed) {}

    private record Timed(NetworkTrainer.Trained trained, double seconds) {}

    private final ForecastTrainer.Lesson lesson;
    private final ForecastTraining training;
    private final NetworkTrainer trainer;
    private final PrintWriter err;
    private final Map<Key, Timed> trained = new HashMap<>();

    TrainedNetworks(
            ForecastTrainer.Lesson lesson,
            ForecastTraining training,
            NetworkTrainer trainer,
            PrintWriter err) {
        this.lesson = lesson;
        this.training = training;
        this.trainer = trainer;
        this.err = err;
    }

    Learned model(String name, List<Architecture> architectures) {
        List<NetworkTrainer.Trained> parts = new ArrayList<>();
        double seconds = 0;
        TrainingSettings settings = training.settings();
        for (int i = 0; i < architectures.size(); i++) {
            long seed = ForecastTrainer.seed(settings.seed(), architectures, i);
            Timed one = trained.computeIfAbsent(new Key(architectures.get(i), seed), this::train);
            parts.add(one.trained());
            seconds += one.seconds();
        }
        return new Learned(lesson.model(name, parts, settings, trainer.engine()), seconds);
    }

    private Timed train(Key key) {
        long begin = System.nanoTime();
        NetworkTrainer.Trained one =
                lesson.train(
                        key.architecture(),
                        training.settings().withSeed(key.seed()),
                        trainer,
                        training.progress(err));
        return new Timed(one, (System.nanoTime() - begin) / 1e9);
    }
}
