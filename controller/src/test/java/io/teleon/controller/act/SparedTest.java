package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.network.ConnectPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whom a person has set free.
class SparedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(1800);
    private static final ConnectPoint PORT = ConnectPoint.of(1, 4);
    private static final ConnectPoint OTHER = ConnectPoint.of(1, 5);

    private final List<JournalEntry> journal = new ArrayList<>();
    private final Spared spared = new Spared(journal::add);

    @Test
    void isLeftAloneForAWhileAndNobodyElseIs() {
        spared.spare(PORT, END, NOW);
        assertEquals(
                "it was set free and is left alone until " + END,
                spared.against(PORT, END.minusNanos(1)).orElseThrow());
        assertTrue(spared.against(PORT, END).isEmpty());
        assertTrue(spared.against(OTHER, NOW).isEmpty());
    }

    @Test
    void outlivesARestartAndASnapshotAsLongAsItLasts() {
        spared.spare(PORT, END, NOW);
        spared.spare(OTHER, NOW.plusSeconds(10), NOW);
        List<JournalEntry> snapshot = spared.snapshot(NOW.plusSeconds(20));
        assertEquals(
                List.of(new JournalEntry.HostSpared(NOW.plusSeconds(20), PORT, END)), snapshot);
        for (List<JournalEntry> past : List.of(List.copyOf(journal), snapshot)) {
            Spared again = new Spared(_ -> {});
            again.restore(past.stream().map(JournalEntry.HostSpared.class::cast).toList());
            again.sweep(NOW.plusSeconds(20));
            assertTrue(again.against(PORT, NOW.plusSeconds(30)).isPresent());
            assertTrue(again.against(OTHER, NOW.plusSeconds(5)).isEmpty(), "it was forgotten");
        }
    }
}
