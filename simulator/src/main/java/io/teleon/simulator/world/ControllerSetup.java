package io.teleon.simulator.world;

import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.topology.Inventory;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.util.random.RandomGenerator;

/// How the controller of a simulated world is set up: the usual timings, the plan of the network as
/// its inventory, and a discovery key from the seed.
final class ControllerSetup {

    private static final int KEY_BYTES = 32;

    private ControllerSetup() {}

    static ControllerConfig of(Topology planned, Chance chance, ControllerPlan plan) {
        RandomGenerator random = chance.stream("discovery key");
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        ControllerConfig config =
                ControllerConfig.standard(
                        new Inventory(planned), Octets.of(key), chance.of("controller").seed());
        return switch (plan.autonomy()) {
            case NONE -> config;
            case REACTIVE -> config.with(AutonomySettings.reactive().with(plan.management()));
            case FULL -> config.with(full(plan));
        };
    }

    private static AutonomySettings full(ControllerPlan plan) {
        AutonomySettings full = AutonomySettings.full().with(plan.management());
        return plan.learning().map(learning -> full.with(learning.settings())).orElse(full);
    }
}
