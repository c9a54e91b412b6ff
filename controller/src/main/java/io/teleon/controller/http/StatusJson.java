package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.IncidentState;
import io.teleon.models.intent.InstallState;
import java.util.EnumMap;

/// The controller at a glance: counts, and how its time runs.
final class StatusJson {

    private StatusJson() {}

    static ObjectNode status(
            ControllerView view, LoopStatistics loop, Pace pace, long newestEvent) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        body.put("simulated", pace.simulated());
        pace.speed()
                .ifPresentOrElse(speed -> body.put("speed", speed), () -> body.putNull("speed"));
        ObjectNode switches = body.putObject("switches");
        switches.put("known", view.switches().size());
        switches.put("connected", view.switches().stream().filter(SwitchView::isConnected).count());
        ObjectNode links = body.putObject("links");
        links.put("known", view.links().size());
        links.put("up", view.links().stream().filter(LinkView::up).count());
        body.put("hosts", view.hosts().size());
        intents(body.putObject("intents"), view);
        ObjectNode agents = body.putObject("agents");
        agents.put("known", view.agents().size());
        agents.put("silent", view.agents().stream().filter(AgentView::silent).count());
        ObjectNode incidents = body.putObject("incidents");
        incidents.put("listed", view.incidents().size());
        incidents.put(
                "open",
                view.incidents().stream().filter(i -> i.state() == IncidentState.OPEN).count());
        AutonomyJson.paused(body, view.autonomy());
        body.put("newestEvent", newestEvent);
        loop(body.putObject("loop"), view, loop);
        return body;
    }

    private static void intents(ObjectNode node, ControllerView view) {
        EnumMap<InstallState, Integer> counts = counts(view);
        node.put("total", view.intents().size());
        ObjectNode states = node.putObject("byState");
        counts.forEach((state, count) -> states.put(state.name(), count));
    }

    /// Every state, those of no intent with 0.
    static EnumMap<InstallState, Integer> counts(ControllerView view) {
        EnumMap<InstallState, Integer> counts = new EnumMap<>(InstallState.class);
        for (InstallState state : InstallState.values()) {
            counts.put(state, 0);
        }
        view.intents().forEach(intent -> counts.merge(intent.state(), 1, Integer::sum));
        return counts;
    }

    private static void loop(ObjectNode node, ControllerView view, LoopStatistics loop) {
        node.put("messagesIn", view.self().messagesIn());
        node.put("messagesOut", view.self().messagesOut());
        node.put("outstandingBarriers", view.self().outstandingBarriers());
        node.put("journalEntries", view.self().journalEntries());
        node.put("stimuli", loop.stimuli());
        node.put("waiting", loop.waiting());
        node.put(
                "meanBatchMicros",
                loop.batches() == 0 ? 0 : loop.nanosBusy() / 1e3 / loop.batches());
        node.put("longestBatchMicros", loop.nanosLongest() / 1e3);
    }
}
