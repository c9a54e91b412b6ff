package io.teleon.models.learning.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChampionshipTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final Championship<String> championship =
            new Championship<>(new Championship.Change<>(START, "shipped", "comes with Teleon"));

    @Test
    void onlyAWinnerComesIntoForce() {
        assertFalse(championship.challenged("a", false, "lost", START.plusSeconds(1)));
        assertEquals("shipped", championship.champion().model());
        assertEquals(Optional.empty(), championship.predecessor());

        assertTrue(championship.challenged("b", true, "won", START.plusSeconds(2)));
        assertEquals("b", championship.champion().model());
        assertEquals(Optional.of("shipped"), championship.predecessor());
    }

    @Test
    void theOneBeforeComesBackWhenSkillDecaysSoon() {
        championship.challenged("b", true, "won", START);

        Instant soon = START.plus(Duration.ofHours(47));
        assertTrue(championship.isOnProbation(soon));
        assertEquals(Optional.of("shipped"), championship.rollBack("skill decayed", soon));
        assertEquals("shipped", championship.champion().model());
        // Nobody comes back twice.
        assertFalse(championship.isOnProbation(soon));
        assertEquals(Optional.empty(), championship.rollBack("skill decayed", soon));
    }

    @Test
    void whoHasStoodTheTestOfTimeStaysUntilAnotherWins() {
        championship.challenged("b", true, "won", START);

        assertFalse(championship.isOnProbation(START.plus(Duration.ofDays(3))));
        assertEquals("b", championship.champion().model());
        assertEquals(
                Optional.of("shipped"),
                championship.rollBack("asked by a person", START.plus(Duration.ofDays(4))));
    }

    @Test
    void remembersItsNewestChangesOnly() {
        for (int i = 0; i < 100; i++) {
            championship.challenged("m" + i, true, "won", START.plusSeconds(i));
        }

        assertEquals(20, championship.changes().size());
        assertEquals("m99", championship.changes().getLast().model());
    }
}
