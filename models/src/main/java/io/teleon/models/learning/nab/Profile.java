package io.teleon.models.learning.nab;

/// What a hit, a false alarm and a miss are worth (NAB, `config/profiles.json`).
///
/// @param hit of an anomaly that is found at the beginning of its window
/// @param falseAlarm at most, taken away
/// @param miss taken away
public record Profile(String name, double hit, double falseAlarm, double miss) {

    public Profile {
        if (!(hit > 0) || !(falseAlarm >= 0) || !(miss > 0)) {
            throw new IllegalArgumentException(
                    "weights "
                            + hit
                            + ", "
                            + falseAlarm
                            + ", "
                            + miss
                            + " of profile "
                            + name
                            + " are not above zero");
        }
    }
}
