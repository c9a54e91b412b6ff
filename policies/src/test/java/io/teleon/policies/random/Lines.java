package io.teleon.policies.random;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;

/// Outputs as lines, without what may be said in more than one way: texts of reasons, and the
/// literals a rule fired because of. What has no order of its own is sorted.
final class Lines {

    private Lines() {}

    static List<String> of(List<Output> outputs) {
        List<String> lines = new ArrayList<>();
        List<String> group = new ArrayList<>();
        int before = -1;
        for (Output output : outputs) {
            int kind = kind(output);
            if (kind != before) {
                group.sort(null);
                lines.addAll(group);
                group.clear();
            }
            before = kind;
            if (sorted(output)) {
                group.add(line(output));
            } else {
                lines.add(line(output));
            }
        }
        group.sort(null);
        lines.addAll(group);
        return lines;
    }

    private static int kind(Output output) {
        return switch (output) {
            case Output.Rejected _ -> 0;
            case Output.TaskChanged _ -> 1;
            case Output.EffectSeen _, Output.ActionFailed _ -> 2;
            case Output.Transition t ->
                    switch (t.kind()) {
                        case STOP -> 3;
                        case MODIFY -> 4;
                        case START -> 5;
                    };
            case Output.Suggested _, Output.ApprovalAsked _, Output.ApprovalVoid _ -> 6;
            case Output.Notified _, Output.Alert _ -> 7;
        };
    }

    private static boolean sorted(Output output) {
        return switch (kind(output)) {
            case 1, 2, 3, 6, 7 -> true;
            default -> false;
        };
    }

    private static String line(Output output) {
        return switch (output) {
            case Output.Rejected r -> "rejected " + r.input();
            case Output.TaskChanged c -> c.change() + " " + c.task();
            case Output.EffectSeen e -> "effect of " + e.instance() + " since " + e.startedAt();
            case Output.ActionFailed f -> "failed " + f.instance();
            case Output.Transition t ->
                    t.kind()
                            + " "
                            + t.instance()
                            + " "
                            + t.arguments().stream().map(Lines::shown).toList()
                            + " "
                            + t.manner()
                            + (t.kind() == Output.Transition.Kind.STOP
                                    ? ""
                                    : path(t.explanation()));
            case Output.Suggested s ->
                    "suggest "
                            + s.instance()
                            + " "
                            + s.arguments().stream().map(Lines::shown).toList()
                            + path(s.explanation());
            case Output.ApprovalAsked a ->
                    "ask "
                            + a.approval()
                            + " "
                            + a.role()
                            + " until "
                            + a.until()
                            + " "
                            + a.instance()
                            + path(a.explanation());
            case Output.ApprovalVoid v -> "void " + v.approval();
            case Output.Notified n -> "notify " + n.task() + " " + n.topic() + " " + n.text();
            case Output.Alert a -> "alert " + a.task();
        };
    }

    private static String path(Explanation explanation) {
        StringBuilder path = new StringBuilder(" by " + explanation.task());
        for (Explanation.Firing firing : explanation.path()) {
            path.append(" > ")
                    .append(firing.procedure().local())
                    .append(firing.arguments().stream().map(Lines::shown).toList())
                    .append('.')
                    .append(firing.label())
                    .append(firing.binding());
        }
        return path.toString();
    }

    /// The last digits of a number depend on the order of sums, which is nobody's promise.
    private static String shown(Value value) {
        return value instanceof Value.Quantity(double amount)
                ? "%.9g".formatted(amount)
                : value.shown();
    }
}
