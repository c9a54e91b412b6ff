package io.teleon.policies.check;

import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Term;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An action that a rule calls, itself or through procedures.
///
/// @param call in the rule itself, by which it gets there
/// @param direct whether that call is the one of the action
/// @param scope what the action's parameters stand for, in terms of the rule
record Reached(Rule.Invocation call, boolean direct, Declaration.Action action, Scope scope) {

    /// What tells its instance from others; empty if that is too long to say.
    Optional<String> instance() {
        StringBuilder key = new StringBuilder(action.name().toString());
        for (int place : action.key()) {
            Optional<String> argument = argument(place);
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            key.append('|').append(argument.get());
        }
        return Optional.of(key.toString());
    }

    private Optional<String> argument(int slot) {
        return switch (scope.term(slot).orElse(null)) {
            case null -> Optional.empty();
            case Term.Named named -> Optional.of(named.key());
            case Term.Bound(Expression e, Scope there) -> Wording.key(e, there);
        };
    }

    /// The resources it uses, each as one text; those that are too long to say are left out.
    List<Used> uses() {
        List<Used> used = new ArrayList<>();
        for (Declaration.Use use : action.uses()) {
            Used.of(use, scope).ifPresent(used::add);
        }
        return used;
    }

    /// `steer(L, P)` as people write it.
    String shown() {
        List<String> arguments = new ArrayList<>();
        for (int slot = 0; slot < action.parameters().size(); slot++) {
            arguments.add(
                    switch (scope.term(slot).orElse(null)) {
                        case null -> action.parameters().get(slot).name();
                        case Term.Named named -> named.shown();
                        case Term.Bound(Expression e, Scope there) -> Wording.shown(e, there);
                    });
        }
        return action.name().local() + "(" + String.join(", ", arguments) + ")";
    }

    /// A resource with its key.
    ///
    /// @param key equal for equal resources
    record Used(Declaration.Use use, String key, String shown) {

        static Optional<Used> of(Declaration.Use use, Scope scope) {
            StringBuilder key = new StringBuilder(use.resource().toString());
            List<String> shown = new ArrayList<>();
            for (Expression argument : use.arguments()) {
                Optional<String> one = Wording.key(argument, scope);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                key.append('|').append(one.get());
                shown.add(Wording.shown(argument, scope));
            }
            return Optional.of(
                    new Used(
                            use,
                            key.toString(),
                            use.resource().local() + "(" + String.join(", ", shown) + ")"));
        }
    }
}
