package io.teleon.controller.report;

import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the controller does by itself, and how far it may go.
///
/// @param programs the policies that run, empty where autonomy is not configured
/// @param texts the same as they are written
/// @param paused by whom, while the kill switch is on
/// @param levels what people have set, by action
/// @param actions the newest, oldest first
/// @param questions that programs wait for
/// @param forecasts the newest of each link's offered traffic
/// @param anomalies what is odd now
/// @param models the forecasting model in force; empty where nothing is forecast
public record AutonomyView(
        List<String> programs,
        List<PolicyText> texts,
        Optional<Paused> paused,
        List<Level> levels,
        List<ActionView> actions,
        List<Question> questions,
        List<Window> freezes,
        List<LinkId> maintained,
        List<LinkForecast> forecasts,
        List<AnomalyView> anomalies,
        Optional<ModelsView> models) {

    /// Of a controller that does nothing by itself.
    public static final AutonomyView NONE =
            new AutonomyView(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty());

    public AutonomyView {
        programs = List.copyOf(programs);
        texts = List.copyOf(texts);
        levels = List.copyOf(levels);
        actions = List.copyOf(actions);
        questions = List.copyOf(questions);
        freezes = List.copyOf(freezes);
        maintained = List.copyOf(maintained);
        forecasts = List.copyOf(forecasts);
        anomalies = List.copyOf(anomalies);
    }

    public record Paused(Instant at, String by, String reason) {}

    public record Level(String action, Policy.Mode level, String by) {}

    /// A person of this role is asked whether an action may be done.
    ///
    /// @param reason which guardrail or setting asks
    public record Question(
            long number, String role, Instant until, String action, String rule, String reason) {}

    /// A window of the calendar.
    public record Window(String name, Instant from, Instant to, String by) {}

    /// What is expected of the traffic offered to a link.
    ///
    /// @param licensed whether programs may act on it
    public record LinkForecast(
            LinkId link,
            String model,
            Instant at,
            double skill,
            boolean licensed,
            List<Point> points) {
        public LinkForecast {
            points = List.copyOf(points);
        }
    }

    /// In bits per second.
    public record Point(Duration horizon, double p10, double p50, double p90) {}
}
