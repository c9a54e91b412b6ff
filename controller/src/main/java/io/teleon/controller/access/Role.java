package io.teleon.controller.access;

/// What a caller may do. Each of viewer, operator, approver and admin may do what those before may;
/// an agent may report what it measures, and nothing else.
public enum Role {
    /// Reads everything but secrets, and asks what would happen.
    VIEWER,
    /// Reports measurements.
    AGENT,
    /// Submits and withdraws intents, undoes actions, pauses and resumes, announces maintenance.
    OPERATOR,
    /// Answers the questions of programs.
    APPROVER,
    /// Says how far programs may go.
    ADMIN;

    /// Whether a caller of this role may do what needs that one.
    public boolean includes(Role needed) {
        return switch (this) {
            case AGENT -> needed == AGENT;
            case VIEWER, OPERATOR, APPROVER -> needed != AGENT && rank() >= needed.rank();
            case ADMIN -> true;
        };
    }

    private int rank() {
        return switch (this) {
            case AGENT, VIEWER -> 0;
            case OPERATOR -> 1;
            case APPROVER -> 2;
            case ADMIN -> 3;
        };
    }
}
