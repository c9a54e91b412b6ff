package io.teleon.policies.engine;

import java.util.HashMap;
import java.util.Map;

/// How instances go, for tasks whose decision rests on that: those that wait for one to be done, or
/// keep what it runs with while something is unknown. Also of instances that are not there yet.
final class Glances {

    private final class Glance extends Source {
        private final Instance.Id id;

        Glance(Instance.Id id) {
            this.id = id;
        }

        @Override
        void unwatched() {
            byId.remove(id, this);
        }
    }

    private final Watching watching;
    private final Map<Instance.Id, Glance> byId = new HashMap<>();

    Glances(Watching watching) {
        this.watching = watching;
    }

    /// Notes that it is read how an instance goes.
    void read(Instance.Id id) {
        if (watching.isNoted()) {
            watching.read(byId.computeIfAbsent(id, _ -> new Glance(id)));
        }
    }

    void changed(Instance.Id id) {
        Glance glance = byId.get(id);
        if (glance != null) {
            glance.changed();
        }
    }
}
