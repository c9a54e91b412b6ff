package io.teleon.controller.cli;

import io.teleon.controller.learning.LearningSettings;
import io.teleon.controller.learning.RetrainingCalendar;
import io.teleon.controller.schedule.CronCalendar;
import io.teleon.models.config.Default;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.djl.DjlTrainer;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.TrainingBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the controller keeps its forecasting model good, in its configuration file. Without a
/// calendar and `on-drift` the shipped model stays.
///
/// @param calendar when a challenger is trained, a cron expression of Quartz in UTC
/// @param onDrift whether one is trained when skill decays
/// @param networks of a challenger
/// @param engine that trains it
/// @param folder where models that won are kept
/// @param leastGap between two trainings
/// @param mostADay trainings in any 24 hours
public record LearningConfig(
        Optional<String> calendar,
        @Default("false") boolean onDrift,
        @Default("[lstm]") List<String> networks,
        @Default("MXNet") String engine,
        @Default("teleon/models") Path folder,
        @Default("6 h") Duration leastGap,
        @Default("4") int mostADay) {

    private static final Duration PATIENCE = Duration.ofHours(2);

    /// Nothing is trained.
    public static final LearningConfig OFF =
            new LearningConfig(
                    Optional.empty(),
                    false,
                    List.of("lstm"),
                    DjlTrainer.MXNET,
                    Path.of("teleon", "models"),
                    Duration.ofHours(6),
                    4);

    public LearningConfig {
        networks = List.copyOf(networks);
        // So that what is wrong is told with its place in the file.
        networks.forEach(LearningConfig::architecture);
        if (networks.isEmpty() || networks.size() > ForecastModel.MOST_NETWORKS) {
            throw new IllegalArgumentException(
                    networks.size() + " networks are not 1 to " + ForecastModel.MOST_NETWORKS);
        }
        if (!DjlTrainer.ENGINES.contains(engine)) {
            throw new IllegalArgumentException(
                    "engine '" + engine + "' is not one that learns: " + DjlTrainer.ENGINES);
        }
        calendar.ifPresent(CronCalendar::new);
        var _ = new TrainingBudget.Limits(leastGap, mostADay, PATIENCE);
    }

    private static Architecture architecture(String word) {
        return Architecture.named(word)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no network '"
                                        + word
                                        + "', only "
                                        + ForecastTraining.words()));
    }

    /// Empty where nothing is to be trained.
    Optional<LearningSettings> settings() {
        if (calendar.isEmpty() && !onDrift) {
            return Optional.empty();
        }
        return Optional.of(
                new LearningSettings(
                        calendar.<RetrainingCalendar>map(CronCalendar::new)
                                .orElse(RetrainingCalendar.NEVER),
                        onDrift,
                        networks.stream().map(LearningConfig::architecture).toList(),
                        TrainingSettings.standard(),
                        new TrainingBudget.Limits(leastGap, mostADay, PATIENCE)));
    }
}
