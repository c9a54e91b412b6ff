package io.teleon.policies.program;

/// The head of a policy.
public record Policy(String name, String version, String owner, Mode mode) {

    /// How far a policy may go. The first four are the ladder of autonomy, in its order.
    public enum Mode {
        /// Nothing is done or shown.
        OFF,
        /// What would be done is shown.
        SUGGEST,
        /// A person is asked first.
        APPROVE,
        /// It acts by itself. `enforce` in the text.
        AUTO,
        /// It runs beside the operator: everything is decided, nothing leaves the engine.
        SHADOW,
        /// Everything is handed out marked as a dry run: the controller validates and commits
        /// nothing.
        DRY_RUN
    }
}
