package io.teleon.models.intent;

/// Whether the network does what an intent asks, as measured: never concluded from what is
/// installed. [InstallState] tells of that, and the two are shown side by side.
///
/// The words are those of 3GPP TS 28.312 (`fulfilmentInfo`: FULFILLED, NOT_FULFILLED, and DEGRADED
/// and SUSPENDED of its `notFulfilledState`) and of TM Forum's TMF921, whose intent reports tell
/// changes of this state.
public enum FulfilmentState {
    /// Nothing was measured, or not lately.
    UNKNOWN,
    /// At least the promised share of what it offers arrives, in time.
    FULFILLED,
    /// Less arrives than promised, or later.
    DEGRADED,
    /// Less than half arrives, or nothing can.
    NOT_FULFILLED,
    /// Nobody expects it to be met now: it is being withdrawn, or both its ends are gone.
    SUSPENDED;

    /// Whether it says that something was measured, or could only have been nothing.
    public boolean isMeasured() {
        return rank() >= 0;
    }

    /// Whether both are measured states and this one is the worse.
    public boolean isWorseThan(FulfilmentState other) {
        return isMeasured() && other.isMeasured() && rank() > other.rank();
    }

    private int rank() {
        return switch (this) {
            case FULFILLED -> 0;
            case DEGRADED -> 1;
            case NOT_FULFILLED -> 2;
            case UNKNOWN, SUSPENDED -> -1;
        };
    }
}
