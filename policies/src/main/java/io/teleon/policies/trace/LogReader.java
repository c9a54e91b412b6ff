package io.teleon.policies.trace;

import io.teleon.models.format.Nearest;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Cursor;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.ExpressionParser;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Token;
import io.teleon.policies.syntax.Tree;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the inputs of a log again. Numbers without a unit are in base units; things of the network
/// may be bare words. Lines that say what came out (`->`) or what the host answered (`??`) are
/// passed over, as are empty ones and comments.
public final class LogReader {

    /// What was told at one time.
    public record Batch(Instant now, List<Input> inputs) {
        public Batch {
            inputs = List.copyOf(inputs);
        }
    }

    /// Names are taken by their last part; where two units declare one, the first counts.
    private record Signature(Name name, List<Type> arguments, Optional<Type> value) {}

    private final Map<String, Signature> facts = new HashMap<>();
    private final Map<String, Signature> events = new HashMap<>();
    private final Map<String, Declaration.Action> actions = new HashMap<>();
    private final Map<String, Task> tasks = new HashMap<>();

    public LogReader(Program program) {
        program.percepts()
                .forEach(p ->
                        facts.putIfAbsent(
                                p.name().local(), new Signature(p.name(), p.key(), p.value())));
        program.events()
                .forEach(e ->
                        events.putIfAbsent(
                                e.name().local(),
                                new Signature(e.name(), e.arguments(), Optional.empty())));
        program.actions().forEach(a -> actions.putIfAbsent(a.name().local(), a));
        program.tasks().forEach(t -> tasks.putIfAbsent(t.name().local(), t));
    }

    /// @param findings what is wrong with a line is added here, and the line is left out
    public List<Batch> read(Source log, Findings findings) {
        List<Batch> batches = new ArrayList<>();
        int number = 0;
        for (String line : log.text().lines().toList()) {
            number++;
            // As programs may, a log may begin with a byte order mark.
            String trimmed = (number == 1 ? line.replaceFirst("^\uFEFF", "") : line).strip();
            if (trimmed.isEmpty() || trimmed.startsWith("//")) {
                continue;
            }
            int space = trimmed.indexOf(' ');
            Optional<Instant> now = instant(space < 0 ? trimmed : trimmed.substring(0, space));
            String rest = space < 0 ? "" : trimmed.substring(space).strip();
            io.teleon.policies.syntax.Span place =
                    new io.teleon.policies.syntax.Span(log.name(), number, 1, 0, 1);
            if (now.isEmpty()) {
                findings.add(
                        Diagnostic.error("TR001", place, "a line begins with a time")
                                .help("such as 2026-01-01T00:00:02Z  oper_state(l1) = down"));
                continue;
            }
            if (!batches.isEmpty() && batches.getLast().now().isAfter(now.get())) {
                findings.add(
                        Diagnostic.error(
                                "TR009", place, "time goes back from " + batches.getLast().now()));
                continue;
            }
            if (rest.startsWith("->") || rest.startsWith("??")) {
                continue;
            }
            Findings inside = new Findings();
            Optional<Input> input =
                    rest.equals("step") ? Optional.empty() : input(rest, now.get(), inside);
            inside.all()
                    .forEach(d ->
                            findings.add(
                                    new Diagnostic(
                                            d.code(),
                                            d.level(),
                                            place,
                                            d.message() + " in `" + rest + "`",
                                            "",
                                            List.of(),
                                            d.help())));
            if (!inside.hasErrors()) {
                add(batches, now.get(), input);
            }
        }
        return batches;
    }

