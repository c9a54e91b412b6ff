package io.teleon.controller.act;

import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PortBounces;
import io.teleon.models.time.Deadlines;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What actions are carried out with.
///
/// @param program the one that runs, which may come to be another
/// @param edge what hosts are kept from, and how they behave
/// @param witness who is told each step, beside the diary and the audit
/// @param management the controller's own way to switches and agents: never cut
public record ActionTools(
        Supplier<Program> program,
        NetworkState network,
        Intents intents,
        PortBounces bounces,
        Edge edge,
        IntentTraffic traffic,
        LinkNames names,
        DetourBook detours,
        Optional<Forecasts> forecasts,
        Desk desk,
        Consumer<Effect> effects,
        Deadlines deadlines,
        EventLog events,
        JournalWriter journal,
        AuditChain audit,
        ActionWitness witness,
        Management management) {

    void note(ActionMemo memo, Instant now) {
        journal.append(new JournalEntry.ActionNoted(now, memo));
    }

    /// To be journalled when it is decided that an action is carried out.
    void explain(Action action, Instant now) {
        journal.append(new JournalEntry.ActionReasoned(now, action.id, action.reasons()));
    }

    void note(TargetMemo memo, Instant now) {
        journal.append(new JournalEntry.TargetNoted(now, memo));
    }

    /// Writes a step of an action into the diary and, with what it stands on, into the audit.
    void tell(Action action, Severity severity, String text, Instant now) {
        String shown = action.shown() + " " + action.state + ": " + text;
        events.record(now, severity, Event.Kind.ACTION, action.target, shown);
        witness.saw(action.id, action.link, action.point, action.state, shown, now);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("state", action.state.toString()));
        evidence.add(new Evidence("why", text));
        evidence.add(new Evidence("instance", action.instance.toString()));
        switch (action.state) {
            case PROPOSED -> ActionEvidence.ofWish(action, evidence);
            case INSTALLING, REFUSED -> ActionEvidence.ofDecision(action, evidence);
            case SUGGESTED,
                    REHEARSING,
                    ACTIVE,
                    CONFIRMED,
                    ENDING,
                    ENDED,
                    UNDOING,
                    UNDONE,
                    FAILED -> {}
        }
        audit.record(now, action.rule, AuditRecord.Kind.ACTION, "action " + action.id, evidence);
    }
}
