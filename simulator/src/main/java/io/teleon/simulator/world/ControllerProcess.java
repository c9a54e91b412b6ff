package io.teleon.simulator.world;

import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControlLoop;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.loop.RequestId;
import io.teleon.controller.loop.Stimulus;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.simulator.network.ControlChannel;
import io.teleon.simulator.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The machine the controller runs on: it hands stimuli to the control loop one by one, performs the
/// effects in order, and wakes the loop at its deadlines. Its journal outlives a kill. Owned by the
/// world's thread.
///
/// The loop's own computing takes no virtual time; the wall time it takes is added up apart.
final class ControllerProcess implements ControlChannel.End {

    private final VirtualTime time;
    private final ControllerConfig config;
    private final Listener listener;
    private final LongSupplier wallNanos;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final SequencedMap<ConnectionId, ControlChannel> channels = new LinkedHashMap<>();
    private final Map<ControlChannel, ConnectionId> connections = new LinkedHashMap<>();
    private final Map<RequestId, Consumer<Answer>> questions = new LinkedHashMap<>();
    private Optional<ControlLoop> loop = Optional.empty();
    private long nextConnection = 1;
    private long nextRequest = 1;
    private long wakeAt = Long.MAX_VALUE;
    private long stepWallNanos;
    private long steps;

    /// Told of what the controller does.
    interface Listener {

        void journalled(JournalEntry entry);

        void published(Event event);

        void sent(OpenFlowMessage message);

        /// After all effects of a step.
        void stepped();
    }

    /// @param wallNanos the machine's clock, for the time that steps take
    ControllerProcess(
            VirtualTime time, ControllerConfig config, Listener listener, LongSupplier wallNanos) {
        this.time = time;
        this.config = config;
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
        loop = Optional.of(new ControlLoop(config, List.copyOf(journal), time.now()));
        wakeAt = Long.MAX_VALUE;
        planWake();
    }

    /// Ends without a word, as by a kill; the operating system closes its connections.
    void kill() {
        loop = Optional.empty();
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
    public void received(ControlChannel channel, OpenFlowMessage message) {
        connection(channel).ifPresent(id -> step(new Stimulus.Spoke(id, message)));
    }

    @Override
    public void garbled(ControlChannel channel, String reason) {
        connection(channel).ifPresent(id -> step(new Stimulus.Garbled(id, reason)));
    }

    @Override
    public void closed(ControlChannel channel, String reason) {
        connection(channel)
                .ifPresent(
                        id -> {
                            forget(id);
                            step(new Stimulus.Disconnected(id, reason));
                        });
    }

    private Optional<ConnectionId> connection(ControlChannel channel) {
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

    void agentHeard(String agent) {
        step(new Stimulus.AgentHeard(agent));
    }

    private void step(Stimulus stimulus) {
        if (loop.isEmpty()) {
            return;
        }
        long began = wallNanos.getAsLong();
        List<Effect> effects = loop.get().step(stimulus, time.now());
        stepWallNanos += wallNanos.getAsLong() - began;
        steps++;
        for (Effect effect : effects) {
            perform(effect);
        }
        planWake();
        listener.stepped();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Append(JournalEntry entry) -> {
                journal.add(entry);
                listener.journalled(entry);
            }
            case Effect.Send(ConnectionId id, OpenFlowMessage message) ->
                    Optional.ofNullable(channels.get(id))
                            .ifPresent(
                                    channel -> {
                                        listener.sent(message);
                                        channel.sendToSwitch(message);
                                    });
            case Effect.Close(ConnectionId id, String reason) ->
                    forget(id).ifPresent(channel -> channel.closeByController(reason));
            case Effect.Reply(RequestId request, Answer answer) ->
                    Optional.ofNullable(questions.remove(request))
                            .ifPresent(answered -> answered.accept(answer));
            case Effect.Measured _ -> {} // nothing here keeps samples yet
            case Effect.Publish(Event event) -> listener.published(event);
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

    /// Wall time of all steps so far.
    long stepWallNanos() {
        return stepWallNanos;
    }

    long steps() {
        return steps;
    }

    long journalSize() {
        return journal.size();
    }

    List<JournalEntry> journal() {
        return List.copyOf(journal);
    }
}
