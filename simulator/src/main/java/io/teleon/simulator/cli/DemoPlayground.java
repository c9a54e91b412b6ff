package io.teleon.simulator.cli;

import io.teleon.controller.http.Playground;
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
        if (!world.plan().topology().contains(trick.link())) {
            return Optional.of("there is no link " + trick.link());
        }
        return switch (trick) {
            case Trick.Cut(LinkId link) -> strike(link, "cut", "cut", new Fault.CableCut(link));
            case Trick.Lose(LinkId link, double share) ->
                    strike(
                            link,
                            "loss",
                            "loses %.1f %%".formatted(100 * share),
                            new Fault.LinkLoss(from(link), to(link), share));
            case Trick.Surge surge -> surge(surge);
            case Trick.Mend(LinkId link) -> mend(link);
        };
    }

    private Optional<String> strike(LinkId link, String what, String text, Fault fault) {
        if (done.stream().anyMatch(d -> d.fault().filter(fault::equals).isPresent())) {
            return Optional.of(world.elements().named(link) + " is so already");
        }
        // A link that loses more or less from now on.
        done.stream()
                .filter(d -> isOf(d, link) && d.broken().what().equals(what))
                .toList()
                .forEach(this::undo);
        world.strike(fault);
        done.add(new Done(broken(link, what, text), Optional.of(fault), Optional.empty()));
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
                                            wanted.link(),
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

    private Optional<String> mend(LinkId link) {
        List<Done> here = done.stream().filter(d -> isOf(d, link)).toList();
        here.forEach(this::undo);
        return here.isEmpty()
                ? Optional.of("nobody has broken " + world.elements().named(link))
                : Optional.empty();
    }

    private void undo(Done one) {
        one.fault().ifPresent(world::mend);
        one.surge().ifPresent(run::calm);
        done.remove(one);
    }

    private static boolean isOf(Done one, LinkId link) {
        return one.broken().link().equals(link) || one.broken().link().equals(link.reversed());
    }

    private Broken broken(LinkId link, String what, String text) {
        return new Broken(
                link, what, world.elements().named(link) + " " + text, world.time().now());
    }

    private String from(LinkId link) {
        return world.plan().topology().nameOf(link.source().datapath());
    }

    private String to(LinkId link) {
        return world.plan().topology().nameOf(link.target().datapath());
    }
}
