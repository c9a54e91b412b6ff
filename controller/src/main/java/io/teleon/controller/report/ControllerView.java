package io.teleon.controller.report;

import io.teleon.controller.flow.PathTag;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything the controller knows at one moment, for reading from any thread.
///
/// @param topology the switches and the links that are up
/// @param links every link ever discovered in this run, up or not, in order of their ids
/// @param incidents those that are remembered, oldest first
/// @param events the newest, oldest first
public record ControllerView(
        Instant at,
        Topology topology,
        List<SwitchView> switches,
        List<LinkView> links,
        List<Host> hosts,
        List<IntentView> intents,
        List<AgentView> agents,
        List<IncidentView> incidents,
        AutonomyView autonomy,
        List<Event> events,
        SelfView self) {

    public ControllerView {
        switches = List.copyOf(switches);
        links = List.copyOf(links);
        hosts = List.copyOf(hosts);
        intents = List.copyOf(intents);
        agents = List.copyOf(agents);
        incidents = List.copyOf(incidents);
        events = List.copyOf(events);
    }

    /// One switch.
    ///
    /// @param remote the far end of its connection while it is connected
    /// @param rules how many flow rules it should hold
    /// @param lastReconcile what the last comparison of its tables found
    public record SwitchView(
            DatapathId id,
            String name,
            Optional<Location> location,
            Optional<String> remote,
            List<PortView> ports,
            int rules,
            Optional<ReconcileView> lastReconcile) {

        public SwitchView {
            ports = List.copyOf(ports);
        }

        public boolean isConnected() {
            return remote.isPresent();
        }
    }

    /// One port, with what was measured on it between the last two readings of its counters.
    public record PortView(
            ConnectPoint point,
            String name,
            boolean up,
            Optional<Bandwidth> received,
            Optional<Bandwidth> sent) {}

    /// What the comparison of a switch's tables with what they should hold found and mended.
    ///
    /// @param unreadable why the switch could not be read, if it could not; nothing was deleted
    ///   then
    public record ReconcileView(
            Instant at, int missing, int excess, int misconfigured, Optional<String> unreadable) {}

    /// One directed link.
    ///
    /// @param load carried, measured at the sending port
    public record LinkView(Link link, boolean up, Instant since, Optional<Bandwidth> load) {

        /// Load over capacity, where both are known.
        public Optional<Double> utilisation() {
            return load.filter(_ -> link.capacity().bitsPerSecond() > 0)
                    .map(l -> l.bitsPerSecond() / link.capacity().bitsPerSecond());
        }
    }

    /// One intent and how far the controller has come with it.
    ///
    /// @param reason why it is in this state, where that is not plain
    /// @param holdsRules whether rules of it may be in switches
    /// @param path the links it goes by; empty within one switch and where there is no path
    /// @param attempts how often it was tried since it last worked
    /// @param steered the path a program wants it to go by, whether or not it does now
    /// @param heldByPerson whether a person has a say on its path, so that programs have none
    /// @param limit on its rate, wanted or failed
    /// @param protection of its path, where it asks for that
    /// @param probed what probes found on its path
    public record IntentView(
            int serial,
            Intent intent,
            InstallState state,
            String reason,
            boolean holdsRules,
            List<LinkId> path,
            Optional<PathTag> tag,
            Instant since,
            int attempts,
            Optional<List<LinkId>> steered,
            boolean heldByPerson,
            Optional<LimitView> limit,
            Optional<ProtectionView> protection,
            FulfilmentView fulfilment,
            Optional<ProbeView> probed) {

        public IntentView {
            path = List.copyOf(path);
            steered = steered.map(List::copyOf);
        }

        /// The same with this known of whether it is met, and of its path.
        public IntentView with(FulfilmentView known, Optional<ProbeView> found) {
            return new IntentView(
                    serial,
                    intent,
                    state,
                    reason,
                    holdsRules,
                    path,
                    tag,
                    since,
                    attempts,
                    steered,
                    heldByPerson,
                    limit,
                    protection,
                    known,
                    found);
        }
    }

    /// The second path of an intent.
    ///
    /// @param path the links of it; none where there is no second path now
    /// @param ready whether every switch has confirmed it
    /// @param reason why there is none, if so
    public record ProtectionView(
            List<LinkId> path, Optional<PathTag> tag, boolean ready, String reason) {

        public ProtectionView {
            path = List.copyOf(path);
        }
    }

    /// A limit on an intent's rate at its ingress.
    ///
    /// @param reason why it failed, if it did
    public record LimitView(Bandwidth rate, LimitStage stage, String reason) {}

    /// How far a limit has come.
    public enum LimitStage {
        /// On its way to the switch.
        PENDING,
        /// The switch has confirmed it.
        IN_FORCE,
        /// The switch refused it; the intent goes on without.
        FAILED
    }

    /// One agent and when it was last heard.
    public record AgentView(String id, Instant lastHeard, boolean silent) {}

    /// The controller about itself.
    ///
    /// @param messagesIn from switches, since the start
    /// @param messagesOut to switches, since the start
    /// @param outstandingBarriers barriers not answered yet
    /// @param steps of the control loop, since the start
    public record SelfView(
            long messagesIn,
            long messagesOut,
            int outstandingBarriers,
            long steps,
            long journalEntries,
            ProbeCounts probes) {}
}
