package io.teleon.simulator.world;

/// How much the controller does by itself, so that the same run can be played with and without.
public enum AutonomyMode {
    /// It carries out intents, and mends their paths; no program runs.
    NONE,
    /// Programs run with their usual tuning, but without forecasts.
    REACTIVE,
    /// Programs run with forecasts.
    FULL
}
