package io.teleon.controller.journal;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.intent.Placement;
import io.teleon.controller.loop.Ask;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.Optional;

/// One decision worth remembering.
public sealed interface JournalEntry {

    /// When it was decided.
    Instant at();

    /// An intent was accepted. The serial number, unique for ever, marks its rules in the switches.
    record IntentSubmitted(Instant at, int serial, Intent intent) implements JournalEntry {}

    /// An intent is to be removed; its rules may still be in switches.
    record IntentWithdrawing(Instant at, IntentId id) implements JournalEntry {}

    /// Every switch confirmed the removal of an intent.
    record IntentWithdrawn(Instant at, IntentId id) implements JournalEntry {}

    /// A path with its tag was reserved; its rules may be in switches from now on.
    record TunnelReserved(Instant at, Tunnel tunnel) implements JournalEntry {}

    /// Every switch confirmed the removal of a tunnel; its tag is free again.
    record TunnelReleased(Instant at, int serial) implements JournalEntry {}

    /// An intent is placed here from now on, or nowhere where it has no path.
    record IntentPlaced(Instant at, IntentId id, Optional<Placement> placement)
            implements JournalEntry {}

    /// What autonomy keeps.
    sealed interface OfAutonomy extends JournalEntry {}

    /// A person ordered something of the autonomy that stands until another order.
    record AutonomyOrdered(Instant at, Ask.ToAutonomy order) implements OfAutonomy {}

    /// An action of a program has come so far; written before the network hears of it.
    record ActionNoted(Instant at, ActionMemo memo) implements OfAutonomy {}

    /// What the policy engine remembers after an epoch that led to something; the last one counts.
    ///
    /// @param snapshot in base 64
    /// @param lastNotice the number of the last notice that was told before
    record PolicyEpoch(Instant at, String snapshot, long lastNotice) implements OfAutonomy {}
}
