package io.teleon.controller.report;

import io.teleon.models.learning.ForecastModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The forecasting model in force, and how it came to be.
///
/// @param predecessor that would come back if skill decayed soon
/// @param changes which models were in force, oldest first
/// @param licensed how many series have the licence that their forecasts drive action
/// @param followed how many there are
/// @param lossRatio loss of the forecasts / loss of the best naive ones, a mean over the hours
///   since the model came into force; 0 before any
/// @param muted whether skill has decayed, so that simple forecasters speak alone
/// @param intake what the forecasts have seen
/// @param lastResult what came of the last training, or what it waits for
public record ModelsView(
        InForce inForce,
        Optional<String> predecessor,
        List<Change> changes,
        int licensed,
        int followed,
        double lossRatio,
        boolean muted,
        Intake intake,
        String lastResult) {

    public ModelsView {
        changes = List.copyOf(changes);
    }

    /// @param digest SHA-256 of its archive, in hexadecimal
    public record InForce(
            String name,
            String digest,
            Instant since,
            String reason,
            List<ForecastModel.Entry> card) {

        public InForce {
            card = List.copyOf(card);
        }
    }

    /// What forecasts have seen of the past, and what they have no room for.
    ///
    /// @param warm whether all of the past was told; until then forecasts are unknown
    /// @param told observations of an earlier life that were told
    /// @param known how many of them there are
    /// @param took how long that took, or has taken so far
    /// @param refused observations that were turned away since the model came into force, because
    ///   as many series as may be are followed already
    public record Intake(boolean warm, long told, long known, Duration took, long refused) {

        public Intake {
            if (told < 0 || told > known || took.isNegative() || refused < 0) {
                throw new IllegalArgumentException(
                        told + " of " + known + " told in " + took + ", " + refused + " refused");
            }
        }
    }

    public record Change(Instant at, String model, String reason) {}
}
