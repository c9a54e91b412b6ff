package io.teleon.controller.report;

/// How far an action of a program has come.
///
/// | from | what happens | to |
/// |---|---|---|
/// | - | autonomy allows no more than to say so | SUGGESTED |
/// | - | a program starts it | PROPOSED |
/// | PROPOSED | the twin is asked | REHEARSING |
/// | REHEARSING | the twin finds no gain, or harm | REFUSED |
/// | PROPOSED, REHEARSING | its undo is armed and journalled, switches are told | INSTALLING |
/// | INSTALLING | the switches have confirmed | ACTIVE |
/// | ACTIVE | what was promised was measured in time, nothing got worse | CONFIRMED |
/// | INSTALLING, ACTIVE, CONFIRMED | it failed, made things worse, or a person wants it back | UNDOING |
/// | UNDOING | the network is as it was before | UNDONE |
/// | INSTALLING, ACTIVE, CONFIRMED | the program has no more need of it | ENDING |
/// | ENDING | what it held is released | ENDED |
/// | ENDING, UNDOING | what it held is not released within 5 min; a person is called | FAILED |
/// | any but the final ones | it cannot be carried out, and nothing is left of it | FAILED |
public enum ActionState {
    SUGGESTED,
    PROPOSED,
    REHEARSING,
    REFUSED,
    INSTALLING,
    ACTIVE,
    CONFIRMED,
    ENDING,
    ENDED,
    UNDOING,
    UNDONE,
    FAILED;

    /// Whether nothing more will come of it.
    public boolean isFinal() {
        return switch (this) {
            case SUGGESTED, REFUSED, ENDED, UNDONE, FAILED -> true;
            case PROPOSED, REHEARSING, INSTALLING, ACTIVE, CONFIRMED, ENDING, UNDOING -> false;
        };
    }

    /// Whether the network may be other than it would be without it.
    public boolean holdsNetwork() {
        return switch (this) {
            case INSTALLING, ACTIVE, CONFIRMED, ENDING, UNDOING -> true;
            case SUGGESTED, PROPOSED, REHEARSING, REFUSED, ENDED, UNDONE, FAILED -> false;
        };
    }
}
