package io.teleon.controller.report;

import io.teleon.models.intent.FulfilmentState;
import java.time.Instant;
import java.util.List;

/// Whether an intent is met, and what happened to it.
///
/// @param sequence of the last report, 0 before the first
/// @param reports the newest in this life of the controller, oldest first
/// @param installs the newest changes of its installed state in this life, oldest first
/// @param goals how those stand that it has and that were looked at, in their order
public record FulfilmentView(
        FulfilmentState state,
        Instant since,
        String reason,
        long sequence,
        List<FulfilmentReport> reports,
        List<Change> installs,
        List<GoalView> goals) {

    /// Of an intent that is not looked at yet.
    public static final FulfilmentView NONE =
            new FulfilmentView(
                    FulfilmentState.UNKNOWN,
                    Instant.EPOCH,
                    "not looked at yet",
                    0,
                    List.of(),
                    List.of());

    public FulfilmentView {
        reports = List.copyOf(reports);
        installs = List.copyOf(installs);
        goals = List.copyOf(goals);
    }

    /// Of an intent without goals.
    public FulfilmentView(
            FulfilmentState state,
            Instant since,
            String reason,
            long sequence,
            List<FulfilmentReport> reports,
            List<Change> installs) {
        this(state, since, reason, sequence, reports, installs, List.of());
    }

    /// The same with its goals.
    public FulfilmentView with(List<GoalView> known) {
        return new FulfilmentView(state, since, reason, sequence, reports, installs, known);
    }

    /// A change of the installed state, as it was told.
    public record Change(Instant at, String text) {}
}
