package io.teleon.models.event;

/// Where in a system a message comes from and how urgent it is (RFC 5424, section 6.2.1).
///
/// @param facility in [0, 23]
/// @param severity from 0, emergency, to 7, debug
public record Priority(int facility, int severity) {

    private static final int MOST = 191;
    private static final int SEVERITIES = 8;

    public Priority {
        if (facility < 0 || facility * SEVERITIES > MOST) {
            throw new IllegalArgumentException("facility " + facility + " is not in [0, 23]");
        }
        if (severity < 0 || severity >= SEVERITIES) {
            throw new IllegalArgumentException("severity " + severity + " is not in [0, 7]");
        }
    }

    /// The priority of the number between the angle brackets.
    ///
    /// @throws IllegalArgumentException when it is not in [0, 191]
    public static Priority of(int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("priority " + value + " is not in [0, 191]");
        }
        return new Priority(value / SEVERITIES, value % SEVERITIES);
    }

    public int value() {
        return facility * SEVERITIES + severity;
    }
}
