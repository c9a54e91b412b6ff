package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An engine to be played with by hand: facts and times as text, outputs as lines.
///
/// The policy is called `p`; times are seconds from the beginning.
final class Stage {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Program program;
    private final Phrases phrases;
    private final List<Input> inputs = new ArrayList<>();
    private Circumstances circumstances = Circumstances.NONE;
    private PolicyEngine engine;
    private Instant now = BEGIN;
    private Optional<Instant> next = Optional.empty();
    private Optional<CarryOver.Carried> carried = Optional.empty();
    private int steps;

    private Stage(Program program, Phrases phrases) {
        this.program = program;
        this.phrases = phrases;
        this.engine = PolicyEngine.start(program);
    }

    /// @param body of a policy, without its head
    static Stage of(String body) {
        return ofMode("enforce", body);
    }

    static Stage ofMode(String mode, String body) {
        Source source =
                new Source("p.tr", "policy p \"1\" owner \"test\" mode " + mode + "\n" + body);
        Linked linked = Linker.link(List.of(source), _ -> Optional.empty());
        Printer printer = new Printer(linked.sources());
        String wrong =
                String.join("\n", linked.diagnostics().stream().map(printer::print).toList());
        return new Stage(
                linked.program().orElseThrow(() -> new AssertionError(wrong)),
                linked.phrases().apply("p"));
    }

    Stage asking(Circumstances host) {
        circumstances = host;
        return this;
    }

    /// Time of the next step.
    Stage at(double seconds) {
        now = BEGIN.plusNanos(Math.round(seconds * 1e9));
        return this;
    }

    /// Facts measured now: `f(x) = v`, `r(x)`, `not r(x)`.
    Stage set(String... statements) {
        return setBy("", statements);
    }

    /// The same, as this source says.
    Stage setBy(String source, String... statements) {
        for (String statement : statements) {
            Phrases.Statement said = said(phrases.statement(statement));
            inputs.add(
                    said.relation()
                            ? new Input.Stated(
                                    said.fact(),
                                    said.value().equals(new Value.Bool(true)),
                                    now,
                                    source)
                            : new Input.Measured(said.fact(), said.value(), now, source));
        }
        return this;
    }

    Stage complete(String relation) {
        inputs.add(new Input.Complete(new Name("p", relation), now));
        return this;
    }

    Stage withdraw(String fact) {
        inputs.add(new Input.Withdrawn(said(phrases.fact(fact))));
        return this;
    }

    Stage event(String event) {
        Phrases.Pattern pattern = said(phrases.event(event));
        inputs.add(
                new Input.Happened(
                        pattern.name(),
                        pattern.arguments().stream().map(Optional::orElseThrow).toList(),
                        now));
        return this;
    }

    Stage report(String action, long number, Input.Progress progress) {
        Phrases.Pattern pattern = said(phrases.action(action));
        var declared =
                Optional.ofNullable(program.actionsByName().get(pattern.name())).orElseThrow();
        List<Value> key =
                declared.key().stream()
                        .map(place -> pattern.arguments().get(place).orElseThrow())
                        .toList();
        inputs.add(new Input.Reported(new InstanceId(pattern.name(), key, number), progress));
        return this;
    }

    Stage running(String action, long number) {
        return report(action, number, new Input.Progress.Running());
    }

    Stage done(String action, long number) {
        return report(action, number, new Input.Progress.Done());
    }

    Stage ended(String action, long number) {
        return report(action, number, new Input.Progress.Ended());
    }

    Stage failed(String action, long number, String reason) {
        return report(action, number, new Input.Progress.Failed(reason));
    }

    Stage input(Input input) {
        inputs.add(input);
        return this;
    }

    static <T> T said(Phrases.Phrase<T> phrase) {
        return phrase.meaning().orElseThrow(() -> new AssertionError(phrase.diagnostics()));
    }

