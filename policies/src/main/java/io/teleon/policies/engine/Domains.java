package io.teleon.policies.engine;

import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which things of the network are talked about now, by kind: those that occur in stored facts.
final class Domains {

    private static final List<Value> BOTH = List.of(new Value.Bool(false), new Value.Bool(true));

    /// The things of one kind; changes when one comes or goes.
    private static final class Kind extends Source {
        final NavigableMap<Value, Integer> counts = new TreeMap<>();
        List<Value> listed = List.of();
        boolean isListed;

        void changes() {
            isListed = false;
            changed();
        }
    }

    private final NavigableMap<String, Kind> kinds = new TreeMap<>();
    private final Map<List<String>, List<Value>> words = new HashMap<>();

    private static List<Value> sorted(List<String> words) {
        List<Value> values = new ArrayList<>();
        words.stream().sorted().forEach(word -> values.add(new Value.Word(word)));
        return List.copyOf(values);
    }

    private Kind kind(String type) {
        return kinds.computeIfAbsent(type, _ -> new Kind());
    }

    void add(Value value) {
        if (value instanceof Value.Entity(String type, _)) {
            Kind kind = kind(type);
            if (kind.counts.merge(value, 1, Integer::sum) == 1) {
                kind.changes();
            }
        }
    }

    void remove(Value value) {
        if (value instanceof Value.Entity(String type, _)) {
            Kind kind = kind(type);
            if (kind.counts.computeIfPresent(value, (_, count) -> count == 1 ? null : count - 1)
                    == null) {
                kind.changes();
            }
        }
    }

    /// Notes that all things of a type are read.
    void read(Type type, Watching watching) {
        if (type instanceof Type.Entity(String name)) {
            watching.read(kind(name));
        }
    }

    /// In their order.
    List<Value> of(Type type) {
        return switch (type) {
            case Type.Entity(String name) -> {
                Kind kind = kind(name);
                if (!kind.isListed) {
                    kind.listed = List.copyOf(kind.counts.keySet());
                    kind.isListed = true;
                }
                yield kind.listed;
            }
            case Type.Enumeration enumeration ->
                    words.computeIfAbsent(enumeration.words(), Domains::sorted);
            case Type.Bool _ -> BOTH;
            case Type.Text _, Type.Quantity _ -> List.of();
        };
    }

    boolean contains(Type type, Value value) {
        return type instanceof Type.Entity(String name)
                ? kind(name).counts.containsKey(value)
                : of(type).contains(value);
    }
}
