package io.teleon.tests.environment;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.opentest4j.AssertionFailedError;

/// Whether something a test needs is there, and what follows from it.
sealed interface Availability {

    record Present(String what) implements Availability {}

    record Absent(String reason) implements Availability {}

    /// Run, or skip by name; under CI an absence is a failure.
    default ConditionEvaluationResult decide(String test, boolean isCi) {
        return switch (this) {
            case Present(String what) -> ConditionEvaluationResult.enabled(what);
            case Absent(String reason) -> {
                if (isCi) {
                    throw new AssertionFailedError(test + " must run where CI=true, but " + reason);
                }
                System.out.println("skipped: " + test + ": " + reason);
                yield ConditionEvaluationResult.disabled(reason);
            }
        };
    }

    static boolean isCi() {
        return "true".equalsIgnoreCase(System.getenv("CI"));
    }
}
