package io.teleon.controller.learning;

import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.TrainingBudget;
import java.util.List;

/// How the controller keeps its forecasting model good.
///
/// @param networks of a challenger, which speak together
/// @param onDrift whether decayed skill is a reason to train
public record LearningSettings(
        RetrainingCalendar calendar,
        boolean onDrift,
        List<Architecture> networks,
        TrainingSettings training,
        TrainingBudget.Limits limits) {

    public LearningSettings {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("a challenger needs at least one network");
        }
    }
}
