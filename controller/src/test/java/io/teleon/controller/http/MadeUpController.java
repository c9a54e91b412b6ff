package io.teleon.controller.http;

import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.MemoryTrail;
import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.autonomy.ReloadTrial;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.telemetry.Heard;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.program.Program;
import io.teleon.policies.reload.Reload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Shows the view it is given, and answers as it is told to.
public final class MadeUpController implements ControllerAccess {

    public final AtomicReference<ControllerView> view;
    final AtomicReference<CompletableFuture<Answer>> answer =
            new AtomicReference<>(CompletableFuture.completedFuture(new Answer.Accepted(true)));
    final AtomicReference<Answer> foreseen =
            new AtomicReference<>(new Answer.Foreseen(true, List.of("something: one -> other")));
    public final BlockingQueue<Ask> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final MemoryTrail trail = new MemoryTrail(1_000);
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    public MadeUpController(ControllerView view) {
        this.view = new AtomicReference<>(view);
    }

    void happens(Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    public void answers(Answer next) {
        answer.set(CompletableFuture.completedFuture(next));
    }

    @Override
    public ControllerView view() {
        return view.get();
    }

    @Override
    public LoopStatistics statistics() {
        return new LoopStatistics(120_431, 31_007, 4_100_000_000L, 8_200_000, 3);
    }

    @Override
    public Insight insight() {
        return MadeUpInsight.at(view.get().at());
    }

    @Override
    public CompletableFuture<List<String>> whyNot(Insight.RunningRule rule) {
        return CompletableFuture.completedFuture(
                List.of(
                        "offered(L) > 0.95 * capacity(L): offered(L) is 2.41 Gbps, off by 40 Mbps"));
    }

    @Override
    public AuditTrail audit() {
        return trail;
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        asked.add(ask);
        if (ask instanceof Ask.Foresee(Ask.ReloadPolicy reload)) {
            return CompletableFuture.completedFuture(foreseen(reload));
        }
        return ask instanceof Ask.Foresee
                ? CompletableFuture.completedFuture(foreseen.get())
                : answer.get();
    }

    /// Of programs that have never been told anything.
    private Answer foreseen(Ask.ReloadPolicy reload) {
        Program running = Programs.shipped();
        return new Answer.ReloadForeseen(
                new ReloadTrial(
                        new Reload.Running(
                                running,
                                Optional.empty(),
                                List.of(),
                                PolicyEngine.start(running).snapshot(),
                                view().at()),
                        reload.to().program(),
                        Circumstances.NONE));
    }

    @Override
    public boolean agentHeard(Heard told) {
        return heard.add(told.agent());
    }

    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