    /// Through bytes, as over a restart; the same snapshot gives the same bytes.
    private Snapshot roundTrip(Snapshot snapshot) {
        byte[] bytes = SnapshotCodec.write(snapshot);
        try {
            Snapshot read = SnapshotCodec.read(bytes, program);
            assertArrayEquals(bytes, SnapshotCodec.write(read));
            return read;
        } catch (SnapshotCodec.Unreadable unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /// One epoch; what came out, a line each.
    List<String> step() {
        return outputs().stream().map(Stage::line).toList();
    }

    /// One epoch; why its first transition is made.
    Explanation explanation() {
        return outputs().stream()
                .filter(Output.Transition.class::isInstance)
                .map(output -> ((Output.Transition) output).explanation())
                .findFirst()
                .orElseThrow();
    }

    /// One epoch; what came out. An engine restored from its snapshot must do the same.
    List<Output> outputs() {
        PolicyEngine twin = PolicyEngine.restore(program, roundTrip(engine.snapshot()));
        Epoch restored = twin.step(List.copyOf(inputs), now, circumstances);
        Epoch epoch = engine.step(List.copyOf(inputs), now, circumstances);
        inputs.clear();
        steps++;
        next = epoch.next();
        List<String> lines = epoch.outputs().stream().map(Stage::line).toList();
        assertEquals(lines, restored.outputs().stream().map(Stage::line).toList());
        // It looks at everything again, so it may want to be asked earlier, but never later.
        assertTrue(
                epoch.next().isEmpty()
                        || restored.next()
                                .filter(at -> !at.isAfter(epoch.next().get()))
                                .isPresent(),
                () -> epoch.next() + " and restored " + restored.next());
        return epoch.outputs();
    }

    /// Steps at now and then whenever the engine wants, until a time; all lines with their times.
    List<String> until(double seconds) {
        List<String> lines = new ArrayList<>();
        Instant end = BEGIN.plusNanos(Math.round(seconds * 1e9));
        for (int steps = 0; steps < 10_000; steps++) {
            String time = time();
            step().forEach(line -> lines.add(time + " " + line));
            if (next.isEmpty() || next.get().isAfter(end)) {
                now = end;
                return lines;
            }
            now = next.get();
        }
        throw new AssertionError("10 000 steps until " + now);
    }

    /// Goes on with another program from what this engine knows; the time stays.
    Stage reload(String body) {
        Stage next = of(body);
        CarryOver.Outcome outcome = CarryOver.of(program, engine.snapshot(), next.program);
        if (!(outcome instanceof CarryOver.Carried over)) {
            throw new AssertionError(outcome);
        }
        next.engine = PolicyEngine.restore(next.program, over.snapshot());
        next.carried = Optional.of(over);
        next.now = now;
        next.circumstances = circumstances;
        return next;
    }

    /// Goes on as if it remembered something else.
    Stage remembering(Consumer<EngineState> change) {
        Snapshot snapshot = engine.snapshot();
        change.accept(snapshot.state());
        engine = PolicyEngine.restore(program, snapshot);
        return this;
    }

    /// Why it cannot go on with another program.
    List<String> refusal(String body) {
        return CarryOver.of(program, engine.snapshot(), of(body).program)
                        instanceof CarryOver.Refused(List<String> reasons)
                ? reasons
                : List.of();
    }

    /// What the last reload carried over.
    CarryOver.Carried carried() {
        return carried.orElseThrow(() -> new AssertionError("nothing was reloaded"));
    }

    /// What the last reload did not carry over, a line each.
    List<String> dropped() {
        return carried().dropped().stream().map(Dropped::toString).toList();
    }

    /// When the engine wants its next step, in seconds; -1 for never.
    double next() {
        return next.map(at -> seconds(at)).orElse(-1.0);
    }

    /// How many epochs there were so far.
    int steps() {
        return steps;
    }

    PolicyEngine engine() {
        return engine;
    }

    Phrases phrases() {
        return phrases;
    }

    private static double seconds(Instant at) {
        return java.time.Duration.between(BEGIN, at).toNanos() / 1e9;
    }

    private String time() {
        double seconds = seconds(now);
        return seconds == Math.rint(seconds) ? (long) seconds + "s" : seconds + "s";
    }

    static String line(Output output) {
        return switch (output) {
            case Output.Transition t ->
                    "%s %s%s%s"
                            .formatted(
                                    t.kind().name().toLowerCase(java.util.Locale.ROOT),
                                    id(t.instance()),
                                    t.kind() == Output.Transition.Kind.MODIFY
                                                    || t.arguments().size()
                                                            > t.instance().key().size()
                                            ? " "
                                                    + t.arguments().stream()
                                                            .map(Value::shown)
                                                            .toList()
                                            : "",
                                    t.manner() == Output.Transition.Manner.REAL
                                            ? ""
                                            : " " + t.manner());
            case Output.Suggested s -> "suggest " + id(s.instance());
            case Output.ApprovalAsked a ->
                    "ask %d %s about %s".formatted(a.approval(), a.role(), id(a.instance()));
            case Output.ApprovalVoid v -> "void %d: %s".formatted(v.approval(), v.reason());
            case Output.EffectSeen e -> "effect of " + id(e.instance());
            case Output.ActionFailed f -> "failed %s: %s".formatted(id(f.instance()), f.reason());
            case Output.Notified n -> "notify %s: %s".formatted(n.topic(), n.text());
            case Output.Alert a -> "alert: " + a.reason();
            case Output.TaskChanged c ->
                    "%s %s%s"
                            .formatted(
                                    c.change().name().toLowerCase(java.util.Locale.ROOT),
                                    c.task().toString().substring(2),
                                    c.reason().isEmpty() ? "" : ": " + c.reason());
            case Output.Rejected r -> "rejected: " + r.reason();
        };
    }

    private static String id(InstanceId instance) {
        return instance.toString().substring(2);
    }
}
