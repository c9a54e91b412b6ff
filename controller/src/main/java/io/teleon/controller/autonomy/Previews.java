package io.teleon.controller.autonomy;

import io.teleon.controller.act.Actions;
import io.teleon.controller.act.Plan;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.Insight;
import io.teleon.policies.engine.ExpressionText;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What those who are asked for a yes should know: what the action would change, promises, touches,
/// and how it is taken back. Of questions that an earlier life asked nothing is known.
final class Previews {

    private final Supplier<Program> program;
    private final Actions actions;
    private final TreeMap<Long, Insight.Preview> byQuestion = new TreeMap<>();

    Previews(Supplier<Program> program, Actions actions) {
        this.program = program;
        this.actions = actions;
    }

    void asked(Output.ApprovalAsked asked, Picture now) {
        Plan plan = actions.preview(asked.instance(), asked.arguments(), asked.explanation(), now);
        Optional<Declaration.Action> declared = declared(asked.instance().action());
        byQuestion.put(
                asked.approval(),
                new Insight.Preview(
                        asked.approval(),
                        now.at(),
                        asked.explanation(),
                        plan instanceof Plan.Impossible(String reason)
                                ? List.of("cannot be done now: " + reason)
                                : plan.diff(),
                        List.copyOf(plan.concerned()),
                        declared.flatMap(Previews::promise).orElse("nothing is promised"),
                        declared.map(a -> undo(a, plan)).orElse("is taken back by ending it"),
                        declared.map(a -> a.risk().name().toLowerCase(Locale.ROOT))
                                .orElse("unknown")));
    }

    void gone(long question) {
        byQuestion.remove(question);
    }

    List<Insight.Preview> all(List<Long> open) {
        byQuestion.keySet().retainAll(open);
        return List.copyOf(byQuestion.values());
    }

    private Optional<Declaration.Action> declared(Name name) {
        return program.get().actions().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    private static Optional<String> promise(Declaration.Action action) {
        return action.effect()
                .map(effect ->
                        ExpressionText.show(effect)
                                + " within "
                                + action.within().map(Duration::toSeconds).orElse(0L)
                                + " s, else it is undone");
    }

    private static String undo(Declaration.Action action, Plan plan) {
        if (action.undo().isPresent()) {
            return action.undo().get().action().local() + " takes it back";
        }
        return switch (plan) {
            case Plan.Paths paths ->
                    paths.paths().size() + " intents go back to the paths they have now";
            case Plan.Limits limits -> limits.limits().size() + " limits are lifted";
            case Plan.Bounce _ -> "the port is on again after the bounce; nothing is left to undo";
            case Plan.Contain _ -> "its rules are deleted, and the host sends again as before";
            case Plan.Paper _ -> "the ticket is closed";
            case Plan.Impossible _ -> "nothing is done, so nothing is undone";
        };
    }
}
