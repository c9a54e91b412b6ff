package io.teleon.tests.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.DemandTable;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.TrafficCsv;
import io.teleon.models.learning.Evaluation;
import io.teleon.models.learning.EvaluationRow;
import io.teleon.models.learning.ForecastModel;
import io.teleon.tests.environment.NeedsData;
import io.teleon.tests.environment.PublicData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The measured traffic of a backbone, which the shipped model has never seen: what `teleon
/// forecast evaluate --model shipped` prints, asserted. A model that is trained on this traffic
/// does better.
@NeedsData("tm-abilene")
class AbileneForecastTest {

    private static final String FILE = "tm-abilene/abilene-20040301-20040310.mbps.csv.gz";
    private static final int DAY = 288;

    @Test
    void theEnsembleIsBelowTheBaselinesAtBothHorizonsAndItsIntervalsHold() throws IOException {
        Evaluation evaluation = new Evaluation(plan(), () -> 0);
        List<EvaluationRow> last = evaluation.baseline("last-value");
        List<EvaluationRow> ridge = evaluation.baseline("ar-ridge");
        List<EvaluationRow> ensemble =
                evaluation.ensemble("ensemble", ForecastModel.shipped(), Double.NaN);

        // As measured by others on the same data and span.
        assertEquals(0.1101, last.get(0).nmae(), 1e-4);
        assertEquals(0.2015, last.get(1).nmae(), 1e-4);
        for (int step = 0; step < 2; step++) {
            EvaluationRow row = ensemble.get(step);
            assertTrue(row.nmae() < 0.97 * ridge.get(step).nmae(), row + " " + ridge.get(step));
            assertTrue(row.nmae() < 0.9 * last.get(step).nmae(), row + " " + last.get(step));
            assertTrue(row.pinball() < ridge.get(step).pinball(), row + " " + ridge.get(step));
            assertTrue(row.coverage90() > 0.88 && row.coverage90() < 0.92, row.toString());
        }
    }

    private static Evaluation.Plan plan() throws IOException {
        DemandTable table = TrafficCsv.read(SourceText.open(PublicData.path(FILE)));
        List<double[]> values = new ArrayList<>();
        for (int pair = 0; pair < table.pairs().size(); pair++) {
            DemandTable.Pair ends = table.pairs().get(pair);
            if (!ends.source().equals(ends.target())) {
                double[] series = new double[table.rowCount()];
                for (int row = 0; row < series.length; row++) {
                    series[row] = table.megabits(row, pair).orElse(Double.NaN);
                }
                values.add(series);
            }
        }
        assertEquals(132, values.size());
        return new Evaluation.Plan(
                values,
                Instant.parse("2004-03-01T00:00:00Z"),
                Duration.ofMinutes(5),
                7 * DAY,
                7 * DAY,
                10 * DAY,
                List.of(1, 12));
    }
}
