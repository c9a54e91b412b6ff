package io.teleon.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinBenchmarkTest {

    private static final Topology SMALL = RandomNetwork.of(20, new Chance(1));

    @Test
    void measuresARehearsalOfWaysAroundALimitAndACableDown() {
        TwinBenchmark.Row row = TwinBenchmark.measure("small", SMALL, 380, 1.2);

        assertEquals(6, row.candidates());
        assertTrue(row.concerned() > 0 && row.rehearseMillis() > 0 && row.naiveMillis() > 0);
    }

    @Test
    void drawsTheSameEachTimeAndNothingThatIsRefused() {
        DrawnTwin drawn = new DrawnTwin(SMALL, 380, 1.2);
        DrawnTwin again = new DrawnTwin(SMALL, 380, 1.2);
        Rehearsal rehearsal =
                Twin.rehearse(drawn.network(), drawn.candidates().getFirst(), drawn.candidates());

        assertEquals(
                rehearsal,
                Twin.rehearse(again.network(), again.candidates().getFirst(), again.candidates()));
        assertEquals(
                List.of(),
                rehearsal.ranked().stream()
                        .filter(v -> v.kind() == Verdict.Kind.REFUSED)
                        .map(Verdict::summary)
                        .toList());
    }
}
