package io.teleon.controller.autonomy;

import io.teleon.controller.act.ActionTools;
import io.teleon.controller.act.ActionWitness;
import io.teleon.controller.act.Desk;
import io.teleon.controller.act.Edge;
import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.detect.AnomalyWatch;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.learning.Learning;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.IntentPercepts;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.Painter;
import io.teleon.controller.percept.Percepts;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PortBounces;
import io.teleon.models.intent.IntentId;
import io.teleon.models.time.Deadlines;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What of the controller autonomy works with.
///
/// @param probes what probes found on the way of an intent
public record AutonomyParts(
        NetworkState network,
        Intents intents,
        PortBounces bounces,
        Edge edge,
        IntentTraffic traffic,
        LinkNames names,
        DetourBook detours,
        Painter painter,
        Optional<Forecasts> forecasts,
        Optional<Learning> learning,
        AnomalyWatch anomalies,
        Function<IntentId, Optional<ProbeView>> probes,
        Consumer<Effect> effects,
        Deadlines deadlines,
        EventLog events,
        JournalWriter journal,
        AuditChain audit,
        ActionWitness witness,
        Management management) {

    /// @param isRead whether a program that runs reads a percept
    Percepts percepts(Predicate<Name> isRead) {
        return new Percepts(
                names,
                detours,
                forecasts,
                Optional.of(anomalies),
                new IntentPercepts(isRead, probes, forecasts));
    }

    /// @param program the one that runs, which may come to be another
    ActionTools tools(Supplier<Program> program, Desk desk) {
        return new ActionTools(
                program,
                network,
                intents,
                bounces,
                edge,
                traffic,
                names,
                detours,
                forecasts,
                desk,
                effects,
                deadlines,
                events,
                journal,
                audit,
                witness,
                management);
    }
}
