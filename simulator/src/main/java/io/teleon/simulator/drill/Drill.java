package io.teleon.simulator.drill;

import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.scenario.Scenario;

/// A rehearsal that chance wrote.
///
/// @param topology in place of the one that the scenario names
public record Drill(long seed, Topology topology, Scenario scenario) {

    /// `drill 17`.
    public String name() {
        return "drill " + seed;
    }

    /// How often something happens to links, by which the moves of intents are bounded.
    int disturbances() {
        int sum = 0;
        for (ScheduledFault scheduled : scenario.faults()) {
            sum += scheduled.fault() instanceof Fault.PortFlap flap ? flap.times() : 1;
        }
        return sum;
    }
}
