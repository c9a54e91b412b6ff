package io.teleon.models.learning.detect;

/// What is odd about a row.
public enum Sign {
    /// Nothing is.
    NONE("nothing"),
    /// It is far from what was forecast for it.
    RESIDUAL("far from what was forecast"),
    /// The series stands, over hours, higher or lower than ever.
    LEVEL("a level never seen"),
    /// It went, over hours, from one level to another faster than ever.
    CHANGE("a change never seen"),
    /// It is not what it uses to be at this time of the day.
    SEASON("unusual for the time of day"),
    /// It moves about more than ever.
    SPREAD("restless as never before"),
    /// It has not moved for longer than ever.
    FLAT("does not move"),
    /// A counter that only ever grew began anew.
    RESET("a counter began anew"),
    /// There are no rows any more: a fault of telemetry, not one of the value.
    SILENCE("says nothing"),
    /// The shape of its last values is a new one.
    SHAPE("a shape never seen"),
    /// What it follows has become another, as far as can be told.
    REGIME("another regime");

    private final String words;

    Sign(String words) {
        this.words = words;
    }

    /// As a person would say it.
    public String words() {
        return words;
    }
}
