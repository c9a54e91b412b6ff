package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What calls of actions ask for: which instance, with which arguments and resources (SEMANTICS 5.6
/// and 8.1).
final class ActionCalls {

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final InstanceTable instances;
    private final Glances glances;

    ActionCalls(
            Map<Name, Procedure> procedures,
            Map<Name, Declaration.Action> actions,
            Evaluator evaluator,
            InstanceTable instances,
            Glances glances) {
        this.procedures = procedures;
        this.actions = actions;
        this.evaluator = evaluator;
        this.instances = instances;
        this.glances = glances;
    }

    private Procedure procedure(Frame frame) {
        return Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
    }

    /// What a call asks for now; nothing where what its key needs is unknown.
    ///
    /// @param place among all that the task wants
    Optional<Wanted> wanted(
            TaskState task, Frame frame, Rule.Invocation call, Environment environment, int place) {
        Declaration.Action action = Optional.ofNullable(actions.get(call.name())).orElseThrow();
        List<Optional<Value>> arguments = new ArrayList<>(call.arguments().size());
        boolean known = true;
        for (Expression argument : call.arguments()) {
            Optional<Value> value = evaluator.value(argument, environment);
            arguments.add(value);
            known &= value.isPresent();
        }
        List<Value> key = new ArrayList<>(action.key().size());
        for (int at : action.key()) {
            if (arguments.get(at).isEmpty()) {
                return Optional.empty();
            }
            key.add(arguments.get(at).get());
        }
        if (!known) {
            Instance.Id id = new Instance.Id(action.name(), key);
            glances.read(id);
            Optional<Instance> running = instances.find(id);
            if (running.isEmpty() || running.get().remembered) {
                return Optional.empty();
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i).isEmpty()) {
                    arguments.set(i, Optional.of(running.get().arguments.get(i)));
                }
            }
        }
        Frame.Firing firing = frame.firing.orElseThrow();
        Wanted.Wish wish =
                new Wanted.Wish(task.id, frame.id, firing.label, firing.number, firing.entries);
        List<Value> values = arguments.stream().flatMap(Optional::stream).toList();
        return Optional.of(
                new Wanted(
                        action,
                        key,
                        arguments,
                        call,
                        task.id,
                        Optional.of(task),
                        place,
                        Optional.of(frame),
                        wish,
                        needs(action, values, Optional.of(frame))));
    }

    /// What an action needs that no firing wants.
    Optional<List<Wanted.Claim>> needsOrUnknown(Declaration.Action action, List<Value> values) {
        try {
            return needs(action, values, Optional.empty());
        } catch (TaskFault _) {
            return Optional.empty();
        }
    }

    /// @param frame that wants it, with all above it
    Optional<List<Wanted.Claim>> needs(
            Declaration.Action action, List<Value> values, Optional<Frame> frame) {
        List<Wanted.Claim> claims = new ArrayList<>(0);
        boolean known =
                action.uses().isEmpty() || claim(action.uses(), Environment.of(values), claims);
        if (hasAtomic(frame)) {
            for (Frame above : frame.map(Frame::path).orElse(List.of())) {
                if (procedure(above).atomic()) {
                    known &=
                            claim(
                                    procedure(above).uses(),
                                    Environment.of(above.id.arguments()),
                                    claims);
                }
            }
        }
        return known ? Optional.of(claims.stream().distinct().toList()) : Optional.empty();
    }

    private boolean hasAtomic(Optional<Frame> frame) {
        for (Frame at = frame.orElse(null); at != null; at = at.parent) {
            if (procedure(at).atomic()) {
                return true;
            }
        }
        return false;
    }

    private boolean claim(
            List<Declaration.Use> uses, Environment environment, List<Wanted.Claim> claims) {
        boolean known = true;
        for (Declaration.Use use : uses) {
            Optional<List<Value>> key = evaluator.values(use.arguments(), environment);
            key.ifPresent(values -> claims.add(new Wanted.Claim(use.resource(), values)));
            known &= key.isPresent();
        }
        return known;
    }
}
