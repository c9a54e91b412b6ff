package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import java.time.Duration;
import java.util.Optional;

/// What became of a demand.
///
/// @param sent what the source sends: what is offered, or the fair share of an elastic demand
/// @param deliveredShare what is delivered by what is offered, 0 to 1
/// @param delay the mean over what is delivered; empty if nothing is
public record DemandOutcome(
        Demand demand,
        Bandwidth sent,
        Bandwidth delivered,
        double deliveredShare,
        Optional<Duration> delay) {}
