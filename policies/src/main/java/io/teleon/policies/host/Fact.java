package io.teleon.policies.host;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.stream.Collectors;

/// Which percept or belief, of what: `net.offered(l1)`.
public record Fact(Name name, List<Value> key) implements Comparable<Fact> {

    public Fact {
        key = List.copyOf(key);
    }

    @Override
    public int compareTo(Fact other) {
        int byName = name.compareTo(other.name);
        for (int i = 0; byName == 0 && i < Math.min(key.size(), other.key.size()); i++) {
            int byPart = key.get(i).compareTo(other.key.get(i));
            if (byPart != 0) {
                return byPart;
            }
        }
        return byName != 0 ? byName : Integer.compare(key.size(), other.key.size());
    }

    @Override
    public String toString() {
        return key.stream().map(Value::shown).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
