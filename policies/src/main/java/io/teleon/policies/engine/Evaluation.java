package io.teleon.policies.engine;

/// How an engine finds out what has changed. The outputs do not depend on it.
///
/// There is no third way that changes over to a full scan while most has changed. It was asked for
/// because noting what is read was expected to cost more than it saves then. It does not: an answer
/// that is made again compares what it reads with what it read last time, and keeps the watches
/// that are still right. The row of `teleon bench policy` in which a literal of every task turns
/// holds it to that.
public enum Evaluation {
    /// Looks again at what reads something that has changed, however much that is.
    WATCHED,
    /// Looks at everything in every epoch: to hold the other against.
    FULL_SCAN
}
