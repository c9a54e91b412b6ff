package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a snapshot, in the order in which [SnapshotReader] reads it.
final class SnapshotWriter {

    /// Writes one thing.
    private interface Each<T> {
        void write(T item) throws IOException;
    }

    private final DataOutputStream out;

    SnapshotWriter(DataOutputStream out) {
        this.out = out;
    }

    void snapshot(Snapshot snapshot) throws IOException {
        facts(snapshot.facts());
        map(snapshot.cells(), out::writeInt, cells -> map(cells, this::values, this::cell));
        state(snapshot.state());
    }

    // --- facts

    private void facts(Facts.Content content) throws IOException {
        map(content.stored(), this::fact, this::stored);
        map(content.completes(), this::name, out::writeLong);
        map(content.occurrences(), this::name, list -> all(list, this::occurrence));
        map(content.forecasts(), this::fact, this::forecast);
        map(content.samples(), this::fact, this::samples);
    }

    private void stored(Facts.Stored stored) throws IOException {
        value(stored.value());
        out.writeLong(stored.at());
        out.writeLong(stored.until());
        text(stored.source());
    }

    private void occurrence(Facts.Occurrence occurrence) throws IOException {
        values(occurrence.arguments());
        out.writeLong(occurrence.at());
    }

    private void samples(Facts.Samples samples) throws IOException {
        out.writeLong(samples.first());
        all(
                samples.samples(),
                sample -> {
                    out.writeLong(sample.at());
                    out.writeDouble(sample.value());
                });
    }

    private void forecast(Forecast forecast) throws IOException {
        text(forecast.model());
        text(forecast.standing().name());
        out.writeLong(Micros.of(forecast.at()));
        out.writeDouble(forecast.skill());
        all(
                forecast.points(),
                point -> {
                    out.writeLong(Micros.of(point.horizon()));
                    out.writeDouble(point.mean());
                    out.writeDouble(point.p10());
                    out.writeDouble(point.p50());
                    out.writeDouble(point.p90());
                });
    }

    private void cell(TemporalCells.Cell cell) throws IOException {
        text(cell.truth().name());
        out.writeLong(cell.since());
        out.writeBoolean(cell.falseBefore());
        out.writeBoolean(cell.set());
        all(
                cell.changes(),
                change -> {
                    out.writeLong(change.from());
                    text(change.truth().name());
                });
        optional(cell.alone(), this::cell);
    }

    // --- state

    private void state(EngineState state) throws IOException {
        map(state.ledgers, this::ledgerId, this::ledger);
        all(state.tasks.values(), this::task);
        map(state.barred, this::taskId, this::text);
        all(state.instances.values(), this::instance);
        map(state.numbers, this::instanceId, out::writeLong);
        map(state.autonomy, this::name, mode -> text(mode.name()));
        all(
                state.starts,
                start -> {
                    out.writeLong(start.at());
                    out.writeDouble(start.blast());
                });
        all(
                state.undos,
                undo -> {
                    taskId(undo.task());
                    name(undo.action());
                    values(undo.arguments());
                    out.writeLong(undo.number());
                });
        all(
                state.queued,
                update -> {
                    fact(update.belief());
                    optional(update.value(), this::value);
                    optional(update.ttl(), out::writeLong);
                });
        out.writeBoolean(state.halted);
        out.writeLong(state.lastApproval);
        out.writeLong(state.epoch);
        out.writeLong(state.now);
    }

    private void ledgerId(Ledger.Id id) throws IOException {
        taskId(id.task());
        name(id.procedure());
        values(id.arguments());
        text(id.label());
    }

    private void ledger(Ledger ledger) throws IOException {
        all(ledger.begun, out::writeLong);
        optional(ledger.ended, out::writeLong);
        out.writeLong(ledger.count);
        optional(ledger.block, this::text);
    }

    private void task(TaskState task) throws IOException {
        taskId(task.id);
        out.writeLong(task.created);
        out.writeDouble(task.priority);
        out.writeInt(task.aged);
        out.writeInt(task.restless);
        frame(task.root);
    }

    private void frame(Frame frame) throws IOException {
        frameId(frame.id);
        out.writeLong(frame.began);
        optional(frame.firing, this::firing);
        optional(frame.unknownSince, out::writeLong);
        out.writeBoolean(frame.parkTold);
        out.writeBoolean(frame.idleTold);
        out.writeBoolean(frame.harmful);
        map(
                frame.sites,
                site -> {
                    text(site.label());
                    out.writeInt(site.call());
                },
                this::frameId);
        all(frame.verdicts, this::text);
        all(frame.kids.values(), this::frame);
    }

