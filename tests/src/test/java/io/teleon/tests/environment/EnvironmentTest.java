package io.teleon.tests.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/// What is absent skips a test on a laptop and fails it under continuous integration.
class EnvironmentTest {

    private static final Availability ABSENT = new Availability.Absent("there is no switch");

    @Test
    void presentRunsTheTestEverywhere() {
        Availability present = new Availability.Present("switch");
        assertFalse(present.decide("X", true).isDisabled());
        assertFalse(present.decide("X", false).isDisabled());
    }

    @Test
    void absentSkipsByNameOnALaptop() {
        var result = ABSENT.decide("AnExample", false);
        assertTrue(result.isDisabled());
        assertEquals("there is no switch", result.getReason().orElseThrow());
    }

    @Test
    void absentFailsUnderContinuousIntegration() {
        String message =
                assertThrows(AssertionFailedError.class, () -> ABSENT.decide("AnExample", true))
                        .getMessage();
        assertEquals("AnExample must run where CI=true, but there is no switch", message);
    }

    @Test
    void absentDataIsNamed() {
        Availability availability = PublicData.availability("never-published");
        assertTrue(availability instanceof Availability.Absent, availability.toString());
    }

    @Test
    @NeedsData("topologies-repetita")
    void dataIsReadBelowItsRoot() {
        assertTrue(PublicData.path("topologies-repetita").toFile().isDirectory());
    }
}
