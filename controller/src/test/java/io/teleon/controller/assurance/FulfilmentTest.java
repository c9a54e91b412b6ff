package io.teleon.controller.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.report.FulfilmentReport;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FulfilmentTest {

    private static final AssuranceSettings.Hold HOLD =
            new AssuranceSettings.Hold(Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final Duration STALE = Duration.ofSeconds(35);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int KEPT = 4;
    private static final AssuranceSettings SETTINGS =
            new AssuranceSettings(0.999, 0.001, 0.5, 1.5, STALE, HOLD, HOLD, HOLD, KEPT);

    private static Instant at(int step) {
        return Instant.EPOCH.plus(STEP.multipliedBy(step));
    }

    private static List<FulfilmentReport> told(Fulfilment one, List<FulfilmentState> measured) {
        List<FulfilmentReport> told = new ArrayList<>();
        for (int step = 0; step < measured.size(); step++) {
            Judgement judged =
                    new Judgement(
                            measured.get(step),
                            at(step),
                            "because",
                            OptionalDouble.empty(),
                            Optional.empty());
            one.take(judged, SETTINGS, Tier.SILVER, at(step)).ifPresent(told::add);
        }
        return told;
    }

    private static Fulfilment fresh() {
        return new Fulfilment(new IntentId("a.b"), 1, Instant.EPOCH);
    }

    /// What should be told, found by looking back over everything at every step.
    private static List<String> expected(List<FulfilmentState> measured) {
        List<String> told = new ArrayList<>();
        FulfilmentState state = FulfilmentState.UNKNOWN;
        int changedAt = 0;
        for (int step = 0; step < measured.size(); step++) {
            FulfilmentState next = measured.get(step);
            if (next == state) {
                continue;
            }
            int first = step;
            for (int back = step; back >= changedAt; back--) {
                if (sameWay(state, measured.get(back), next)) {
                    first = back;
                } else if (measured.get(back) != FulfilmentState.UNKNOWN
                        || state == FulfilmentState.UNKNOWN) {
                    break;
                }
            }
            Duration lasted = STEP.multipliedBy(step - first);
            Duration wanted = state.isWorseThan(next) ? HOLD.better() : HOLD.worse();
            if (!next.isMeasured()) {
                wanted = Duration.ZERO;
            }
            if (next == FulfilmentState.UNKNOWN && state.isMeasured()) {
                int known = step;
                while (!measured.get(known).isMeasured()) {
                    known--;
                }
                lasted = STEP.multipliedBy(step - known);
                wanted = STALE;
            }
            if (lasted.compareTo(wanted) >= 0) {
                told.add(step + " " + state + " " + next);
                state = next;
                changedAt = step + 1;
            }
        }
        return told;
    }

    private static boolean sameWay(FulfilmentState from, FulfilmentState one, FulfilmentState two) {
        if (!from.isMeasured()) {
            return one == two;
        }
        return one != from
                && one.isWorseThan(from) == two.isWorseThan(from)
                && from.isWorseThan(one) == from.isWorseThan(two);
    }

    @Property(tries = 500)
    void tellsWhatHasLastedAndNumbersIt(@ForAll("courses") List<FulfilmentState> measured) {
        List<FulfilmentReport> told = told(fresh(), measured);
        assertEquals(
                expected(measured),
                told.stream()
                        .map(r ->
                                Duration.between(Instant.EPOCH, r.at()).dividedBy(STEP)
                                        + " "
                                        + r.from()
                                        + " "
                                        + r.to())
                        .toList());
        for (int n = 0; n < told.size(); n++) {
            assertEquals(n + 1, told.get(n).sequence());
        }
    }

    /// States tend to last a while.
    @Provide
    Arbitrary<List<FulfilmentState>> courses() {
        return Arbitraries.of(FulfilmentState.class)
                .flatMap(state -> Arbitraries.just(state).list().ofMinSize(1).ofMaxSize(8))
                .list()
                .ofMaxSize(8)
                .map(parts -> parts.stream().flatMap(List::stream).toList());
    }

    @Example
    void aSingleBadReadingIsNotTold() {
        Fulfilment one = fresh();
        told(one, List.of(FulfilmentState.FULFILLED, FulfilmentState.FULFILLED));
        assertEquals(FulfilmentState.UNKNOWN, one.state());
        List<FulfilmentState> measured = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            measured.add(n % 4 == 3 ? FulfilmentState.DEGRADED : FulfilmentState.FULFILLED);
        }
        assertEquals(1, told(one, measured).size());
        assertEquals(FulfilmentState.FULFILLED, one.state());
    }

    @Example
    void goesOnCountingFromAnEarlierLifeAndKeepsTheNewest() {
        Fulfilment one = fresh();
        one.resume(41, FulfilmentState.FULFILLED, "as before", Instant.EPOCH);
        List<FulfilmentState> measured = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            measured.add(n % 2 == 0 ? FulfilmentState.SUSPENDED : FulfilmentState.UNKNOWN);
        }
        List<FulfilmentReport> told = told(one, measured);
        assertEquals(42, told.getFirst().sequence());
        assertEquals(FulfilmentState.FULFILLED, told.getFirst().from());
        assertEquals(told.subList(told.size() - KEPT, told.size()), one.view().reports());
    }
}
