package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped programs are free of errors and warnings.
class ShippedProgramsTest {

    static List<String> programs() {
        return Programs.shipped();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void haveNeitherErrorsNorWarnings(String name) {
        Programs.Examined examined = Programs.examine(Programs.shipped(name));

        assertEquals(
                List.of(),
                examined.diagnostics().stream()
                        .filter(d -> d.level() != Diagnostic.Level.NOTE)
                        .map(d -> d.span() + " " + d.code() + " " + d.message())
                        .toList());
    }

    /// The goal speaks of carried load, the guards of offered load: that is the point.
    @Test
    void theCongestionProgramIsNotedToGuardOnTheDisturbance() {
        assertTrue(Programs.examine(Programs.shipped("congestion")).codes().contains("TR060"));
    }
}
