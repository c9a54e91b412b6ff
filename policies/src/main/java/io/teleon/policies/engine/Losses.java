package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Collects what does not come over a reload. Alike things are counted, and only the first few are
/// named: what people are shown grows with the program, not with the network.
final class Losses {

    private static final int MOST_NAMED = 8;

    private record Sort(Dropped.Kind kind, String what, String why) {}

    private static final class Pile {
        final List<String> named = new ArrayList<>();
        int count;
    }

    private final Map<Sort, Pile> piles = new LinkedHashMap<>();

    /// @param which this one of its kind; empty where there is only one
    void note(Dropped.Kind kind, String what, String why, String which) {
        Pile pile = piles.computeIfAbsent(new Sort(kind, what, why), _ -> new Pile());
        pile.count++;
        if (!which.isEmpty() && pile.named.size() < MOST_NAMED && !pile.named.contains(which)) {
            pile.named.add(which);
        }
    }

    List<Dropped> all() {
        List<Dropped> all = new ArrayList<>();
        piles.forEach((sort, pile) ->
                all.add(new Dropped(sort.kind(), sort.what(), sort.why(), pile.named, pile.count)));
        return all;
    }

    static String shown(List<Value> values) {
        return values.stream().map(Value::shown).collect(Collectors.joining(" "));
    }

    static String shown(TaskId task) {
        return shown(task.binding());
    }
}
