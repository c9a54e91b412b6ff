package io.teleon.simulator.drill;

import io.teleon.simulator.scenario.RunReport;

import java.util.List;
import java.util.Optional;

/// What a drill came to.
///
/// @param report nothing where the run broke
/// @param complaints what did not hold, a line each; none where all is well
public record DrillOutcome(Drill drill, Optional<RunReport> report, List<String> complaints) {

    public DrillOutcome {
        complaints = List.copyOf(complaints);
    }

    public boolean isGood() {
        return complaints.isEmpty();
    }
}
