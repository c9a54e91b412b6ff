package io.teleon.controller.detect;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// The names of the series of delays, one for each way that an intent goes: that another way takes
/// longer is not odd, and what was learned of the old one is still good when it comes back.
/// Bounded: of each intent the [#MOST_WAYS] newest ways.
final class DelaySeries {

    static final int MOST_WAYS = 3;

    private final Map<IntentId, SequencedMap<List<LinkId>, String>> names = new TreeMap<>();
    private long last;

    /// A name, and the one that made room for it.
    record Named(String name, Optional<String> forgotten) {}

    Named of(IntentId intent, List<LinkId> way) {
        SequencedMap<List<LinkId>, String> ways =
                names.computeIfAbsent(intent, _ -> new LinkedHashMap<>());
        String known = ways.get(way);
        if (known != null) {
            ways.putLast(way, known);
            return new Named(known, Optional.empty());
        }
        Optional<String> forgotten =
                ways.size() < MOST_WAYS
                        ? Optional.empty()
                        : Optional.of(ways.sequencedValues().removeFirst());
        String name = "delay " + intent + " " + ++last;
        ways.put(way, name);
        return new Named(name, forgotten);
    }

    /// Forgets the others.
    ///
    /// @return the names that mean nothing any more
    List<String> retain(Set<IntentId> intents) {
        List<String> forgotten = new ArrayList<>();
        names.forEach((intent, ways) -> {
            if (!intents.contains(intent)) {
                forgotten.addAll(ways.values());
            }
        });
        names.keySet().retainAll(intents);
        return forgotten;
    }
}
