package io.teleon.controller.topology;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.format.Nearest;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Reach;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;

/// The controller's own way to switches and agents, as far as it goes by the network: what its
/// configuration names, found in the topology. Owned by the control loop's thread.
///
/// While something it names is not found, it may be any port: nothing is taken down then, and it is
/// told once.
public final class Management {

    /// So long switches have to appear before it is told that one is missing.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String SUBJECT = "management";

    private final ManagementPlan plan;
    private final NetworkState network;
    private final EventLog events;
    private final SequencedSet<String> told = new LinkedHashSet<>();

    public Management(ManagementPlan plan, NetworkState network, EventLog events) {
        this.plan = plan;
        this.network = network;
        this.events = events;
    }

    /// Says from now on what is named and not found.
    public void watch(Deadlines deadlines, Instant now) {
        if (!plan.isEmpty()) {
            deadlines.at(now.plus(PATIENCE), at -> look(deadlines, at));
        }
    }

    private void look(Deadlines deadlines, Instant now) {
        List<String> unknown = unknown();
        for (String one : unknown) {
            if (told.add(one)) {
                record(now, Severity.WARNING, one + ": no port is taken down until it is known");
            }
        }
        for (String one : List.copyOf(told)) {
            if (!unknown.contains(one)) {
                told.remove(one);
                record(now, Severity.NORMAL, "no longer so: " + one);
            }
        }
        deadlines.at(now.plus(PATIENCE), at -> look(deadlines, at));
    }

    private void record(Instant now, Severity severity, String text) {
        events.record(now, severity, Event.Kind.AUTONOMY, SUBJECT, text);
    }

    /// Where the way begins, once that switch is known.
    public Optional<DatapathId> node() {
        return plan.node().flatMap(this::find);
    }

    /// Whether a port carries the way.
    public boolean carries(ConnectPoint point) {
        return plan.ports().stream()
                .map(ManagementPlan.Port::parse)
                .filter(port -> port.number().equals(point.port()))
                .anyMatch(port -> isCalled(point.datapath(), port.node()));
    }

    /// Why a cable may not be taken down, if so.
    ///
    /// @param link one of its two directions
    public Optional<String> obstacle(LinkId link) {
        for (ConnectPoint port : List.of(link.source(), link.target())) {
            if (carries(port)) {
                return Optional.of(
                        "port "
                                + network.name(port)
                                + " carries the controller's own way: cutting it is refused");
            }
        }
        List<String> unknown = unknown();
        return unknown.isEmpty()
                ? node().flatMap(from -> cut(from, link))
                : Optional.of(
                        "it may carry the controller's own way, which is not known whole: "
                                + unknown.getFirst());
    }

    /// Over all links that are up: also what is not connected now must be able to come back.
    private Optional<String> cut(DatapathId from, LinkId link) {
        Topology before = network.present();
        Topology after =
                before.withLinks(l -> !l.id().equals(link) && !l.id().equals(link.reversed()));
        Reach reach = new Reach(before, after);
        NavigableSet<DatapathId> lost = reach.cutOff(from);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "taking it down would cut the controller's own way from "
                                + network.nameOf(from)
                                + " to "
                                + reach.names(lost));
    }

    /// What is named and not found, in sentences.
    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        plan.node()
                .filter(name -> find(name).isEmpty())
                .ifPresent(name -> unknown.add("node '" + name + noSwitch(name)));
        for (String text : plan.ports()) {
            ManagementPlan.Port port = ManagementPlan.Port.parse(text);
            Optional<DatapathId> node = find(port.node());
            if (node.isEmpty()) {
                unknown.add("port '" + text + noSwitch(port.node()));
            } else if (network.isConnected(node.get())
                    && network.port(new ConnectPoint(node.get(), port.number())).isEmpty()) {
                unknown.add(
                        "port '"
                                + text
                                + "' is not there: the switch has no port "
                                + port.number());
            }
        }
        return unknown;
    }

    private String noSwitch(String name) {
        List<String> known = network.nodes().stream().map(Node::name).toList();
        return "' names no switch that has been seen"
                + Nearest.to(name, known).map(near -> ", did you mean '" + near + "'?").orElse("");
    }

    private Optional<DatapathId> find(String name) {
        return network.nodes().stream().map(Node::id).filter(id -> isCalled(id, name)).findFirst();
    }

    private boolean isCalled(DatapathId datapath, String name) {
        return network.nameOf(datapath).equals(name) || datapath.toString().equals(name);
    }
}
