package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LicenceTest {

    private static final int HOUR = 12;

    private final SkillLedger ledger = new SkillLedger(2);
    private final SplittableRandom random = new SplittableRandom(1);

    /// A bin in which the forecaster loses this much where the better naive one loses about 1.
    private void bin(double loss) {
        double luck = 0.3 + 1.4 * random.nextDouble();
        ledger.add(
                new double[] {loss * luck * (0.7 + 0.6 * random.nextDouble()), luck, luck * 1.5},
                12);
    }

    private int binsUntil(boolean licensed, double loss) {
        int bins = 0;
        while (ledger.licensed() != licensed && bins < 10_000) {
            bin(loss);
            bins++;
        }
        return bins;
    }

    @Test
    void comesOnlyWithEvidence() {
        assertFalse(ledger.licensed());
        assertEquals(0, ledger.skill());
        int bins = binsUntil(true, 0.7);
        assertTrue(bins >= 2 * HOUR && bins <= 6 * HOUR, bins + " bins");
    }

    @Test
    void isLostWithinHoursByWhatGoesWrongAndRegainedByItself() {
        for (int i = 0; i < 3 * Series.DAY; i++) {
            bin(0.8);
        }
        assertTrue(ledger.licensed());

        int lost = binsUntil(false, 2);
        assertTrue(lost <= 3 * HOUR, "lost after " + lost + " bins");

        int regained = binsUntil(true, 0.8);
        assertTrue(regained > 0 && regained <= 2 * Series.DAY, "regained after " + regained);
    }

    @Test
    void restsOnTheLowerEndOfItsSkillAndOnThatOfLate() {
        assertTrue(Double.isNaN(ledger.lowest()));
        assertTrue(Double.isNaN(ledger.recent()));
        for (int i = 0; i < 2 * Series.DAY; i++) {
            bin(0.9);
            boolean both = ledger.recent() >= SeriesForecast.LEAST_RECENT && ledger.lowest() > 0;
            assertEquals(ledger.licensed(), both);
            assertTrue(!ledger.isJudged() || ledger.lowest() < ledger.skill());
        }
    }

    @Test
    void isNotGivenToWhatIsAsGoodAsNaive() {
        int licensed = 0;
        for (int i = 0; i < 7 * Series.DAY; i++) {
            bin(1);
            licensed += ledger.licensed() ? 1 : 0;
        }
        // The interval is one of 95 %: on one side, one time in forty by luck.
        assertTrue(licensed < 0.15 * 7 * Series.DAY, licensed + " bins");
    }

    @Test
    void skillIsHeldAgainstTheBestOfTheNaive() {
        for (int i = 0; i < Series.DAY; i++) {
            ledger.add(new double[] {0.75, 3, 1}, 1);
        }
        assertEquals(0.25, ledger.skill(), 1e-6);
    }

    @Test
    void aSeriesThatCanBeForeseenGetsItAndARandomWalkDoesNot() {
        double[] wave = Series.of(2 * Series.DAY, bin -> 10 + 4 * Math.sin(bin / 20.0) + noise());
        List<Optional<SeriesForecast>> foreseen = Series.forecasts(ForecastModel.shipped(), wave);
        assertTrue(foreseen.getLast().orElseThrow().licensed());
        assertTrue(foreseen.getLast().orElseThrow().skill() > 0.2);

        double[] level = {1000};
        double[] walk =
                Series.of(
                        4 * Series.DAY,
                        bin -> {
                            level[0] += random.nextGaussian();
                            return level[0];
                        });
        long licensed =
                Series.forecasts(ForecastModel.shipped(), walk).stream()
                        .flatMap(Optional::stream)
                        .filter(SeriesForecast::licensed)
                        .count();
        assertTrue(licensed < 0.1 * walk.length, licensed + " of " + walk.length);
    }

    private double noise() {
        return 0.1 * random.nextGaussian();
    }
}
