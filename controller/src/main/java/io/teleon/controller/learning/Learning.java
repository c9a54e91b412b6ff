package io.teleon.controller.learning;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.report.Severity;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.SeriesForecasters;
import io.teleon.models.learning.upkeep.Championship;
import io.teleon.models.learning.upkeep.DriftAlarm;
import io.teleon.models.learning.upkeep.TrainingBudget;
import io.teleon.models.learning.upkeep.Trial;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Decides when a challenger is trained and which model is in force. Owned by the control loop's
/// thread.
///
/// Once an hour it looks at what the forecasts lost. Training waits until the budget allows it and
/// enough was measured; a reason that waits is not forgotten, and another one changes nothing.
public final class Learning {

    private static final Duration LOOK = Duration.ofHours(1);

    /// The newest day judges.
    static final int JUDGED_BINS = 288;

    /// Two days to learn from before that.
    static final int LEAST_BINS = 3 * 288;

    private static final String SUBJECT = "models";

    private final LearningSettings settings;
    private final Followed forecasts;
    private final Consumer<LearnOrder> orders;
    private final Deadlines deadlines;
    private final EventLog events;
    private final JournalWriter journal;
    private final DriftAlarm alarm = new DriftAlarm();
    private final TrainingBudget budget;
    private final Championship<ForecastModel> championship;
    private Optional<String> wanted = Optional.empty();
    private Optional<ForecastModel> goingBackTo = Optional.empty();
    private Optional<LearnOrder> underWay = Optional.empty();
    private String lastResult = "nothing was trained yet";
    private long numbers;
    private boolean muted;

    /// @param inForce the model of the forecasts, since when and why
    /// @param orders are carried out elsewhere, and answered by [#learned]
    public Learning(
            LearningSettings settings,
            Followed forecasts,
            Championship.Change<ForecastModel> inForce,
            Consumer<LearnOrder> orders,
            Deadlines deadlines,
            EventLog events,
            JournalWriter journal,
            Instant now) {
        this.settings = settings;
        this.forecasts = forecasts;
        this.orders = orders;
        this.deadlines = deadlines;
        this.events = events;
        this.journal = journal;
        budget = new TrainingBudget(settings.limits());
        championship = new Championship<>(inForce);
        deadlines.at(now.plus(LOOK), this::look);
        planCalendar(now);
    }

    private void planCalendar(Instant now) {
        settings.calendar().after(now).ifPresent(at -> deadlines.at(at, this::calendar));
    }

    private void calendar(Instant now) {
        want("by calendar");
        planCalendar(now);
        begin(now);
    }

    private void look(Instant now) {
        deadlines.at(now.plus(LOOK), this::look);
        SeriesForecasters.Losses losses = forecasts.drainLosses();
        if (alarm.add(losses.own(), losses.naive())) {
            drifted(now);
        }
        begin(now);
    }

    private void drifted(Instant now) {
        tell(
                now,
                Severity.WARNING,
                "skill of "
                        + championship.champion().model().name()
                        + " has decayed; simple forecasters speak alone until a better one is found");
        mute(true);
        if (championship.isOnProbation(now)) {
            goingBackTo = championship.predecessor();
        } else if (settings.onDrift()) {
            want("skill has decayed");
        } else {
            mute(false);
        }
    }

    private void want(String reason) {
        wanted = wanted.or(() -> Optional.of(reason));
    }

    private void begin(Instant now) {
        if (wanted.isEmpty() && goingBackTo.isEmpty()) {
            return;
        }
        if (forecasts.rememberedBins() < LEAST_BINS) {
            lastResult =
                    "waits: "
                            + forecasts.rememberedBins()
                            + " bins of traffic are known, not "
                            + LEAST_BINS;
            return;
        }
        Optional<String> refusal = budget.refusal(now);
        if (refusal.isPresent()) {
            lastResult = "waits: " + refusal.get();
            return;
        }
        budget.begin(now);
        List<Trial.Span> classes = forecasts.remembered(JUDGED_BINS);
        numbers++;
        LearnOrder order =
                goingBackTo
                        .<LearnOrder>map(model ->
                                new LearnOrder.Warm(
                                        numbers, model, "skill decayed on probation", classes))
                        .orElseGet(() ->
                                new LearnOrder.Challenge(
                                        numbers,
                                        "own " + now,
                                        classes,
                                        championship.champion().model(),
                                        settings.networks(),
                                        settings.training().withSeed(numbers)));
        lastResult = "under way since " + now + ": " + wanted.orElse("going back");
        underWay = Optional.of(order);
        if (goingBackTo.isPresent()) {
            goingBackTo = Optional.empty();
        } else {
            wanted = Optional.empty();
        }
        orders.accept(order);
    }

    /// An order was carried out; one that was given up before is not heard any more.
    public void learned(LearnReport report, Instant now) {
        if (underWay.filter(order -> order.number() == report.number()).isEmpty()) {
            return;
        }
        underWay = Optional.empty();
        budget.end(now, report.busy());
        switch (report) {
            case LearnReport.Failed failed -> {
                lastResult = "failed: " + failed.reason();
                tell(now, Severity.WARNING, "no challenger: " + failed.reason());
                mute(false);
            }
            case LearnReport.Tried tried -> tried(tried, now);
            case LearnReport.Warmed warmed -> {
                championship.rollBack(warmed.reason(), now);
                adopt(warmed.model(), warmed.ready(), warmed.seenTo(), warmed.reason(), now);
            }
        }
    }

    private void tried(LearnReport.Tried tried, Instant now) {
        String by =
                "loss on the newest day %.1f %% lower, at least %.1f %% with 95 %% certainty"
                        .formatted(100 * tried.gain(), 100 * tried.lowerEnd());
        lastResult = (tried.won() ? "won: " : "lost: ") + by;
        if (championship.challenged(tried.model(), tried.won(), by, now)) {
            adopt(tried.model(), tried.ready(), tried.seenTo(), by, now);
        } else {
            tell(now, Severity.NORMAL, "the challenger lost and is forgotten: " + by);
            mute(false);
        }
    }

    private void adopt(
            ForecastModel model,
            List<SeriesForecasters> ready,
            Instant seenTo,
            String reason,
            Instant now) {
        forecasts.adopt(model, ready, seenTo);
        mute(false);
        alarm.reset();
        journal.append(inForce());
        tell(now, Severity.NORMAL, model.name() + " is in force: " + reason);
    }

    private void mute(boolean on) {
        muted = on;
        forecasts.mute(on);
    }

    private void tell(Instant now, Severity severity, String text) {
        events.record(now, severity, Event.Kind.MODEL, SUBJECT, text);
    }

    /// Which model is in force.
    public JournalEntry.ModelInForce inForce() {
        Championship.Change<ForecastModel> champion = championship.champion();
        return new JournalEntry.ModelInForce(
                champion.at(), forecasts.digest(), champion.model().name(), champion.reason());
    }

    public ModelsView view() {
        Championship.Change<ForecastModel> champion = championship.champion();
        return new ModelsView(
                new ModelsView.InForce(
                        champion.model().name(),
                        forecasts.digest(),
                        champion.at(),
                        champion.reason(),
                        champion.model().card()),
                championship.predecessor().map(ForecastModel::name),
                championship.changes().stream().map(Learning::changed).toList(),
                forecasts.licensed(),
                forecasts.followed(),
                alarm.ratio(),
                muted,
                forecasts.intake(),
                lastResult);
    }

    private static ModelsView.Change changed(Championship.Change<ForecastModel> change) {
        return new ModelsView.Change(change.at(), change.model().name(), change.reason());
    }
}
