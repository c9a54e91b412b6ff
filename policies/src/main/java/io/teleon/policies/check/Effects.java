package io.teleon.policies.check;

import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a call promises: the effect of an action, or the goal of a procedure.
///
/// @param shown the call as people write it
/// @param scope what the variables of the condition stand for, in terms of the rule
record Effects(String shown, Expression condition, Scope scope) {

    /// Of everything a rule calls. Of a procedure without a goal, what its own actions promise.
    static List<Effects> of(Subject subject, Procedure procedure, Rule rule) {
        List<Effects> effects = new ArrayList<>();
        Scope scope = Subject.scope(procedure, rule);
        for (Rule.Invocation call : Subject.calls(rule)) {
            Optional<Procedure.Goal> goal =
                    call.target() == Rule.Target.PROCEDURE
                            ? subject.procedure(call.name()).goal()
                            : Optional.empty();
            if (goal.isPresent()) {
                effects.add(
                        new Effects(
                                call.name().local(),
                                goal.get().condition(),
                                Scope.ofCall(call.arguments(), scope)));
            } else {
                for (Reached reached : subject.reached(procedure, rule, call)) {
                    of(reached).ifPresent(effects::add);
                }
            }
        }
        return effects;
    }

    static Optional<Effects> of(Reached reached) {
        Declaration.Action action = reached.action();
        return action.effect().map(effect -> new Effects(reached.shown(), effect, reached.scope()));
    }

    /// The beliefs that a rule remembers when it begins to fire, as conditions.
    static List<Expression> remembered(Rule rule) {
        List<Expression> remembered = new ArrayList<>();
        for (Rule.Update update : rule.updates()) {
            if (update instanceof Rule.Update.Remember remember && remember.value().isEmpty()) {
                remembered.add(
                        new Expression.Holds(
                                remember.span(),
                                new Type.Bool(),
                                remember.belief(),
                                remember.arguments()));
            }
        }
        return remembered;
    }
}
