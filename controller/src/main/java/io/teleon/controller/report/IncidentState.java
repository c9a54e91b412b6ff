package io.teleon.controller.report;

/// Whether an incident still goes on.
public enum IncidentState {
    /// Its element is in trouble, or has not been well for long enough.
    OPEN,
    /// Its element has been well for the hold-off.
    CLEARED
}
