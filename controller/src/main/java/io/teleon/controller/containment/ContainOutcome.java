package io.teleon.controller.containment;

/// What came of the wish to contain a host.
public sealed interface ContainOutcome {

    /// It is written; [Containments#isInForce] tells when its switch has confirmed.
    record Containing(Containment containment) implements ContainOutcome {}

    /// Nothing was done.
    record Impossible(String reason) implements ContainOutcome {}
}
