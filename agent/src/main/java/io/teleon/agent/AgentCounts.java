package io.teleon.agent;

/// What an agent has done since its start.
///
/// @param samplesTaken by its collectors
/// @param samplesDelivered taken by the controller
/// @param samplesDropped lost because the buffer was full
/// @param samplesRefused turned down by the controller
/// @param ticksLate samplings that came more than a quarter of the interval after their time
/// @param ticksMissed times on the grid that came and went without a sampling
/// @param collectionsFailed times a collector could not read anything
public record AgentCounts(
        long samplesTaken,
        long samplesDelivered,
        long samplesDropped,
        long samplesRefused,
        long ticksLate,
        long ticksMissed,
        long collectionsFailed) {}
