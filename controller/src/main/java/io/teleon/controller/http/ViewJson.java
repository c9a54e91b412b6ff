package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.ControllerView.PortView;
import io.teleon.controller.report.ControllerView.ProtectionView;
import io.teleon.controller.report.ControllerView.ReconcileView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.report.GoalView;
import io.teleon.controller.report.ProbeView;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Host;
import io.teleon.models.network.Link;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The JSON form of what the controller knows. Unknown values are `null`, never left out; units are
/// last in the name. `controller/API.md` describes the fields.
final class ViewJson {

    private ViewJson() {}

    static ObjectNode topology(ControllerView view) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode nodes = body.putArray("nodes");
        view.switches().forEach(s -> node(nodes.addObject(), s));
        ArrayNode links = body.putArray("links");
        view.links().forEach(link -> link(links.addObject(), link));
        return body;
    }

    private static void node(ObjectNode node, SwitchView view) {
        node.put("id", view.id().toString());
        node.put("name", view.name());
        node.put("connected", view.isConnected());
        view.location()
                .ifPresentOrElse(
                        place -> {
                            node.put("longitude", place.longitude());
                            node.put("latitude", place.latitude());
                        },
                        () -> {
                            node.putNull("longitude");
                            node.putNull("latitude");
                        });
    }

    private static void link(ObjectNode node, LinkView view) {
        Link link = view.link();
        node.put("id", link.id().toString());
        node.put("source", link.source().toString());
        node.put("target", link.target().toString());
        node.put("up", view.up());
        node.put("since", view.since().toString());
        node.put("weight", link.weight());
        node.put("capacityBitsPerSecond", link.capacity().bitsPerSecond());
        node.put("delayMicros", link.delay().toNanos() / 1e3);
        rate(node, "loadBitsPerSecond", view.load());
        view.utilisation()
                .ifPresentOrElse(
                        u -> node.put("utilisation", u), () -> node.putNull("utilisation"));
    }

    static ObjectNode switches(ControllerView view) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode switches = body.putArray("switches");
        view.switches().forEach(s -> switchWithPorts(switches.addObject(), s));
        return body;
    }

    private static void switchWithPorts(ObjectNode node, SwitchView view) {
        node.put("id", view.id().toString());
        node.put("name", view.name());
        node.put("connected", view.isConnected());
        node.put("remote", view.remote().orElse(null));
        node.put("rules", view.rules());
        ArrayNode ports = node.putArray("ports");
        view.ports().forEach(port -> port(ports.addObject(), port));
        view.lastReconcile()
                .ifPresentOrElse(
                        r -> reconcile(node.putObject("reconcile"), r),
                        () -> node.putNull("reconcile"));
    }

    private static void port(ObjectNode node, PortView view) {
        node.put("port", view.point().port().toString());
        node.put("name", view.name());
        node.put("up", view.up());
        rate(node, "receivedBitsPerSecond", view.received());
        rate(node, "sentBitsPerSecond", view.sent());
    }

    private static void reconcile(ObjectNode node, ReconcileView view) {
        node.put("at", view.at().toString());
        node.put("missing", view.missing());
        node.put("excess", view.excess());
        node.put("misconfigured", view.misconfigured());
        node.put("unreadable", view.unreadable().orElse(null));
    }

    static ObjectNode hosts(ControllerView view) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode hosts = body.putArray("hosts");
        for (Host host : view.hosts()) {
            ObjectNode node = hosts.addObject();
            node.put("id", host.id().toString());
            node.put("location", host.location().toString());
            node.put("switch", view.topology().nameOf(host.location().datapath()));
            node.put("address", host.address().map(a -> a.toString()).orElse(null));
        }
        return body;
    }

    static ObjectNode agents(ControllerView view) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode agents = body.putArray("agents");
        for (AgentView agent : view.agents()) {
            ObjectNode node = agents.addObject();
            node.put("id", agent.id());
            node.put("lastHeard", agent.lastHeard().toString());
            node.put("silent", agent.silent());
        }
        return body;
    }

    static ObjectNode intent(IntentView view) {
        ObjectNode node = Json.object();
        Intent intent = view.intent();
        node.put("id", intent.id().toString());
        node.put("serial", view.serial());
        node.put("precedence", word(intent.precedence()));
        node.put("tier", word(intent.tier()));
        node.put("summary", intent.summary());
        switch (intent) {
            case HostToHost i -> {
                node.put("type", "host-to-host");
                node.put("source", i.source().toString());
                node.put("target", i.target().toString());
            }
            case PointToPoint i -> {
                node.put("type", "point-to-point");
                node.put("ingress", i.ingress().toString());
                node.put("egress", i.egress().toString());
                node.put(
                        "fromPrefix",
                        i.selector().source().map(prefix -> prefix.toString()).orElse(null));
                node.put(
                        "toPrefix",
                        i.selector().destination().map(prefix -> prefix.toString()).orElse(null));
            }
        }
        IntentForm.write(node.putObject("constraints"), intent.constraints());
        goals(node.putArray("goals"), view);
        rate(node, "rateLimitBitsPerSecond", intent.terms().rateLimit());
        node.put("state", view.state().name());
        node.put("reason", view.reason());
        node.put("since", view.since().toString());
        fulfilment(node.putObject("fulfilment"), view.fulfilment());
        node.put("holdsRules", view.holdsRules());
        node.put("attempts", view.attempts());
        ArrayNode path = node.putArray("path");
        view.path().forEach(link -> path.add(link.toString()));
        view.tag().ifPresentOrElse(t -> node.put("tag", t.vlan()), () -> node.putNull("tag"));
        view.steered()
                .ifPresentOrElse(
                        wanted -> {
                            ArrayNode steered = node.putArray("steered");
                            wanted.forEach(link -> steered.add(link.toString()));
                        },
                        () -> node.putNull("steered"));
        node.put("heldByPerson", view.heldByPerson());
        view.limit()
                .ifPresentOrElse(
                        limit -> limit(node.putObject("limit"), limit),
                        () -> node.putNull("limit"));
        view.protection()
                .ifPresentOrElse(
                        protection -> protection(node.putObject("protection"), protection),
                        () -> node.putNull("protection"));
        view.probed()
                .ifPresentOrElse(
                        found -> probed(node.putObject("probed"), found),
                        () -> node.putNull("probed"));
        return node;
    }

    private static void probed(ObjectNode node, ProbeView view) {
        node.put("at", view.at().toString());
        view.delay()
                .ifPresentOrElse(
                        delay -> {
                            node.put("delayMicros", delay.oneWay().toNanos() / 1e3);
                            node.put("errorMicros", delay.error().toNanos() / 1e3);
                        },
                        () -> {
                            node.putNull("delayMicros");
                            node.putNull("errorMicros");
                        });
        node.put("loss", view.loss());
        node.put("probes", view.probes());
    }

    private static void goals(ArrayNode array, IntentView view) {
        List<GoalView> known = view.fulfilment().goals();
        List<Goal> goals = view.intent().goals();
        for (int i = 0; i < goals.size(); i++) {
            // Nobody has looked at them yet in the first seconds.
            GoalView goal =
                    i < known.size()
                            ? known.get(i)
                            : new GoalView(
                                    goals.get(i),
                                    GoalView.State.NOT_MEASURED,
                                    OptionalDouble.empty(),
                                    0);
            ObjectNode node = array.addObject();
            GoalForm.write(node, goal.goal());
            node.put("state", word(goal.state()));
            node.put("summary", goal.text());
            goal.measured()
                    .ifPresentOrElse(
                            value -> node.put("measured", value), () -> node.putNull("measured"));
            node.put("readings", goal.readings());
        }
    }

    private static void protection(ObjectNode node, ProtectionView view) {
        ArrayNode path = node.putArray("path");
        view.path().forEach(link -> path.add(link.toString()));
        node.put("ready", view.ready());
        node.put("reason", view.reason());
    }

    private static void limit(ObjectNode node, LimitView view) {
        node.put("rateBitsPerSecond", view.rate().bitsPerSecond());
        node.put("stage", word(view.stage()));
        node.put("reason", view.reason());
    }

    private static void fulfilment(ObjectNode node, FulfilmentView view) {
        node.put("state", view.state().name());
        node.put("since", view.since().toString());
        node.put("reason", view.reason());
        node.put("sequence", view.sequence());
    }

    /// The reports of an intent, and beside them how its installed state changed.
    static ObjectNode reports(IntentView view) {
        ObjectNode body = Json.object();
        body.put("id", view.intent().id().toString());
        body.put("serial", view.serial());
        fulfilment(body.putObject("fulfilment"), view.fulfilment());
        ArrayNode reports = body.putArray("reports");
        for (FulfilmentReport report : view.fulfilment().reports()) {
            ObjectNode node = reports.addObject();
            node.put("sequence", report.sequence());
            node.put("at", report.at().toString());
            node.put("from", report.from().name());
            node.put("to", report.to().name());
            node.put("reason", report.reason());
            report.delivered()
                    .ifPresentOrElse(
                            share -> node.put("deliveredShare", share),
                            () -> node.putNull("deliveredShare"));
            report.delay()
                    .ifPresentOrElse(
                            delay -> node.put("delayMicros", delay.toNanos() / 1e3),
                            () -> node.putNull("delayMicros"));
        }
        ArrayNode installs = body.putArray("installs");
        for (FulfilmentView.Change change : view.fulfilment().installs()) {
            installs.addObject().put("at", change.at().toString()).put("text", change.text());
        }
        return body;
    }

    static ObjectNode event(Event event) {
        ObjectNode node = Json.object();
        node.put("sequence", event.sequence());
        node.put("at", event.at().toString());
        node.put("severity", word(event.severity()));
        node.put("kind", word(event.kind()));
        node.put("subject", event.subject());
        node.put("text", event.text());
        return node;
    }

    /// A constant as a word of the API: lower case with dashes.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void rate(ObjectNode node, String name, Optional<Bandwidth> rate) {
        rate.ifPresentOrElse(r -> node.put(name, r.bitsPerSecond()), () -> node.putNull(name));
    }
}
