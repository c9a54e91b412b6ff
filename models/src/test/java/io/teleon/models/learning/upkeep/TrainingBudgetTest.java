package io.teleon.models.learning.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrainingBudgetTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Property(tries = 200)
    void neverTakesMoreThanItsShareHoweverOftenItIsAsked(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingBudget budget =
                new TrainingBudget(
                        new TrainingBudget.Limits(Duration.ofHours(2), 3, Duration.ofHours(9)));
        List<Instant> begun = new ArrayList<>();
        Duration busy = Duration.ZERO;
        Duration last = Duration.ZERO;
        Instant now = START;
        for (int i = 0; i < 500; i++) {
            now = now.plusSeconds(random.nextInt(3600));
            if (budget.refusal(now).isPresent()) {
                continue;
            }
            budget.begin(now);
            begun.add(now);
            assertTrue(budget.refusal(now).isPresent(), "two at a time");
            last = Duration.ofSeconds(random.nextInt(2400));
            busy = busy.plus(last);
            now = now.plus(last);
            budget.end(now, last);
        }
        for (int i = 3; i < begun.size(); i++) {
            Duration four = Duration.between(begun.get(i - 3), begun.get(i));
            assertTrue(four.compareTo(Duration.ofDays(1)) >= 0, "four within " + four);
        }
        Duration all = Duration.between(START, now);
        double share = busy.minus(last).toSeconds() / (double) all.toSeconds();
        assertTrue(share <= TrainingBudget.SHARE, "share " + share);
    }

    @Test
    void saysWhyNotNow() {
        TrainingBudget budget = new TrainingBudget(TrainingBudget.Limits.standard());
        assertEquals(Optional.empty(), budget.refusal(START));
        budget.begin(START);
        assertEquals(
                Optional.of("training since 2026-03-01T00:00:00Z"),
                budget.refusal(START.plusSeconds(60)));
        assertThrows(IllegalStateException.class, () -> budget.begin(START.plusSeconds(60)));
        budget.end(START.plusSeconds(60), Duration.ofSeconds(60));
        assertEquals(
                Optional.of("not before 2026-03-01T06:01:00Z"),
                budget.refusal(START.plusSeconds(61)));
    }

    @Test
    void givesUpOnOneThatNeverAnswers() {
        TrainingBudget budget = new TrainingBudget(TrainingBudget.Limits.standard());
        budget.begin(START);

        assertTrue(budget.refusal(START.plus(Duration.ofHours(3))).isPresent());
        assertEquals(Optional.empty(), budget.refusal(START.plus(Duration.ofHours(6))));
    }
}
