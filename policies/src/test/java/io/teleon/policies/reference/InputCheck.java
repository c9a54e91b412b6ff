package io.teleon.policies.reference;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// Whether an input fits the program, as far as that can be said without any state.
final class InputCheck {

    private final Program program;

    InputCheck(Program program) {
        this.program = program;
    }

    boolean fits(Input input) {
        return switch (input) {
            case Input.Measured m ->
                    percept(m.fact())
                            .flatMap(Declaration.Percept::value)
                            .filter(type -> fits(type, m.value()))
                            .isPresent();
            case Input.Stated s -> percept(s.fact()).filter(p -> p.value().isEmpty()).isPresent();
            case Input.Complete c ->
                    Optional.ofNullable(program.perceptsByName().get(c.relation()))
                            .filter(p -> p.value().isEmpty())
                            .isPresent();
            case Input.Withdrawn w -> percept(w.fact()).isPresent();
            case Input.Happened h ->
                    Optional.ofNullable(program.eventsByName().get(h.event()))
                            .filter(e -> fit(e.arguments(), h.arguments()))
                            .isPresent();
            case Input.Forecasted f ->
                    percept(f.fact())
                            .filter(p -> p.forecast().isPresent() && p.value().isPresent())
                            .isPresent();
            case Input.AutonomySet a -> program.actionsByName().containsKey(a.action());
            case Input.Reported _, Input.Decided _, Input.Halted _, Input.Cancelled _ -> true;
        };
    }

    private Optional<Declaration.Percept> percept(Fact fact) {
        return Optional.ofNullable(program.perceptsByName().get(fact.name()))
                .filter(p -> fit(p.key(), fact.key()));
    }

    private static boolean fit(List<Type> types, List<Value> values) {
        if (types.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!fits(types.get(i), values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Type type, Value value) {
        return switch (type) {
            case Type.Bool _ -> value instanceof Value.Bool;
            case Type.Text _ -> value instanceof Value.Text;
            case Type.Quantity _ -> value instanceof Value.Quantity;
            case Type.Entity(String name) ->
                    value instanceof Value.Entity entity && entity.type().equals(name);
            case Type.Enumeration words ->
                    value instanceof Value.Word(String word) && words.words().contains(word);
        };
    }
}
