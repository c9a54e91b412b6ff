package io.teleon.controller.act;

import io.teleon.controller.containment.Extent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an action would change: its dry run.
public sealed interface Plan {

    /// One line for each change, for people.
    List<String> diff();

    /// Those that it would hold.
    default Collection<IntentId> intents() {
        return switch (this) {
            case Paths paths -> paths.paths().sequencedKeySet();
            case Limits limits -> limits.limits().sequencedKeySet();
            case Bounce _, Contain _, Impossible _, Paper _ -> List.of();
        };
    }

    /// Those that would notice it.
    default Collection<IntentId> concerned() {
        return this instanceof Contain contain ? contain.cutOff() : intents();
    }

    /// It cannot be done.
    record Impossible(String reason) implements Plan {
        @Override
        public List<String> diff() {
            return List.of();
        }
    }

    /// Intents are pinned to these paths; some may go there already.
    ///
    /// @param moves how many go another way now
    /// @param moved bits per second that go another way then
    record Paths(
            SequencedMap<IntentId, List<LinkId>> paths, int moves, double moved, List<String> diff)
            implements Plan {
        public Paths {
            paths = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(paths));
            diff = List.copyOf(diff);
        }
    }

    /// Intents are limited to these rates.
    record Limits(SequencedMap<IntentId, Bandwidth> limits, List<String> diff) implements Plan {
        public Limits {
            limits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limits));
            diff = List.copyOf(diff);
        }
    }

    /// The port a link begins at is switched off and on.
    record Bounce(LinkId link, List<String> diff) implements Plan {
        public Bounce {
            diff = List.copyOf(diff);
        }
    }

    /// What is plugged in at a port is kept from sending.
    ///
    /// @param cutOff intents whose packets are kept back with it
    record Contain(ConnectPoint point, Extent extent, List<IntentId> cutOff, List<String> diff)
            implements Plan {
        public Contain {
            cutOff = List.copyOf(cutOff);
            diff = List.copyOf(diff);
        }
    }

    /// People are told.
    record Paper(String team, List<String> diff) implements Plan {
        public Paper {
            diff = List.copyOf(diff);
        }
    }
}
