package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads what [SnapshotWriter] wrote.
final class SnapshotReader {

    /// Reads one thing.
    private interface Each<T> {
        T read() throws IOException;
    }

    private final DataInputStream in;
    private final Program program;

    /// Whether it says what said each fact, which an earlier version did not.
    private final boolean sourced;

    SnapshotReader(DataInputStream in, Program program, boolean sourced) {
        this.in = in;
        this.program = program;
        this.sourced = sourced;
    }

    Snapshot snapshot() throws IOException {
        Facts.Content facts = facts();
        Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells =
                map(in::readInt, () -> map(this::values, this::cell));
        return Snapshot.read(state(), facts, cells);
    }

    // --- facts

    private Facts.Content facts() throws IOException {
        return new Facts.Content(
                map(
                        this::fact,
                        () -> new Facts.Stored(value(), in.readLong(), in.readLong(), source())),
                map(this::name, in::readLong),
                map(this::name, () -> all(() -> new Facts.Occurrence(values(), in.readLong()))),
                map(this::fact, this::forecast),
                map(
                        this::fact,
                        () ->
                                new Facts.Samples(
                                        in.readLong(),
                                        all(() ->
                                                new Facts.Sample(
                                                        in.readLong(), in.readDouble())))));
    }

    private Forecast forecast() throws IOException {
        return new Forecast(
                text(),
                Forecast.Standing.valueOf(text()),
                Micros.instant(in.readLong()),
                in.readDouble(),
                all(() ->
                        new Forecast.Point(
                                Duration.ofNanos(1000 * in.readLong()),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble())));
    }

    private TemporalCells.Cell cell() throws IOException {
        return new TemporalCells.Cell(
                Truth.valueOf(text()),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                all(() -> new TemporalCells.Change(in.readLong(), Truth.valueOf(text()))),
                optional(this::cell));
    }

    // --- state

    private EngineState state() throws IOException {
        EngineState state = new EngineState();
        state.ledgers.putAll(
                map(() -> new Ledger.Id(taskId(), name(), values(), text()), this::ledger));
        all(this::task).forEach(task -> state.tasks.put(task.id, task));
        state.barred.putAll(map(this::taskId, this::text));
        all(this::instance).forEach(instance -> state.instances.put(instance.id, instance));
        state.numbers.putAll(map(this::instanceId, in::readLong));
        state.autonomy.putAll(map(this::name, () -> Policy.Mode.valueOf(text())));
        state.starts.addAll(all(() -> new Gates.Start(in.readLong(), in.readDouble())));
        state.undos.addAll(
                all(() -> new EngineState.Undo(taskId(), name(), values(), in.readLong())));
        state.queued.addAll(
                all(() -> new Update(fact(), optional(this::value), optional(in::readLong))));
        state.halted = in.readBoolean();
        state.lastApproval = in.readLong();
        state.epoch = in.readLong();
        state.now = in.readLong();
        return state;
    }

    private Ledger ledger() throws IOException {
        Ledger ledger = new Ledger();
        ledger.begun = List.copyOf(all(in::readLong));
        ledger.ended = optional(in::readLong);
        ledger.count = in.readLong();
        ledger.block = optional(this::text);
        return ledger;
    }

    private TaskState task() throws IOException {
        TaskId id = taskId();
        int order = program.tasks().stream().map(Task::name).toList().indexOf(id.task());
        if (order < 0) {
            throw new IOException("the program has no task " + id.task());
        }
        long created = in.readLong();
        double priority = in.readDouble();
        int aged = in.readInt();
        int restless = in.readInt();
        Frame root = frame();
        TaskState task =
                new TaskState(id, program.tasks().get(order), order, created, root.id.arguments());
        task.priority = priority;
        task.aged = aged;
        task.restless = restless;
        StateCopy.frame(root, task.root);
        return task;
    }

    private Frame frame() throws IOException {
        Frame frame = new Frame(frameId(), in.readLong());
        frame.firing = optional(this::firing);
        frame.unknownSince = optional(in::readLong);
        frame.parkTold = in.readBoolean();
        frame.idleTold = in.readBoolean();
        frame.harmful = in.readBoolean();
        frame.sites = map(() -> new Frame.Site(text(), in.readInt()), this::frameId);
        frame.verdicts = all(this::text);
        frame.kids = new LinkedHashMap<>();
        for (Frame kid : all(this::frame)) {
            kid.parent = frame;
            frame.kids.put(kid.id, kid);
        }
        return frame;
    }

