package io.teleon.controller.telemetry;

import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which agents are heard from. A silent agent is a fault, not a healthy host: what it watched is
/// unknown from then on. Owned by the control loop's thread.
///
/// Bounded: at most [#MAX_AGENTS]; further ones are heard but not watched.
public final class AgentWatch {

    static final int MAX_AGENTS = 100_000;

    private final Duration silence;
    private final EventLog events;
    private final NavigableMap<String, Watched> agents = new TreeMap<>();

    private record Watched(Instant lastHeard, boolean silent) {}

    public AgentWatch(Duration silence, EventLog events) {
        this.silence = silence;
        this.events = events;
    }

    public void heard(String agent, Instant now) {
        Watched known = agents.get(agent);
        if (known == null && agents.size() >= MAX_AGENTS) {
            return;
        }
        if (known == null || known.silent()) {
            events.record(
                    now,
                    Severity.NORMAL,
                    Event.Kind.AGENT_HEARD,
                    agent,
                    known == null ? "agent reports" : "agent reports again");
        }
        agents.put(agent, new Watched(now, false));
    }

    /// Finds those that have fallen silent.
    public void check(Instant now) {
        agents.replaceAll((agent, watched) -> {
            if (watched.silent() || watched.lastHeard().plus(silence).isAfter(now)) {
                return watched;
            }
            events.record(
                    now,
                    Severity.MAJOR,
                    Event.Kind.AGENT_SILENT,
                    agent,
                    "agent has been silent since " + watched.lastHeard());
            return new Watched(watched.lastHeard(), true);
        });
    }

    public List<AgentView> views() {
        List<AgentView> views = new ArrayList<>(agents.size());
        agents.forEach((id, w) -> views.add(new AgentView(id, w.lastHeard(), w.silent())));
        return views;
    }
}
