package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.learning.Workshop;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import io.teleon.models.telemetry.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Runs a control loop on a thread of its own, in real time: drains what waits, steps, commits the
/// journal of the batch in one transaction, then performs the rest.
///
/// A failure of the journal, or a broken invariant, stops the runner: `onFailure` is told once, by
/// the loop's thread, and nothing is performed any more. The process should end then and start
/// again from the journal.
public final class LoopRunner implements ControllerAccess, AutoCloseable {

    private static final int MAX_BATCH = 256;
    private static final int SWITCH_BOUND = 65_536;
    private static final int REQUEST_BOUND = 4_096;
    private static final int REHEARSAL_BOUND = 256;
    private static final long COMPACT_AT = 100_000;
    private static final Duration VIEW_INTERVAL = Duration.ofMillis(200);
    private static final Duration INSIGHT_INTERVAL = Duration.ofSeconds(1);
    private static final int LOOKING_BOUND = 64;
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final ControlLoop loop;
    private final Journal journal;
    private final EffectPerformer performer;
    private final SwitchSide switches;
    private final InstantSource clock;
    private final Outlets outlets;
    private final Consumer<Throwable> onFailure;
    private final Mailbox mailbox = new Mailbox(SWITCH_BOUND, REQUEST_BOUND);
    private final Thread thread;

    /// Rehearsals take milliseconds to seconds; so many wait at most.
    private final Semaphore rehearsing = new Semaphore(REHEARSAL_BOUND);

