package io.teleon.models.intent;

/// Whose wish it is, and so which rule wins in a switch (RFC 8993 section 3.4): a person's before a
/// program's intent, that before what the network does by itself.
public enum Precedence {
    /// What the network does by itself.
    AUTONOMIC,
    /// What a program asked for through the API.
    INTENT,
    /// What a person asked for.
    HUMAN
}
