package io.teleon.simulator.cli;

import io.teleon.controller.http.Playground;
import io.teleon.controller.http.Playground.Place.AtHost;
import io.teleon.controller.http.Playground.Place.AtLink;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.scenario.ScenarioRun;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// The network of a demo as people break it: what they want waits for the world's thread.
final class DemoPlayground implements Playground {

    private static final int MAX_WAITING = 64;

    /// Questions a second of a host that scans.
    private static final int SCANNED = 20;

    private final ScenarioRun run;
    private final World world;
    private final Queue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final List<Done> done = new CopyOnWriteArrayList<>();

    private record Waiting(Trick trick, CompletableFuture<Optional<String>> answer) {}

    /// What was done, with what undoes it.
    private record Done(Broken broken, Optional<Fault> fault, Optional<Surge> surge) {}

    DemoPlayground(ScenarioRun run) {
        this.run = run;
        this.world = run.world();
    }

    @Override
    public List<Broken> broken() {
        return done.stream().map(Done::broken).toList();
    }

    @Override
    public CompletableFuture<Optional<String>> play(Trick trick) {
        Waiting next = new Waiting(trick, new CompletableFuture<>());
        if (!waiting.offer(next)) {
            next.answer().complete(Optional.of(MAX_WAITING + " tricks are waiting already"));
        }
        return next.answer();
    }

    // --- by the world's thread

    void takeTricks() {
        done.removeIf(d -> d.surge().filter(s -> !s.end().isAfter(world.time().now())).isPresent());
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer().complete(done(next.trick()));
        }
    }

    private Optional<String> done(Trick trick) {
        Optional<String> missing = missing(trick);
        if (missing.isPresent()) {
            return missing;
        }
        return switch (trick) {
            case Trick.Cut(LinkId link) ->
                    strike(new AtLink(link), "cut", "cut", new Fault.CableCut(link));
            case Trick.Lose(LinkId link, double share) ->
                    strike(
                            new AtLink(link),
                            "loss",
                            "loses %.1f %%".formatted(100 * share),
                            new Fault.LinkLoss(from(link), to(link), share));
            case Trick.Surge surge -> surge(surge);
            case Trick.Mend(LinkId link) -> mend(new AtLink(link));
            case Trick.Scan(DatapathId node) ->
                    strike(
                            new AtHost(node),
                            "scan",
                            "asks for one address after the other",
                            new Fault.HostScan(
                                    world.plan().topology().nameOf(node), SCANNED, false));
            case Trick.Calm(DatapathId node) -> mend(new AtHost(node));
        };
    }

    private Optional<String> missing(Trick trick) {
        return switch (trick) {
            case Trick.OfLink there ->
                    world.plan().topology().contains(there.link())
                            ? Optional.empty()
                            : Optional.of("there is no link " + there.link());
            case Trick.OfHost there ->
                    world.plan().topology().nodes().stream()
                                    .anyMatch(node -> node.id().equals(there.node()))
                            ? Optional.empty()
                            : Optional.of("there is no switch " + there.node());
        };
    }

    private Optional<String> strike(Place place, String what, String text, Fault fault) {
        if (done.stream().anyMatch(d -> d.fault().filter(fault::equals).isPresent())) {
            return Optional.of(named(place) + " is so already");
        }
        // A link that loses more or less from now on.
        done.stream()
                .filter(d -> isOf(d, place) && d.broken().what().equals(what))
                .toList()
                .forEach(this::undo);
        world.strike(fault);
        done.add(new Done(broken(place, what, text), Optional.of(fault), Optional.empty()));
        return Optional.empty();
    }

    private Optional<String> surge(Trick.Surge wanted) {
        try {
            Optional<Surge> surge =
                    run.surge(wanted.link(), wanted.load(), wanted.rise(), wanted.hold());
            surge.ifPresent(s ->
                    done.add(
                            new Done(
                                    broken(
                                            new AtLink(wanted.link()),
                                            "surge",
                                            "is asked for %.0f %% of its capacity"
                                                    .formatted(100 * wanted.load())),
                                    Optional.empty(),
                                    Optional.of(s))));
            return surge.isPresent()
                    ? Optional.empty()
                    : Optional.of("there is no traffic, or it surges in too many places already");
        } catch (IllegalArgumentException e) {
            return Optional.of(world.elements().named(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> mend(Place place) {
        List<Done> here = done.stream().filter(d -> isOf(d, place)).toList();
        here.forEach(this::undo);
        return here.isEmpty() ? Optional.of("nobody has broken " + named(place)) : Optional.empty();
    }

    private void undo(Done one) {
        one.fault().ifPresent(world::mend);
        one.surge().ifPresent(run::calm);
        done.remove(one);
    }

    private static boolean isOf(Done one, Place place) {
        return one.broken().place().equals(place)
                || (place instanceof AtLink(LinkId link)
                        && one.broken().place().equals(new AtLink(link.reversed())));
    }

    private Broken broken(Place place, String what, String text) {
        return new Broken(place, what, named(place) + " " + text, world.time().now());
    }

    private String named(Place place) {
        return switch (place) {
            case AtLink(LinkId link) -> world.elements().named(link);
            case AtHost(DatapathId node) -> "the host of " + world.plan().topology().nameOf(node);
        };
    }

    private String from(LinkId link) {
        return world.plan().topology().nameOf(link.source().datapath());
    }

    private String to(LinkId link) {
        return world.plan().topology().nameOf(link.target().datapath());
    }
}
