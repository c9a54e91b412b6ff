package io.teleon.simulator.world;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.MemoryJournal;
import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.learning.LearnReport;
import io.teleon.controller.learning.Workshop;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControlLoop;
import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.loop.EffectPerformer;
import io.teleon.controller.loop.EffectSink;
import io.teleon.controller.loop.Hands;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.loop.Past;
import io.teleon.controller.loop.RequestId;
import io.teleon.controller.loop.Stimulus;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.telemetry.IngestResult;
import io.teleon.controller.telemetry.PastTraffic;
import io.teleon.controller.telemetry.TelemetryIngest;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import io.teleon.models.telemetry.Sample;
import io.teleon.simulator.network.ControlChannel;
import io.teleon.simulator.network.SwitchChannel;
import io.teleon.simulator.time.VirtualTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The machine the controller runs on: it hands stimuli to the control loop one by one, performs
/// the effects in order, and wakes the loop at its deadlines. Its journal outlives a kill. Owned by
/// the world's thread.
///
/// The loop's own computing takes no virtual time; the wall time it takes is added up apart.
final class ControllerProcess implements ControlChannel.End {

    /// As in production.
    private static final long COMPACT_AT = 100_000;

    private final VirtualTime time;
    private final ControllerConfig config;
    private final ControllerPlan plan;

    /// What it kept itself, where no history was given to it.
    private final PastTraffic measured = new PastTraffic();

    private final Listener listener;
    private final LongSupplier wallNanos;
    private final Journal journal = new JournalReadAlong();
    private final EffectPerformer performer = new EffectPerformer(journal, new Sink());
    private final SequencedMap<ConnectionId, ControlChannel> channels = new LinkedHashMap<>();
    private final Map<SwitchChannel, ConnectionId> connections = new LinkedHashMap<>();
    private final Map<RequestId, Consumer<Answer>> questions = new LinkedHashMap<>();
    private final TelemetryStore telemetry = TelemetryStore.standard();
    private final TelemetryIngest ingest = new TelemetryIngest(telemetry, this::agentHeard);
    private final NavigableMap<Long, ActionView> actions = new TreeMap<>();
    private Optional<ControlLoop> loop = Optional.empty();
    private long nextConnection = 1;
    private long nextRequest = 1;
    private long wakeAt = Long.MAX_VALUE;
    private long stepWallNanos;
    private long longestWallNanos;
    private long steps;
    private long compactAt = COMPACT_AT;

    /// Told of what the controller does.
    interface Listener {

        void journalled(JournalEntry entry);

        void published(Event event);

        void told(Notice notice);

        void sent(OpenFlowMessage message);

        /// After all effects of a step.
        void stepped();
    }

    /// @param plan what it is given at each start
    /// @param wallNanos the machine's clock, for the time that steps take
    ControllerProcess(
            VirtualTime time,
            ControllerConfig config,
            ControllerPlan plan,
            Listener listener,
            LongSupplier wallNanos) {
        this.time = time;
        this.config = config;
        this.plan = plan;
        this.listener = listener;
        this.wallNanos = wallNanos;
    }

    boolean isRunning() {
        return loop.isPresent();
    }

    /// Starts from the journal.
    void start() {
        if (loop.isPresent()) {
            throw new IllegalStateException("the controller runs already");
        }
        loop =
                Optional.of(
                        new ControlLoop(
                                config,
                                new Past(
                                        journal.replay(),
                                        journal.head(),
                                        plan.history().or(() -> Optional.of(measured.copy()))),
                                time.now()));
        wakeAt = Long.MAX_VALUE;
        planWake();
    }

    /// Ends without a word, as by a kill; the operating system closes its connections.
    void kill() {
        remember();
        loop = Optional.empty();
        telemetry.clear();
        List<ControlChannel> open = List.copyOf(channels.values());
        channels.clear();
        connections.clear();
        questions.clear();
        open.forEach(channel -> channel.closeByController("the controller is gone"));
    }

