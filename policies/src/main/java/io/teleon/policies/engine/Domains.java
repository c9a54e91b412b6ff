package io.teleon.policies.engine;

import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which things of the network are talked about now, by kind: those that occur in stored facts.
final class Domains {

    private final NavigableMap<String, NavigableMap<Value, Integer>> counts = new TreeMap<>();

    void add(Value value) {
        if (value instanceof Value.Entity(String type, _)) {
            counts.computeIfAbsent(type, _ -> new TreeMap<>()).merge(value, 1, Integer::sum);
        }
    }

    void remove(Value value) {
        if (value instanceof Value.Entity(String type, _)) {
            NavigableMap<Value, Integer> kind = counts.computeIfAbsent(type, _ -> new TreeMap<>());
            kind.computeIfPresent(value, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// In their order.
    List<Value> of(Type type) {
        return switch (type) {
            case Type.Entity(String name) -> {
                NavigableMap<Value, Integer> kind = counts.get(name);
                yield kind == null ? List.of() : List.copyOf(kind.keySet());
            }
            case Type.Enumeration(_, List<String> words) -> {
                List<Value> values = new ArrayList<>();
                words.stream().sorted().forEach(word -> values.add(new Value.Word(word)));
                yield values;
            }
            case Type.Bool _ -> List.of(new Value.Bool(false), new Value.Bool(true));
            case Type.Text _, Type.Quantity _ -> List.of();
        };
    }

    boolean contains(Type type, Value value) {
        if (type instanceof Type.Entity(String name)) {
            NavigableMap<Value, Integer> kind = counts.get(name);
            return kind != null && kind.containsKey(value);
        }
        return of(type).contains(value);
    }
}
