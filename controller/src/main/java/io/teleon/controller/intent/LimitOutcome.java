package io.teleon.controller.intent;

/// What came of a wish to limit an intent's rate, or to lift its limit.
public sealed interface LimitOutcome {

    /// It is noted and on its way to the switch; whether it came into force is told by
    /// [Intents#limitOf].
    record Changing() implements LimitOutcome {}

    /// It is so already.
    record AlreadyThere() implements LimitOutcome {}

    /// It cannot be followed; nothing changed.
    record Impossible(String reason) implements LimitOutcome {}
}
