package io.teleon.simulator.cli;

import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.ProbeCounts;
import io.teleon.controller.telemetry.Heard;
import io.teleon.models.network.Topology;
import io.teleon.simulator.world.World;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The controller of a running world for people and programs on other threads: they read what was
/// shown last, and what they ask waits for the world's thread, which alone touches the world.
final class DemoController implements ControllerAccess {

    private static final int MAX_WAITING = 1_024;

    private final World world;
    private final Queue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<ControllerView> view;
    private final AtomicReference<Insight> insight;
    private final AtomicReference<LoopStatistics> statistics =
            new AtomicReference<>(LoopStatistics.NONE);

    private sealed interface Waiting {

        record Question(Ask ask, CompletableFuture<Answer> answer) implements Waiting {}

        record Looking(Insight.RunningRule rule, CompletableFuture<List<String>> answer)
                implements Waiting {}

        record Told(Heard heard) implements Waiting {}
    }

    DemoController(World world) {
        this.world = world;
        this.view =
                new AtomicReference<>(
                        world.view()
                                .orElseGet(() ->
                                        new ControllerView(
                                                world.time().now(),
                                                Topology.EMPTY,
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                AutonomyView.NONE,
                                                List.of(),
                                                new ControllerView.SelfView(
                                                        0, 0, 0, 0, 0, ProbeCounts.NONE))));
        this.insight = new AtomicReference<>(Insight.none(world.time().now()));
        world.subscribe(event -> listeners.forEach(listener -> listener.accept(event)));
    }

    // --- by the world's thread

    /// Puts what others asked to the controller.
    void takeQuestions() {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            switch (next) {
                case Waiting.Question(Ask ask, CompletableFuture<Answer> answer) -> {
                    AtomicReference<Answer> told =
                            new AtomicReference<>(busy("the controller is gone"));
                    world.interfere(ask, told::set);
                    // Whoever gets an answer and then looks must see what it speaks of.
                    show();
                    answer.complete(told.get());
                }
                case Waiting.Looking(var rule, var answer) -> answer.complete(world.whyNot(rule));
                case Waiting.Told(Heard heard) -> world.agentHeardFromOutside(heard);
            }
        }
    }

    /// Shows how things are now; while the controller is gone, how they were.
    void show() {
        world.view().ifPresent(view::set);
        statistics.set(world.statistics());
    }

    /// Shows what goes on inside as it is now.
    void showInside() {
        world.insight().ifPresent(insight::set);
    }

    /// Answers what can no longer be asked.
    void close() {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            switch (next) {
                case Waiting.Question(Ask _, var answer) ->
                        answer.complete(busy("the demo is over"));
                case Waiting.Looking(var _, var answer) -> answer.complete(List.of());
                case Waiting.Told _ -> {}
            }
        }
    }

    // --- by any thread

    @Override
    public ControllerView view() {
        return view.get();
    }

    @Override
    public LoopStatistics statistics() {
        return statistics.get();
    }

    @Override
    public Insight insight() {
        return insight.get();
    }

    @Override
    public CompletableFuture<List<String>> whyNot(Insight.RunningRule rule) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        if (!waiting.offer(new Waiting.Looking(rule, answer))) {
            answer.complete(List.of());
        }
        return answer;
    }

    @Override
    public AuditTrail audit() {
        return world.audit();
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (!waiting.offer(new Waiting.Question(ask, answer))) {
            answer.complete(busy(MAX_WAITING + " requests are waiting already"));
        }
        return answer;
    }

    private static Answer busy(String text) {
        return new Answer.Rejected(Answer.Reason.BUSY, text);
    }

    @Override
    public boolean agentHeard(Heard heard) {
        return waiting.offer(new Waiting.Told(heard));
    }

    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