    private static void add(List<Batch> batches, Instant now, Optional<Input> input) {
        if (input.isPresent() && !batches.isEmpty() && batches.getLast().now().equals(now)) {
            List<Input> more = new ArrayList<>(batches.removeLast().inputs());
            more.add(input.get());
            batches.add(new Batch(now, more));
        } else {
            batches.add(new Batch(now, input.map(List::of).orElse(List.of())));
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// An input as it is written without its time.
    Optional<Input> input(String text, Instant now, Findings findings) {
        // A measurement's own time stands at the end and has signs that are no words of the
        // language.
        int own = text.lastIndexOf(" at ");
        Optional<Instant> at =
                own < 0 ? Optional.empty() : instant(text.substring(own + 4).strip());
        String rest = at.isPresent() ? text.substring(0, own) : text;
        try {
            if (rest.startsWith("forecast ")) {
                return Optional.of(forecast(rest, findings));
            }
            Cursor cursor =
                    new Cursor(new Source("", rest.replaceAll("\\)#(\\d)", "):$1")), findings);
            Input input = new Line(cursor, findings, at.orElse(now)).input();
            if (!cursor.isAtEnd()) {
                throw cursor.mismatch("the end of the line");
            }
            return Optional.of(input);
        } catch (Cursor.Mismatch _) {
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            // Values that check themselves: a forecast's quantiles and horizons, a number.
            findings.add(
                    Diagnostic.error(
                            "TR009",
                            io.teleon.policies.syntax.Span.NONE,
                            Optional.ofNullable(wrong.getMessage()).orElse("makes no sense")));
            return Optional.empty();
        }
    }

    private Input forecast(String text, Findings findings) {
        int at = text.indexOf(" at ");
        int brace = text.indexOf('{');
        Optional<Instant> issued =
                at < 0 || brace < at
                        ? Optional.empty()
                        : instant(text.substring(at + 4, brace).strip());
        String shortened =
                issued.isEmpty() ? text : text.substring(0, at) + " " + text.substring(brace);
        Cursor cursor = new Cursor(new Source("", shortened), findings);
        if (issued.isEmpty()) {
            throw cursor.mismatch("`at` and a time before `{`");
        }
        return new Line(cursor, findings, issued.get()).forecast(issued.get());
    }

    /// One line that is being read.
    private final class Line {
        private final Cursor cursor;
        private final ExpressionParser expressions;
        private final Findings findings;
        private final Instant at;

        Line(Cursor cursor, Findings findings, Instant at) {
            this.cursor = cursor;
            this.expressions = new ExpressionParser(cursor);
            this.findings = findings;
            this.at = at;
        }

        Input input() {
            Token first = cursor.peek();
            boolean word = cursor.peek(1).kind() != Token.Kind.SIGN;
            if (!word || first.is("not")) {
                return statement();
            }
            cursor.next();
            return switch (first.text()) {
                case "complete" -> new Input.Complete(find(facts, name(), "a percept").name(), at);
                case "withdrawn" -> new Input.Withdrawn(fact());
                case "event" -> {
                    Signature event = find(events, name(), "an event");
                    yield new Input.Happened(event.name(), arguments(event.arguments()), at);
                }
                case "running" -> new Input.Reported(instance(), new Input.Progress.Running());
                case "done" -> new Input.Reported(instance(), new Input.Progress.Done());
                case "ended" -> new Input.Reported(instance(), new Input.Progress.Ended());
                case "failed" -> {
                    InstanceId instance = instance();
                    yield new Input.Reported(instance, new Input.Progress.Failed(quoted()));
                }
                case "granted", "refused" -> {
                    long approval = whole();
                    yield new Input.Decided(approval, first.is("granted"), quoted());
                }
                case "halted", "released" -> new Input.Halted(first.is("halted"), quoted());
                case "autonomy" -> autonomy();
                case "cancelled" -> cancelled();
                default ->
                        throw cursor.mismatch(
                                first,
                                "a fact or one of complete, withdrawn, event, forecast, running, done, ended, failed, "
                                        + "granted, refused, autonomy, halted, released, cancelled, step",
                                "");
            };
        }

        private Input statement() {
            boolean denied = cursor.take("not");
            Signature signature = find(facts, name(), "a percept");
            Fact fact = new Fact(signature.name(), arguments(signature.arguments()));
            if (signature.value().isEmpty()) {
                return new Input.Stated(fact, !denied, at);
            }
            cursor.expect("=");
            return new Input.Measured(fact, value(signature.value().get()), at);
        }

        private Input autonomy() {
            Declaration.Action action = find(actions, name(), "an action");
            Token level = cursor.expect(Token.Kind.NAME, "a level");
            for (Policy.Mode mode : Policy.Mode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(level.text())) {
                    return new Input.AutonomySet(action.name(), mode);
                }
            }
            throw cursor.mismatch(level, "off, suggest, approve or auto", "");
        }

        private Input cancelled() {
            Task task = find(tasks, name(), "a task");
            List<Value> binding = arguments(task.variables().stream().map(v -> v.type()).toList());
            return new Input.Cancelled(new TaskId(task.name(), binding), quoted());
        }

        Input forecast(Instant issued) {
            cursor.expect("forecast");
            Fact fact = fact();
            cursor.expect("by");
            String model = quoted();
            Forecast.Standing standing = Forecast.Standing.ACT;
            if (cursor.take("advisory")) {
                standing = Forecast.Standing.SUGGEST;
            } else if (!cursor.take("licensed")) {
                cursor.expect("unlicensed");
                standing = Forecast.Standing.NONE;
            }
            cursor.expect("skill");
            double skill = number();
            cursor.expect("{");
            List<Forecast.Point> points = new ArrayList<>();
            do {
                Tree.Amount horizon = expressions.amount();
                Duration duration =
                        Duration.ofMillis(
                                Math.round(
                                        1000
                                                * horizon.unit()
                                                        .orElse(
                                                                io.teleon.policies.syntax.Quantities
                                                                        .unit("s")
                                                                        .orElseThrow())
                                                        .of(horizon.number())));
                cursor.expect(":");
                points.add(new Forecast.Point(duration, number(), number(), number(), number()));
            } while (cursor.take(";"));
            cursor.expect("}");
            return new Input.Forecasted(fact, new Forecast(model, standing, issued, skill, points));
        }

        private String name() {
            return cursor.expect(Token.Kind.NAME, "a name").text();
        }

        private String quoted() {
            return cursor.expect(Token.Kind.TEXT, "a text").text();
        }

        private long whole() {
            Token number = cursor.expect(Token.Kind.NUMBER, "a number");
            return number.text().matches("\\d{1,18}") ? Long.parseLong(number.text()) : -1;
        }

        private double number() {
            boolean negative = cursor.take("-");
            Tree.Amount amount = expressions.amount();
            double plain =
                    amount.unit()
                            .map(u -> u.of(amount.number()))
                            .orElseGet(() -> Double.parseDouble(amount.number()));
            return negative ? -plain : plain;
        }

        private Fact fact() {
            Signature signature = find(facts, name(), "a percept");
            return new Fact(signature.name(), arguments(signature.arguments()));
        }

        private InstanceId instance() {
            Declaration.Action action = find(actions, name(), "an action");
            List<Type> types =
                    action.key().stream()
                            .map(action.parameters()::get)
                            .map(Parameter::type)
                            .toList();
            List<Value> key = arguments(types);
            cursor.expect(":");
            return new InstanceId(action.name(), key, Math.max(1, whole()));
        }

        private List<Value> arguments(List<Type> types) {
            List<Value> values = new ArrayList<>();
            cursor.expect("(");
            for (Type type : types) {
                if (!values.isEmpty()) {
                    cursor.expect(",");
                }
                values.add(value(type));
            }
            cursor.expect(")");
            return values;
        }

        private Value value(Type type) {
            Token token = cursor.peek();
            return switch (type) {
                case Type.Quantity _ ->
                        cursor.take("never")
                                ? Value.of(Double.POSITIVE_INFINITY)
                                : Value.of(number());
                case Type.Text _ -> new Value.Text(quoted());
                case Type.Bool _ -> {
                    boolean yes = cursor.take("true");
                    if (!yes) {
                        cursor.expect("false");
                    }
                    yield new Value.Bool(yes);
                }
                case Type.Enumeration(_, List<String> words) -> {
                    if (!words.contains(token.text())) {
                        throw cursor.mismatch(String.join(" or ", words));
                    }
                    yield new Value.Word(cursor.next().text());
                }
                case Type.Entity(String kind) -> {
                    boolean named =
                            token.kind() == Token.Kind.NAME
                                    || token.kind() == Token.Kind.VARIABLE
                                    || token.kind() == Token.Kind.TEXT;
                    if (!named || token.text().isEmpty()) {
                        throw cursor.mismatch("the name of a " + kind);
                    }
                    yield new Value.Entity(kind, cursor.next().text());
                }
            };
        }

        private <T> T find(Map<String, T> known, String name, String what) {
            T found = known.get(name);
            if (found == null) {
                String hint =
                        Nearest.to(name, known.keySet())
                                .map(nearest -> "did you mean `" + nearest + "`?")
                                .orElse("");
                findings.add(
                        Diagnostic.error(
                                        "TR002",
                                        cursor.previous().span(),
                                        "there is no `%s`, %s is wanted".formatted(name, what))
                                .help(hint));
                throw cursor.stop();
            }
            return found;
        }
    }
}