    private Frame.Firing firing() throws IOException {
        Frame.Firing firing = new Frame.Firing(text(), values(), in.readLong(), in.readLong());
        firing.failed = in.readBoolean();
        firing.held = text();
        firing.committed = in.readBoolean();
        firing.advised = in.readBoolean();
        firing.step = in.readInt();
        firing.stepSince = in.readLong();
        firing.entries = in.readLong();
        return firing;
    }

    private Instance instance() throws IOException {
        Instance.Id id = instanceId();
        long number = in.readLong();
        List<Value> arguments = values();
        TaskId owner = taskId();
        Wanted.Wish wish =
                new Wanted.Wish(taskId(), frameId(), text(), in.readLong(), in.readLong());
        Instance instance = new Instance(id, number, arguments, owner, wish);
        instance.state = Instance.State.valueOf(text());
        instance.manner = Output.Transition.Manner.valueOf(text());
        instance.reason = text();
        instance.waitingSince = in.readLong();
        instance.queuedSince = optional(in::readLong);
        instance.startedAt = in.readLong();
        instance.answered = in.readBoolean();
        instance.effectSeen = in.readBoolean();
        instance.failed = in.readBoolean();
        instance.suggested = in.readBoolean();
        instance.remembered = in.readBoolean();
        instance.handoverSince = optional(in::readLong);
        instance.needs = all(() -> new Wanted.Claim(name(), values()));
        instance.approvals.putAll(map(this::text, this::approval));
        instance.explanation = explanation();
        return instance;
    }

    private Explanation explanation() throws IOException {
        return new Explanation(
                taskId(),
                all(() ->
                        new Explanation.Firing(
                                name(),
                                values(),
                                text(),
                                map(this::text, this::value),
                                all(this::literal),
                                in.readLong())),
                all(this::text));
    }

    private Explanation.Literal literal() throws IOException {
        return new Explanation.Literal(
                text(),
                in.readChar(),
                all(() -> new Explanation.Reading(text(), text(), in.readLong(), source())));
    }

    private Instance.Approval approval() throws IOException {
        Instance.Approval approval = new Instance.Approval(in.readLong(), in.readLong());
        approval.granted = optional(in::readBoolean);
        approval.by = text();
        return approval;
    }

    // --- small things

    private Frame.Id frameId() throws IOException {
        return new Frame.Id(name(), values());
    }

    private Instance.Id instanceId() throws IOException {
        return new Instance.Id(name(), values());
    }

    private TaskId taskId() throws IOException {
        return new TaskId(name(), values());
    }

    private Fact fact() throws IOException {
        return new Fact(name(), values());
    }

    private Name name() throws IOException {
        return new Name(text(), text());
    }

    private List<Value> values() throws IOException {
        return all(this::value);
    }

    private Value value() throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'q' -> Value.of(in.readDouble());
            case 't' -> new Value.Text(text());
            case 'y', 'n' -> new Value.Bool(kind == 'y');
            case 'w' -> new Value.Word(text());
            case 'e' -> new Value.Entity(text(), text());
            default -> throw new IOException("no value begins with " + kind);
        };
    }

    private String source() throws IOException {
        return sourced ? text() : "";
    }

    private String text() throws IOException {
        byte[] bytes = in.readNBytes(length());
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Never more than is left, so that a broken file does not ask for all memory.
    private int length() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException(
                    "a length of " + length + " with " + in.available() + " bytes left");
        }
        return length;
    }

    private <T> List<T> all(Each<T> each) throws IOException {
        int size = length();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(each.read());
        }
        return items;
    }

    private <K, V> SequencedMap<K, V> map(Each<K> key, Each<V> value) throws IOException {
        int size = length();
        SequencedMap<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            K k = key.read();
            map.put(k, value.read());
        }
        return map;
    }

    private <T> Optional<T> optional(Each<T> each) throws IOException {
        return in.readBoolean() ? Optional.of(each.read()) : Optional.empty();
    }
}
