package io.teleon.controller.audit;

/// The first record that does not fit.
///
/// @param sequence its number, or the number of the one that is missing
/// @param reason for people
public record ChainFault(long sequence, String reason) {

    @Override
    public String toString() {
        return "record " + sequence + ": " + reason;
    }
}
