package io.teleon.controller.flow;

/// A confirmation and how many switches it still waits for.
final class PendingConfirmation {

    final Confirmation confirmation;
    private int remaining;

    PendingConfirmation(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    void waitForOneMore() {
        remaining++;
    }

    /// True when that was the last one.
    boolean oneIsDone() {
        remaining--;
        return remaining == 0;
    }
}
