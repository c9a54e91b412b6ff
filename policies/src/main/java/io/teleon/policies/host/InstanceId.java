package io.teleon.policies.host;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.stream.Collectors;

/// One running or wanted action: which, by the values of its key, and for the how-manieth time.
///
/// @param number counts the starts of this action with this key, from 1; with it a command is
///   idempotent: a host that has carried out a number never does so again
public record InstanceId(Name action, List<Value> key, long number)
        implements Comparable<InstanceId> {

    public InstanceId {
        key = List.copyOf(key);
        if (number < 1) {
            throw new IllegalArgumentException("number " + number + " of " + action);
        }
    }

    @Override
    public int compareTo(InstanceId other) {
        int byFact = new Fact(action, key).compareTo(new Fact(other.action, other.key));
        return byFact != 0 ? byFact : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return key.stream().map(Value::shown).collect(Collectors.joining(", ", action + "(", ")#"))
                + number;
    }
}
