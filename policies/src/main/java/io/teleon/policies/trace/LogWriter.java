package io.teleon.policies.trace;

import io.teleon.policies.engine.ExpressionText;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes epochs as lines.
public final class LogWriter {

    private LogWriter() {}

    /// Inputs of an epoch, then what came of it, each line without its end.
    public static List<String> lines(Epoch epoch) {
        List<String> lines = new ArrayList<>(inputs(epoch.inputs(), epoch.now()));
        for (String answer : epoch.answers()) {
            lines.add(epoch.now() + "  ?? " + answer);
        }
        for (Output output : epoch.outputs()) {
            lines.add(epoch.now() + "  -> " + output(output));
        }
        return lines;
    }

    /// What was told in one epoch, after the line that begins it.
    public static List<String> inputs(List<Input> inputs, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(now + "  step");
        inputs.forEach(input -> lines.add(now + "  " + input(input, now)));
        return lines;
    }

    static String input(Input input, Instant now) {
        return switch (input) {
            case Input.Measured m -> fact(m.fact()) + " = " + value(m.value()) + at(m.at(), now);
            case Input.Stated s -> (s.holds() ? "" : "not ") + fact(s.fact()) + at(s.at(), now);
            case Input.Complete c -> "complete " + c.relation().local() + at(c.at(), now);
            case Input.Withdrawn w -> "withdrawn " + fact(w.fact());
            case Input.Happened h -> "event " + call(h.event(), h.arguments()) + at(h.at(), now);
            case Input.Forecasted f -> "forecast " + fact(f.fact()) + forecast(f.forecast());
            case Input.Reported r ->
                    switch (r.progress()) {
                        case Input.Progress.Running _ -> "running " + instance(r.instance());
                        case Input.Progress.Done _ -> "done " + instance(r.instance());
                        case Input.Progress.Ended _ -> "ended " + instance(r.instance());
                        case Input.Progress.Failed(String reason) ->
                                "failed " + instance(r.instance()) + " " + text(reason);
                    };
            case Input.Decided d ->
                    (d.granted() ? "granted " : "refused ") + d.approval() + " " + text(d.by());
            case Input.AutonomySet a ->
                    "autonomy "
                            + a.action().local()
                            + " "
                            + a.level().name().toLowerCase(Locale.ROOT);
            case Input.Halted h -> (h.halted() ? "halted " : "released ") + text(h.by());
            case Input.Cancelled c -> "cancelled " + task(c.task()) + " " + text(c.by());
        };
    }

    private static String forecast(Forecast forecast) {
        String points =
                forecast.points().stream()
                        .map(p ->
                                "%s: %s %s %s %s"
                                        .formatted(
                                                ExpressionText.duration(p.horizon()),
                                                number(p.mean()),
                                                number(p.p10()),
                                                number(p.p50()),
                                                number(p.p90())))
                        .collect(Collectors.joining("; "));
        return " by %s %s skill %s at %s { %s }"
                .formatted(
                        text(forecast.model()),
                        standing(forecast.standing()),
                        number(forecast.skill()),
                        forecast.at(),
                        points);
    }

    private static String standing(Forecast.Standing standing) {
        return switch (standing) {
            case ACT -> "licensed";
            case SUGGEST -> "advisory";
            case NONE -> "unlicensed";
        };
    }

    /// What came out, on one line.
    public static String output(Output output) {
        return switch (output) {
            case Output.Transition t ->
                    t.kind().name().toLowerCase(Locale.ROOT)
                            + " "
                            + instance(t.instance())
                            + (t.arguments().size() > t.instance().key().size()
                                            || t.kind() == Output.Transition.Kind.MODIFY
                                    ? " with " + values(t.arguments())
                                    : "")
                            + (t.manner() == Output.Transition.Manner.REAL
                                    ? ""
                                    : " " + t.manner().name().toLowerCase(Locale.ROOT));
            case Output.Suggested s -> "suggest " + instance(s.instance());
            case Output.ApprovalAsked a ->
                    "ask %d %s until %s about %s: %s"
                            .formatted(
                                    a.approval(),
                                    a.role(),
                                    a.until(),
                                    instance(a.instance()),
                                    a.reason());
            case Output.ApprovalVoid v -> "void %d: %s".formatted(v.approval(), v.reason());
            case Output.EffectSeen e -> "effect of " + instance(e.instance());
            case Output.ActionFailed f ->
                    "failed %s: %s".formatted(instance(f.instance()), f.reason());
            case Output.Notified n -> "notify %s %s".formatted(text(n.topic()), text(n.text()));
            case Output.Alert a -> "alert %s: %s".formatted(task(a.task()), a.reason());
            case Output.TaskChanged c ->
                    "%s %s%s"
                            .formatted(
                                    c.change().name().toLowerCase(Locale.ROOT),
                                    task(c.task()),
                                    c.reason().isEmpty() ? "" : ": " + c.reason());
            case Output.Rejected r -> "rejected: " + r.reason();
        };
    }

    private static String at(Instant at, Instant now) {
        return at.equals(now) ? "" : " at " + at;
    }

    private static String fact(Fact fact) {
        return call(fact.name(), fact.key());
    }

    private static String instance(InstanceId instance) {
        return call(instance.action(), instance.key()) + "#" + instance.number();
    }

    private static String task(TaskId task) {
        return call(task.task(), task.binding());
    }

    private static String call(Name name, List<Value> arguments) {
        return name.local() + values(arguments);
    }

    private static String values(List<Value> values) {
        return values.stream().map(LogWriter::value).collect(Collectors.joining(", ", "(", ")"));
    }

    /// A value in base units, exactly.
    static String value(Value value) {
        return switch (value) {
            case Value.Quantity(double amount) -> number(amount);
            case Value.Text(String text) -> text(text);
            case Value.Bool(boolean holds) -> Boolean.toString(holds);
            case Value.Word(String word) -> word;
            case Value.Entity(_, String name) -> text(name);
        };
    }

    private static String number(double amount) {
        return Double.isInfinite(amount)
                ? "never"
                : new BigDecimal(Double.toString(amount)).toPlainString();
    }

    private static String text(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
        return "\"" + escaped + "\"";
    }
}
