package io.teleon.policies.engine;

/// How an engine finds out what has changed. The outputs do not depend on it.
public enum Evaluation {
    /// Looks again at what reads a fact that has changed; at everything while most of it has.
    ADAPTIVE,
    /// Looks again at what reads a fact that has changed, however much that is.
    WATCHED,
    /// Looks at everything in every epoch.
    FULL_SCAN
}
