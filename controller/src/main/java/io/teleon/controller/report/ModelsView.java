package io.teleon.controller.report;

import io.teleon.models.learning.ForecastModel;
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
/// @param lastResult what came of the last training, or what it waits for
public record ModelsView(
        InForce inForce,
        Optional<String> predecessor,
        List<Change> changes,
        int licensed,
        int followed,
        double lossRatio,
        boolean muted,
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

    public record Change(Instant at, String model, String reason) {}
}
