package io.teleon.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FluidBenchmarkTest {

    @Test
    void hasARowForEachLoadAndTellsWhatItIsDoing() {
        List<String> told = new ArrayList<>();

        List<FluidBenchmark.Row> rows = FluidBenchmark.run(1000, told::add);

        assertEquals(List.of(0.9, 1.02, 1.2), rows.stream().map(FluidBenchmark.Row::load).toList());
        assertEquals(0, rows.getFirst().overloadedLinks());
        assertTrue(rows.getLast().overloadedLinks() > rows.get(1).overloadedLinks());
        rows.forEach(row -> assertTrue(row.fullMillis() > 0 && row.ratio() > 0));
        assertTrue(told.contains("solving 1000 demands at load 1.2"));
    }

    @Test
    void refusesSizesThatItWasNotMadeFor() {
        assertThrows(IllegalArgumentException.class, () -> FluidBenchmark.run(10, _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> FluidBenchmark.run(10_000_000, _ -> {}));
    }
}
