package io.teleon.models.learning.event;

/// What a classifier makes of a message.
///
/// @param name of the class, or [#UNKNOWN]
/// @param confidence that the name is right, in [0.5, 1]
/// @param nearest the class that is most alike, also where it is not alike enough
public record EventVerdict(String name, double confidence, String nearest) {

    /// The name where no known class is alike enough.
    public static final String UNKNOWN = "UNKNOWN";

    public boolean isKnown() {
        return !name.equals(UNKNOWN);
    }
}