    private void firing(Frame.Firing firing) throws IOException {
        text(firing.label);
        values(firing.binding);
        out.writeLong(firing.since);
        out.writeLong(firing.number);
        out.writeBoolean(firing.failed);
        text(firing.held);
        out.writeBoolean(firing.committed);
        out.writeBoolean(firing.advised);
        out.writeInt(firing.step);
        out.writeLong(firing.stepSince);
        out.writeLong(firing.entries);
    }

    private void instance(Instance instance) throws IOException {
        instanceId(instance.id);
        out.writeLong(instance.number);
        values(instance.arguments);
        taskId(instance.owner);
        wish(instance.wish);
        text(instance.state.name());
        text(instance.manner.name());
        text(instance.reason);
        out.writeLong(instance.waitingSince);
        optional(instance.queuedSince, out::writeLong);
        out.writeLong(instance.startedAt);
        out.writeBoolean(instance.answered);
        out.writeBoolean(instance.effectSeen);
        out.writeBoolean(instance.failed);
        out.writeBoolean(instance.suggested);
        out.writeBoolean(instance.remembered);
        optional(instance.handoverSince, out::writeLong);
        all(
                instance.needs,
                claim -> {
                    name(claim.resource());
                    values(claim.key());
                });
        map(instance.approvals, this::text, this::approval);
        explanation(instance.explanation);
    }

    private void explanation(Explanation explanation) throws IOException {
        taskId(explanation.task());
        all(
                explanation.path(),
                firing -> {
                    name(firing.procedure());
                    values(firing.arguments());
                    text(firing.label());
                    map(firing.binding(), this::text, this::value);
                    all(firing.because(), this::literal);
                    out.writeLong(firing.number());
                });
        all(explanation.passed(), this::text);
    }

    private void literal(Explanation.Literal literal) throws IOException {
        text(literal.text());
        out.writeChar(literal.truth());
        all(
                literal.facts(),
                reading -> {
                    text(reading.fact());
                    text(reading.value());
                    out.writeLong(reading.ageMillis());
                    text(reading.source());
                });
    }

    private void approval(Instance.Approval approval) throws IOException {
        out.writeLong(approval.number);
        out.writeLong(approval.until);
        optional(approval.granted, out::writeBoolean);
        text(approval.by);
    }

    private void wish(Wanted.Wish wish) throws IOException {
        taskId(wish.task());
        frameId(wish.frame());
        text(wish.label());
        out.writeLong(wish.firing());
        out.writeLong(wish.entry());
    }

    // --- small things

    private void frameId(Frame.Id id) throws IOException {
        name(id.procedure());
        values(id.arguments());
    }

    private void instanceId(Instance.Id id) throws IOException {
        name(id.action());
        values(id.key());
    }

    private void taskId(TaskId id) throws IOException {
        name(id.task());
        values(id.binding());
    }

    private void fact(Fact fact) throws IOException {
        name(fact.name());
        values(fact.key());
    }

    private void name(Name name) throws IOException {
        text(name.unit());
        text(name.local());
    }

    private void values(List<Value> values) throws IOException {
        all(values, this::value);
    }

    private void value(Value value) throws IOException {
        switch (value) {
            case Value.Quantity(double amount) -> {
                out.writeByte('q');
                out.writeDouble(amount);
            }
            case Value.Text(String text) -> {
                out.writeByte('t');
                text(text);
            }
            case Value.Bool(boolean holds) -> out.writeByte(holds ? 'y' : 'n');
            case Value.Word(String word) -> {
                out.writeByte('w');
                text(word);
            }
            case Value.Entity(String type, String name) -> {
                out.writeByte('e');
                text(type);
                text(name);
            }
        }
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private <T> void all(Collection<T> items, Each<T> each) throws IOException {
        out.writeInt(items.size());
        for (T item : items) {
            each.write(item);
        }
    }

    private <K, V> void map(Map<K, V> map, Each<K> key, Each<V> value) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<K, V> entry : map.entrySet()) {
            key.write(entry.getKey());
            value.write(entry.getValue());
        }
    }

    private <T> void optional(Optional<T> item, Each<T> each) throws IOException {
        out.writeBoolean(item.isPresent());
        if (item.isPresent()) {
            each.write(item.get());
        }
    }
}
