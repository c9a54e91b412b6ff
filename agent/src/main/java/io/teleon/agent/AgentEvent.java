package io.teleon.agent;

/// Something the agent's owner may want in the diary. Told when it begins and when it is over, not
/// while it lasts.
public sealed interface AgentEvent {

    /// The controller stopped taking reports; from now on they are kept.
    record ControllerAway(String reason) implements AgentEvent {}

    /// The controller takes reports again.
    ///
    /// @param waiting how many samples are still to be handed over
    record ControllerBack(int waiting) implements AgentEvent {}

    /// The controller turned a report down; it is lost. Told once until one is taken.
    record ReportRefused(String reason) implements AgentEvent {}

    /// A collector could not read anything. Told once until it can.
    record CollectorFailed(String collector, String reason) implements AgentEvent {}

    /// The buffer is full: the oldest samples are lost. Told once until the controller is back.
    record BufferFull(int samples) implements AgentEvent {}

    /// Something that is measured here is not as it ever was.
    ///
    /// @param what is odd about it, in words
    /// @param surprise minus the decimal logarithm of the p-value
    record SeriesOdd(String series, String what, double surprise) implements AgentEvent {}

    /// Much of what is measured here is odd at once. Told once until it is over.
    ///
    /// @param odd how many series are
    /// @param series how many there are
    record HostOdd(int odd, int series) implements AgentEvent {}
}
