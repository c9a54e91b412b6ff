package io.teleon.models.intent;

/// What is kept ready for the case that the path of an intent breaks.
public enum Protection {
    /// Nothing: another path is sought when it is needed.
    NONE,
    /// A second path that has no link and, but for its ends, no switch in common with the first
    /// (1:1 path protection, ITU-T G.808.1).
    DISJOINT
}
