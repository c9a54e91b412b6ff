package io.teleon.controller.intent;

/// What came of a program's wish about an intent's path.
public sealed interface SteerOutcome {

    /// It is noted, and followed at once or as soon as the intent has settled.
    record Moving() implements SteerOutcome {}

    /// It is noted, and the intent goes that way already.
    record AlreadyThere() implements SteerOutcome {}

    /// It cannot be followed; nothing changed.
    record Impossible(String reason) implements SteerOutcome {}

    /// A person has a say on this intent's path, which outranks programs; nothing changed.
    record HeldByPerson(String reason) implements SteerOutcome {}
}
