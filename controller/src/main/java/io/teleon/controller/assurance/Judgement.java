package io.teleon.controller.assurance;

import io.teleon.controller.report.GoalView;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.InstallState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the measurements of this moment say of an intent, before it is asked how long they have
/// said so.
///
/// @param at of the measurement
/// @param reason for people; the same for intents in the same way, so that they can be told
///   together
record Judgement(
        FulfilmentState state,
        Instant at,
        String reason,
        OptionalDouble delivered,
        Optional<Duration> delay) {

    private static Judgement plain(FulfilmentState state, Instant at, String reason) {
        return new Judgement(state, at, reason, OptionalDouble.empty(), Optional.empty());
    }

    /// @param suspended why nothing is promised of it now, if so
    static Judgement of(
            AssuranceSettings settings,
            int serial,
            InstallState installed,
            Optional<String> suspended,
            Measurements measured,
            Instant now) {
        if (installed == InstallState.WITHDRAWING || installed == InstallState.WITHDRAWN) {
            return plain(FulfilmentState.SUSPENDED, now, "withdrawn");
        }
        if (suspended.isPresent()) {
            return plain(FulfilmentState.SUSPENDED, now, suspended.get());
        }
        if (installed == InstallState.FAILED || installed == InstallState.PARKED) {
            return plain(FulfilmentState.NOT_FULFILLED, now, "nothing carries it");
        }
        Instant oldest = now.minus(settings.stale());
        Optional<Measurements.Sent> sent =
                measured.sent(serial).filter(s -> s.at().isAfter(oldest));
        if (sent.isEmpty()) {
            return plain(FulfilmentState.UNKNOWN, now, "not measured");
        }
        OptionalDouble share = measured.delivered(serial);
        if (share.isEmpty()) {
            return plain(
                    FulfilmentState.UNKNOWN,
                    now,
                    sent.get().packetsPerSecond() > 0
                            ? "what arrives is not measured"
                            : "it offers nothing");
        }
        Optional<Measurements.Delay> delay =
                measured.delay(serial).filter(d -> d.at().isAfter(oldest));
        return judged(settings, sent.get().at(), share.getAsDouble(), delay);
    }

    /// The same with the goals of the intent.
    ///
    /// What is missed degrades it. A goal that is not measured says nothing, nor does one whose
    /// time it is not.
    Judgement with(List<GoalView> goals) {
        List<String> missed =
                goals.stream()
                        .filter(goal -> goal.state() == GoalView.State.MISSED)
                        .map(GoalView::text)
                        .toList();
        return switch (state) {
            case FULFILLED, DEGRADED, UNKNOWN ->
                    missed.isEmpty()
                            ? this
                            : new Judgement(
                                    FulfilmentState.DEGRADED,
                                    at,
                                    (state == FulfilmentState.DEGRADED ? reason + "; " : "")
                                            + String.join("; ", missed),
                                    delivered,
                                    delay);
            case NOT_FULFILLED, SUSPENDED -> this;
        };
    }

    private static Judgement judged(
            AssuranceSettings settings,
            Instant at,
            double share,
            Optional<Measurements.Delay> delay) {
        String arrives = String.format(Locale.ROOT, "%.1f %% arrives", 100 * share);
        FulfilmentState state = FulfilmentState.FULFILLED;
        String reason = "what is promised arrives";
        if (share < settings.brokenShare()) {
            state = FulfilmentState.NOT_FULFILLED;
            reason = arrives;
        } else if (share < settings.wantedShare() - settings.shareError()) {
            state = FulfilmentState.DEGRADED;
            reason = arrives;
        } else if (delay.filter(d -> isLate(settings, d)).isPresent()) {
            state = FulfilmentState.DEGRADED;
            reason = "it arrives late";
        }
        return new Judgement(
                state,
                at,
                reason,
                OptionalDouble.of(share),
                delay.map(Measurements.Delay::measured));
    }

    private static boolean isLate(AssuranceSettings settings, Measurements.Delay delay) {
        return delay.measured().minus(delay.error()).toNanos()
                > settings.delayFactor() * delay.shortest().toNanos();
    }
}
