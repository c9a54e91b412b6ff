package io.teleon.controller.loop;

import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.learning.ForecastModel;
import java.util.List;
import java.util.Optional;

/// What an earlier life of the controller left.
///
/// @param journal what it decided, oldest first
/// @param audit where it left off in the audit
/// @param traffic what was measured of the traffic before this life
/// @param model of the forecasts, which the journal says was in force; empty for the shipped one
public record Past(
        List<JournalEntry> journal,
        ChainPoint audit,
        Optional<TrafficHistory> traffic,
        Optional<ForecastModel> model) {

    /// Of a controller that starts for the first time.
    public static final Past NONE = new Past(List.of(), ChainPoint.START, Optional.empty());

    /// With the shipped model.
    public Past(List<JournalEntry> journal, ChainPoint audit, Optional<TrafficHistory> traffic) {
        this(journal, audit, traffic, Optional.empty());
    }

    public Past {
        journal = List.copyOf(journal);
    }
}