    /// A switch knocks; only where [#isRunning].
    void accept(ControlChannel channel, String remote) {
        ConnectionId id = new ConnectionId(nextConnection++);
        channels.put(id, channel);
        connections.put(channel, id);
        step(new Stimulus.Connected(id, remote));
    }

    @Override
    public void received(SwitchChannel channel, OpenFlowMessage message) {
        connection(channel).ifPresent(id -> step(new Stimulus.Spoke(id, message)));
    }

    @Override
    public void garbled(SwitchChannel channel, String reason) {
        connection(channel).ifPresent(id -> step(new Stimulus.Garbled(id, reason)));
    }

    @Override
    public void closed(SwitchChannel channel, String reason) {
        connection(channel)
                .ifPresent(id -> {
                    forget(id);
                    step(new Stimulus.Disconnected(id, reason));
                });
    }

    private Optional<ConnectionId> connection(SwitchChannel channel) {
        return Optional.ofNullable(connections.get(channel));
    }

    private Optional<ControlChannel> forget(ConnectionId id) {
        Optional<ControlChannel> channel = Optional.ofNullable(channels.remove(id));
        channel.ifPresent(connections::remove);
        return channel;
    }

    /// Asks the controller; nobody answers where it is not running.
    void ask(Ask ask, Consumer<Answer> answered) {
        if (loop.isPresent()) {
            RequestId id = new RequestId(nextRequest++);
            questions.put(id, answered);
            step(new Stimulus.Asked(id, ask));
        }
    }

    /// Does something within the controller, as its own programs do, and lets it follow up.
    void act(Consumer<Hands> deed) {
        loop.ifPresent(running -> {
            deed.accept(running.hands());
            step(new Stimulus.DeadlinePassed());
        });
    }

    /// Takes a report of an agent; nobody answers where it is not running.
    Optional<IngestResult> report(byte[] body) {
        return loop.map(_ -> ingest.accept(body, time.now()));
    }

    /// What was measured in this life of the controller; any thread may read it.
    TelemetryStore telemetry() {
        return telemetry;
    }

    void agentHeard(Heard heard) {
        step(new Stimulus.AgentHeard(heard));
    }

    private void step(Stimulus stimulus) {
        if (loop.isEmpty()) {
            return;
        }
        long began = wallNanos.getAsLong();
        List<Effect> effects = loop.get().step(stimulus, time.now());
        long took = wallNanos.getAsLong() - began;
        stepWallNanos += took;
        longestWallNanos = Math.max(longestWallNanos, took);
        steps++;
        performer.perform(effects);
        if (journal.size() >= compactAt) {
            journal.compact(loop.get().snapshot(time.now()));
            compactAt = Math.max(COMPACT_AT, 2 * journal.size());
        }
        planWake();
        listener.stepped();
    }

    /// Where effects go: channels, whoever asked, and the listener.
    private final class Sink implements EffectSink {

        @Override
        public void send(ConnectionId id, List<OpenFlowMessage> messages) {
            Optional.ofNullable(channels.get(id))
                    .ifPresent(channel -> {
                        for (OpenFlowMessage message : messages) {
                            listener.sent(message);
                            channel.sendToSwitch(message);
                        }
                    });
        }

        @Override
        public void close(ConnectionId id, String reason) {
            forget(id).ifPresent(channel -> channel.closeByController(reason));
        }

        @Override
        public void reply(RequestId request, Answer answer) {
            Optional.ofNullable(questions.remove(request))
                    .ifPresent(answered -> answered.accept(answer));
        }

        @Override
        public void publish(Event event) {
            listener.published(event);
        }

        @Override
        public void rehearse(Effect.Rehearse rehearse) {
            Optional<ControlLoop> asked = loop;
            Rehearsal rehearsal =
                    Twin.rehearse(rehearse.network(), rehearse.chosen(), rehearse.alternatives());
            time.at(
                    time.nowNanos(),
                    () -> {
                        if (loop.equals(asked)) {
                            step(new Stimulus.Rehearsed(rehearse.purpose(), rehearsal));
                        }
                    });
        }

