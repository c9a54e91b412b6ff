package io.teleon.controller.http;

import java.util.OptionalDouble;

/// How the controller's time runs against that of the wall.
///
/// @param simulated whether the network is a virtual one
/// @param speed virtual seconds for each second of the wall; empty where it goes as fast as it can
public record Pace(boolean simulated, OptionalDouble speed) {

    /// Real switches, real time.
    public static final Pace REAL = new Pace(false, OptionalDouble.of(1));
}
