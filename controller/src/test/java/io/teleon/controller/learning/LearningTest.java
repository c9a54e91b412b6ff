package io.teleon.controller.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.schedule.CronCalendar;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.SeriesForecasters;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.Championship;
import io.teleon.models.learning.upkeep.TrainingBudget;
import io.teleon.models.learning.upkeep.Trial;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final Deadlines deadlines = new Deadlines();
    private final EventLog events = new EventLog(100);
    private final List<LearnOrder> orders = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Forecasting forecasting = new Forecasting();
    private Instant now = START;

    /// Forecasts of which a test says how good they are.
    private static final class Forecasting implements Followed {

        private double ratio = 0.8;
        private int bins = 8 * 288;
        private ForecastModel model = ForecastModel.baseline();
        private boolean muted;

        @Override
        public int rememberedBins() {
            return bins;
        }

        @Override
        public List<Trial.Span> remembered(int judged) {
            return List.of(
                    new Trial.Span(
                            List.of("a"),
                            List.of(new double[bins]),
                            START,
                            Duration.ofMinutes(5),
                            bins - judged));
        }

        @Override
        public void adopt(ForecastModel other, List<SeriesForecasters> ready, Instant seenTo) {
            model = other;
        }

        @Override
        public String digest() {
            return ModelArchive.digest(model);
        }

        @Override
        public SeriesForecasters.Losses drainLosses() {
            return new SeriesForecasters.Losses(ratio, 1);
        }

        @Override
        public void mute(boolean on) {
            muted = on;
        }

        @Override
        public int licensed() {
            return 1;
        }

        @Override
        public int followed() {
            return 1;
        }

        @Override
        public ModelsView.Intake intake() {
            return new ModelsView.Intake(true, 0, 0, Duration.ZERO, 0);
        }
    }

    private Learning learning(RetrainingCalendar calendar, boolean onDrift) {
        return new Learning(
                new LearningSettings(
                        calendar,
                        onDrift,
                        List.of(Architecture.LSTM),
                        TrainingSettings.standard(),
                        TrainingBudget.Limits.standard()),
                forecasting,
                new Championship.Change<>(START, ForecastModel.baseline(), "first"),
                orders::add,
                deadlines,
                events,
                journal::add,
                now);
    }

    private void pass(Duration time) {
        Instant end = now.plus(time);
        while (deadlines.next().filter(next -> !next.isAfter(end)).isPresent()) {
            now = deadlines.next().orElseThrow();
            deadlines.pass(now);
        }
        now = end;
    }

    private LearnReport answer(double lowerEnd) {
        return new LearnReport.Tried(
                orders.getLast().number(),
                ForecastModel.shipped(),
                lowerEnd + 0.02,
                lowerEnd,
                List.of(),
                now,
                Duration.ofMinutes(2));
    }

    private String lastEvent() {
        return events.all().getLast().text();
    }

    @Test
    void theCalendarHasAChallengerTrainedOnceANight() {
        Learning learning = learning(new CronCalendar("0 30 3 * * ?"), false);
        for (int night = 1; night <= 7; night++) {
            pass(Duration.ofDays(1));
            assertEquals(night, orders.size());
            learning.learned(answer(-0.01), now);
        }

        assertTrue(lastEvent().startsWith("the challenger lost and is forgotten: "), lastEvent());
        assertEquals(ForecastModel.baseline(), forecasting.model);
        assertEquals(List.of(), journal);
    }

    @Test
    void aWinnerComesIntoForceAndIsJournalled() {
        Learning learning = learning(new CronCalendar("0 30 3 * * ?"), false);
        pass(Duration.ofHours(4));
        learning.learned(answer(0.01), now);

        assertEquals(ForecastModel.shipped(), forecasting.model);
        JournalEntry.ModelInForce kept = (JournalEntry.ModelInForce) journal.getLast();
        assertEquals(ModelArchive.digest(ForecastModel.shipped()), kept.digest());
        assertEquals(
                "loss on the newest day 3.0 % lower, at least 1.0 % with 95 % certainty",
                kept.reason());
        assertEquals("shipped", learning.view().inForce().name());
        assertEquals(Optional.of("baseline"), learning.view().predecessor());
    }

    @Test
    void decayedSkillSilencesTheNetworkUntilTheTrialIsOver() {
        Learning learning = learning(RetrainingCalendar.NEVER, true);
        pass(Duration.ofDays(5));
        assertEquals(List.of(), orders);
        assertFalse(forecasting.muted);

        forecasting.ratio = 1.1;
        pass(Duration.ofDays(1));
        assertEquals(1, orders.size());
        assertTrue(forecasting.muted);
        assertTrue(learning.view().muted());

        learning.learned(answer(0.05), now);
        assertFalse(forecasting.muted);
        assertEquals(ForecastModel.shipped(), forecasting.model);
    }

    @Test
    void theOneBeforeComesBackWhenAWinnerDisappoints() {
        Learning learning = learning(new CronCalendar("0 30 3 1 3 ?"), false);
        pass(Duration.ofHours(4));
        learning.learned(answer(0.05), now);
        pass(Duration.ofHours(30));
        forecasting.ratio = 1.3;
        pass(Duration.ofHours(12));

        LearnOrder.Warm back = (LearnOrder.Warm) orders.getLast();
        assertEquals(ForecastModel.baseline(), back.model());
        learning.learned(
                new LearnReport.Warmed(
                        back.number(),
                        back.model(),
                        back.reason(),
                        List.of(),
                        now,
                        Duration.ofSeconds(5)),
                now);
        assertEquals(ForecastModel.baseline(), forecasting.model);
        assertEquals("baseline is in force: skill decayed on probation", lastEvent());
        assertFalse(forecasting.muted);
    }

    @Test
    void waitsForEnoughTrafficAndForItsBudgetAndForgetsNoReason() {
        forecasting.bins = 100;
        Learning learning = learning(new CronCalendar("0 0 * * * ?"), false);
        pass(Duration.ofHours(5));
        assertEquals(List.of(), orders);
        assertEquals("waits: 100 bins of traffic are known, not 864", learning.view().lastResult());

        forecasting.bins = 864;
        pass(Duration.ofHours(1));
        assertEquals(1, orders.size());
        pass(Duration.ofMinutes(30));
        learning.learned(answer(-1), now);
        pass(Duration.ofHours(5));
        assertEquals(1, orders.size());
        assertTrue(learning.view().lastResult().startsWith("waits: not before "));
        pass(Duration.ofHours(2));
        assertEquals(2, orders.size());
    }

    @Test
    void anAnswerThatComesTooLateIsNotHeard() {
        Learning learning = learning(new CronCalendar("0 0 * * * ?"), false);
        pass(Duration.ofHours(1));
        LearnReport late = answer(0.5);
        pass(Duration.ofHours(8));
        assertEquals(2, orders.size());

        learning.learned(late, now);
        assertEquals(ForecastModel.baseline(), forecasting.model);
    }

    @Test
    void whatFailedIsToldAndTheModelStays() {
        Learning learning = learning(new CronCalendar("0 0 * * * ?"), false);
        pass(Duration.ofHours(1));
        learning.learned(
                new LearnReport.Failed(
                        orders.getLast().number(), "no engine", Duration.ofSeconds(1)),
                now);

        assertEquals("no challenger: no engine", lastEvent());
        assertEquals(ForecastModel.baseline(), forecasting.model);
    }
}
