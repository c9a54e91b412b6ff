package io.teleon.controller.journal;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.act.ActionReasons;
import io.teleon.controller.act.TargetMemo;
import io.teleon.controller.containment.Containment;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.incident.IncidentMemo;
import io.teleon.controller.intent.Limit;
import io.teleon.controller.intent.Placement;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.AutonomyView;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.List;
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

    /// An intent has its second path here from now on, or has none.
    record IntentProtected(Instant at, IntentId id, Optional<Placement> standby)
            implements JournalEntry {}

    /// A program wants an intent to go by exactly this path, or has no such wish any more.
    record IntentSteered(Instant at, IntentId id, Optional<List<LinkId>> path)
            implements JournalEntry {

        public IntentSteered {
            path = path.map(List::copyOf);
        }
    }

    /// A person wants an intent to keep off these links, which ends every program's wish and keeps
    /// programs out; with no links the person lets go of it.
    record IntentHeld(Instant at, IntentId id, List<LinkId> avoid) implements JournalEntry {

        public IntentHeld {
            avoid = List.copyOf(avoid);
        }
    }

    /// An intent may send no more than this from now on, or as much as it likes.
    record IntentLimited(Instant at, IntentId id, Optional<Limit> limit) implements JournalEntry {}

    /// It was told whether an intent is met.
    ///
    /// @param sequence of the report
    record FulfilmentTold(
            Instant at,
            IntentId id,
            int serial,
            long sequence,
            FulfilmentState state,
            String reason)
            implements JournalEntry {}

    /// A host that an intent joins is here, or has this address now: it may be silent for long
    /// after a restart.
    record HostKnown(Instant at, Host host) implements JournalEntry {}

    /// A port is being taken down, to be brought up again whatever happens.
    record PortTakenDown(Instant at, ConnectPoint port) implements JournalEntry {}

    /// A port that was taken down was seen to be switched on again.
    record PortBroughtUp(Instant at, ConnectPoint port) implements JournalEntry {}

    /// A host is to be contained; its rule may be in its switch from now on.
    record PortContained(Instant at, Containment containment) implements JournalEntry {}

    /// A containment is to be taken back; its rule may still be in its switch.
    record PortFreeing(Instant at, int serial) implements JournalEntry {}

    /// The switch confirmed that the rule of a containment is gone.
    record PortFreed(Instant at, int serial) implements JournalEntry {}

    /// An incident has got on.
    record IncidentNoted(Instant at, IncidentMemo memo) implements JournalEntry {}

    /// What autonomy keeps.
    sealed interface OfAutonomy extends JournalEntry {}

    /// A forecasting model came into force.
    ///
    /// @param digest SHA-256 of its archive, in hexadecimal, which is kept elsewhere
    record ModelInForce(Instant at, String digest, String name, String reason)
            implements OfAutonomy {}

    /// A person ordered something of the autonomy that stands until another order.
    record AutonomyOrdered(Instant at, Ask.ToAutonomy order) implements OfAutonomy {}

    /// An action of a program has come so far; written before the network hears of it.
    record ActionNoted(Instant at, ActionMemo memo) implements OfAutonomy {}

    /// Why an action is carried out: written when that is decided, before the first note of it that
    /// holds something.
    record ActionReasoned(Instant at, long action, ActionReasons reasons) implements OfAutonomy {}

    /// How remedies fared at a target.
    record TargetNoted(Instant at, TargetMemo memo) implements OfAutonomy {}

    /// Who has need of a ticket now; none where it was closed.
    record TicketNoted(Instant at, String team, String subject, List<String> wantedBy)
            implements OfAutonomy {

        public TicketNoted {
            wantedBy = List.copyOf(wantedBy);
        }
    }

    /// A person has set free what is plugged in there: no program contains it until then.
    record HostSpared(Instant at, ConnectPoint point, Instant until) implements OfAutonomy {}

    /// A policy runs with another text from now on. The next [PolicyEpoch] is of that.
    record PolicyReloaded(Instant at, String policy, String text) implements OfAutonomy {}

    /// What the policy engine remembers after an epoch that led to something; the last one counts.
    ///
    /// @param snapshot in base 64
    /// @param lastNotice the number of the last notice that was told before
    /// @param questions that it waits for people to answer
    record PolicyEpoch(
            Instant at, String snapshot, long lastNotice, List<AutonomyView.Question> questions)
            implements OfAutonomy {

        public PolicyEpoch {
            questions = List.copyOf(questions);
        }
    }
}
