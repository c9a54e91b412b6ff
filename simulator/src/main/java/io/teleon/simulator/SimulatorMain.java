package io.teleon.simulator;

import io.teleon.simulator.cli.SimulatorCommands;

/// Starts the commands that need a virtual network.
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] args) {
        System.exit(SimulatorCommands.run(args));
    }
}