    private final ExecutorService twin =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("twin").factory());

    /// One thread, below all others: models can wait, measuring and deciding cannot. Where the
    /// system does not heed priorities, the budget of the loop still holds.
    @SuppressWarnings("ThreadPriorityCheck")
    private final ExecutorService learner =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform()
                            .daemon()
                            .priority(Thread.MIN_PRIORITY)
                            .name("learner")
                            .factory());

    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<RequestId, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<ControllerView> view;
    private final AtomicReference<Insight> insight;

    /// Those who look in wait for the loop's thread; it takes nothing from the switches for them.
    private final Queue<Looking> looking = new ArrayBlockingQueue<>(LOOKING_BOUND);

    private final AtomicReference<LoopStatistics> statistics =
            new AtomicReference<>(LoopStatistics.NONE);

    private Instant now;
    private Instant viewedAt;
    private boolean steppedSinceView;
    private Instant lookedInAt;
    private long compactAt = COMPACT_AT;
    private volatile boolean stopping;

    /// The transport of the switches, as far as the runner needs it.
    public interface SwitchSide {

        void send(ConnectionId connection, List<OpenFlowMessage> messages);

        void close(ConnectionId connection, String reason);

        /// There is room again for what was held back.
        void resume();
    }

    private record Looking(Insight.RunningRule rule, CompletableFuture<List<String>> answer) {}

    /// Who takes what leaves the controller beside the messages to switches. None blocks.
    ///
    /// @param traffic takes what was measured of each bin, for the next life
    /// @param workshop carries out work on models, on one thread of low priority
    public record Outlets(
            Consumer<List<Sample>> measured,
            Consumer<TrafficHistory.Bin> traffic,
            Consumer<Notice> notices,
            Workshop workshop) {

        /// Where no traffic is kept and nothing is learned.
        public Outlets(Consumer<List<Sample>> measured, Consumer<Notice> notices) {
            this(measured, _ -> {}, notices, Workshop.NONE);
        }
    }

    /// @param loop not to be touched by anybody else from now on
    public LoopRunner(
            ControlLoop loop,
            Journal journal,
            SwitchSide switches,
            InstantSource clock,
            Outlets outlets,
            Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.journal = journal;
        this.switches = switches;
        this.clock = clock;
        this.outlets = outlets;
        this.onFailure = onFailure;
        this.performer = new EffectPerformer(journal, new Sink());
        this.now = clock.instant();
        this.viewedAt = now;
        this.view = new AtomicReference<>(loop.view(now));
        this.lookedInAt = now;
        this.insight = new AtomicReference<>(loop.insight(now));
        this.thread = new Thread(this::run, "control-loop");
    }

    public void start() {
        thread.start();
    }

    /// Something a switch did; whether there is room for more.
    public boolean fromSwitch(Stimulus stimulus) {
        return mailbox.fromSwitch(stimulus);
    }

    /// An agent was heard; forgotten where there is no room, for it will be heard again.
    @Override
    public boolean agentHeard(Heard heard) {
        return mailbox.fromOthers(new Stimulus.AgentHeard(heard));
    }

    /// Asks; the answer comes when what it says is in the journal. Where too much waits already, or
    /// the runner has stopped, the answer is at once that it is busy.
    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        RequestId request = new RequestId(lastRequest.incrementAndGet());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        asked.put(request, answer);
        if (!mailbox.fromOthers(new Stimulus.Asked(request, ask))) {
            asked.remove(request);
            answer.complete(
                    new Answer.Rejected(
                            Answer.Reason.BUSY,
                            stopping
                                    ? "the controller is stopping"
                                    : REQUEST_BOUND + " requests are waiting already"));
        }
        return answer;
    }

    /// The newest view, at most a moment old.
    @Override
    public ControllerView view() {
        return view.get();
    }

    @Override
    public Insight insight() {
        return insight.get();
    }

    @Override
    public CompletableFuture<List<String>> whyNot(Insight.RunningRule rule) {
        Looking question = new Looking(rule, new CompletableFuture<>());
        if (stopping || !looking.offer(question)) {
            question.answer().complete(List.of());
        }
        return question.answer();
    }

    @Override
    public LoopStatistics statistics() {
        return statistics.get();
    }

    @Override
    public AuditTrail audit() {
        return journal;
    }

    /// Tells every event from now on, by the loop's thread, until closed. The listener returns at
    /// once and does not throw.
    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            stopping = true;
            onFailure.accept(e);
        } finally {
            mailbox.close();
            looking.forEach(question -> question.answer().complete(List.of()));
            asked.values()
                    .forEach(answer ->
                            answer.complete(
                                    new Answer.Rejected(
                                            Answer.Reason.BUSY,
                                            "the controller stopped before it answered")));
        }
    }

    private void turn() throws InterruptedException {
        List<Stimulus> batch = mailbox.take(MAX_BATCH, untilDeadline().toNanos());
        advance();
        if (batch.isEmpty() && loop.nextDeadline().filter(at -> !at.isAfter(now)).isPresent()) {
            batch = List.of(new Stimulus.DeadlinePassed());
        }
        if (!batch.isEmpty()) {
            long began = System.nanoTime();
            List<Effect> effects = new ArrayList<>();
            for (Stimulus stimulus : batch) {
                effects.addAll(loop.step(stimulus, now));
            }
            steppedSinceView = true;
            if (batch.stream().anyMatch(Stimulus.Asked.class::isInstance)) {
                // Whoever gets an answer and then looks must see what it speaks of.
                showView();
            }
            performer.perform(effects);
            statistics.set(
                    statistics.get().with(batch.size(), System.nanoTime() - began, mailbox.size()));
        }
        if (journal.size() >= compactAt) {
            journal.compact(loop.snapshot(now));
            // What is left may be large itself: it must double before it is worth another time.
            compactAt = Math.max(COMPACT_AT, 2 * journal.size());
        }
        if (mailbox.isRelieved()) {
            switches.resume();
        }
        if (steppedSinceView && !now.isBefore(viewedAt.plus(VIEW_INTERVAL))) {
            showView();
        }
        letLookIn();
    }

    private void letLookIn() {
        for (Looking next = looking.poll(); next != null; next = looking.poll()) {
            next.answer().complete(loop.whyNot(next.rule()));
        }
    }

    private void showView() {
        viewedAt = now;
        if (!now.isBefore(lookedInAt.plus(INSIGHT_INTERVAL))) {
            lookedInAt = now;
            insight.set(loop.insight(now));
        }
        steppedSinceView = false;
        view.set(loop.view(now));
    }

    /// Time never goes back for the loop, whatever the wall clock does.
    private void advance() {
        Instant read = clock.instant();
        if (read.isAfter(now)) {
            now = read;
        }
    }

    private Duration untilDeadline() {
        Duration wait = steppedSinceView ? VIEW_INTERVAL : MAX_WAIT;
        Instant next = loop.nextDeadline().orElse(Instant.MAX);
        Instant read = clock.instant();
        if (!next.isAfter(read)) {
            return Duration.ZERO;
        }
        return next.isBefore(read.plus(wait)) ? Duration.between(read, next) : wait;
    }

    /// Stops after the batch under way. What was acknowledged is in the journal.
    @Override
    public void close() {
        stopping = true;
        mailbox.close();
        try {
            thread.join(STOP_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        twin.shutdownNow();
        learner.shutdownNow();
    }

    private final class Sink implements EffectSink {

        @Override
        public void send(ConnectionId connection, List<OpenFlowMessage> messages) {
            switches.send(connection, messages);
        }

        @Override
        public void close(ConnectionId connection, String reason) {
            switches.close(connection, reason);
        }

        @Override
        public void reply(RequestId request, Answer answer) {
            CompletableFuture<Answer> waiting = asked.remove(request);
            if (waiting != null) {
                waiting.complete(answer);
            }
        }

        @Override
        public void publish(Event event) {
            listeners.forEach(listener -> listener.accept(event));
        }

        @Override
        public void rehearse(Effect.Rehearse rehearse) {
            // An action whose twin does not answer is refused after a while.
            if (rehearsing.tryAcquire()) {
                twin.execute(() -> {
                    try {
                        Rehearsal rehearsal =
                                Twin.rehearse(
                                        rehearse.network(),
                                        rehearse.chosen(),
                                        rehearse.alternatives());
                        mailbox.fromOthers(new Stimulus.Rehearsed(rehearse.purpose(), rehearsal));
                    } finally {
                        rehearsing.release();
                    }
                });
            }
        }

        @Override
        public void learn(LearnOrder order) {
            // The loop gives one order at a time, and gives up one that is not answered.
            learner.execute(() ->
                    mailbox.fromOthers(new Stimulus.Learned(outlets.workshop().carryOut(order))));
        }

        @Override
        public void measured(List<Sample> samples) {
            outlets.measured().accept(samples);
        }

        @Override
        public void binned(TrafficHistory.Bin bin) {
            outlets.traffic().accept(bin);
        }

        @Override
        public void tell(Notice notice) {
            outlets.notices().accept(notice);
        }
    }
}