        @Override
        public void learn(LearnOrder order) {
            Optional<ControlLoop> asked = loop;
            Workshop workshop =
                    plan.learning().map(ControllerPlan.Learning::workshop).orElse(Workshop.NONE);
            LearnReport report = workshop.carryOut(order);
            time.at(
                    time.nowNanos(),
                    () -> {
                        if (loop.equals(asked)) {
                            step(new Stimulus.Learned(report));
                        }
                    });
        }

        @Override
        public void measured(List<Sample> samples) {
            telemetry.add(samples);
        }

        @Override
        public void binned(TrafficHistory.Bin bin) {
            measured.add(bin);
        }

        @Override
        public void tell(Notice notice) {
            listener.told(notice);
        }
    }

    /// The journal that outlives a kill; the listener reads along.
    private final class JournalReadAlong implements Journal {

        private final MemoryJournal memory = new MemoryJournal();

        @Override
        public void append(List<JournalEntry> entries, List<AuditRecord> audited) {
            memory.append(entries, audited);
            entries.forEach(listener::journalled);
        }

        @Override
        public void compact(List<JournalEntry> equivalent) {
            memory.compact(equivalent);
        }

        @Override
        public List<JournalEntry> replay() {
            return memory.replay();
        }

        @Override
        public long size() {
            return memory.size();
        }

        @Override
        public ChainPoint anchor() {
            return memory.anchor();
        }

        @Override
        public ChainPoint head() {
            return memory.head();
        }

        @Override
        public List<AuditRecord> read(AuditQuery query) {
            return memory.read(query);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private void planWake() {
        Optional<Instant> deadline = loop.flatMap(ControlLoop::nextDeadline);
        if (deadline.isEmpty()) {
            return;
        }
        long at = Math.max(time.nanosAt(deadline.get()), time.nowNanos());
        if (at < wakeAt) {
            wakeAt = at;
            time.at(at, () -> wake(at));
        }
    }

    private void wake(long at) {
        if (at != wakeAt) {
            return; // an earlier wake was planned since
        }
        wakeAt = Long.MAX_VALUE;
        Optional<Instant> deadline = loop.flatMap(ControlLoop::nextDeadline);
        if (deadline.filter(d -> time.nanosAt(d) <= time.nowNanos()).isPresent()) {
            step(new Stimulus.DeadlinePassed());
        } else {
            planWake();
        }
    }

    Optional<ControllerView> view() {
        return loop.map(running -> running.view(time.now()));
    }

    /// What goes on inside its autonomy.
    Optional<Insight> insight() {
        return loop.map(running -> running.insight(time.now()));
    }

    List<String> whyNot(Insight.RunningRule rule) {
        return loop.map(running -> running.whyNot(rule)).orElse(List.of());
    }

    /// Keeps what is known of actions now; of one that was known before, the later news.
    private void remember() {
        view().map(ControllerView::autonomy)
                .map(AutonomyView::actions)
                .ifPresent(all -> all.forEach(action -> actions.put(action.id(), action)));
    }

    /// The actions of programs over all lives, by their numbers.
    List<ActionView> actions() {
        remember();
        return List.copyOf(actions.values());
    }

    /// Wall time of all steps so far.
    long stepWallNanos() {
        return stepWallNanos;
    }

    /// Every stimulus is a batch of its own.
    LoopStatistics statistics() {
        return new LoopStatistics(steps, steps, stepWallNanos, longestWallNanos, 0);
    }

    long steps() {
        return steps;
    }

    /// The audit of all lives of the controller; any thread may read it.
    AuditTrail audit() {
        return journal;
    }

    List<JournalEntry> journal() {
        return journal.replay();
    }
}
