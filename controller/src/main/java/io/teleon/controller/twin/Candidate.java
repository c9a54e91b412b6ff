package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Something that might be done to the network.
public sealed interface Candidate {

    /// What people call it, such as the name of the detour.
    String name();

    /// Intents are led another way.
    ///
    /// @param paths the whole new path of each
    record Reroute(String name, SequencedMap<IntentId, List<LinkId>> paths) implements Candidate {

        public Reroute {
            SequencedMap<IntentId, List<LinkId>> copy = new LinkedHashMap<>();
            paths.forEach((id, path) -> copy.put(id, List.copyOf(path)));
            paths = Collections.unmodifiableSequencedMap(copy);
        }
    }

    /// Intents get a meter at their ingress, or another one.
    record Limit(String name, SequencedMap<IntentId, Bandwidth> limits) implements Candidate {

        public Limit {
            limits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limits));
        }
    }

    /// A cable is out, in both directions, while a port is bounced or for as long as it is
    /// isolated. Who goes by it is led along the lightest path of the rest. What is hoped to be
    /// mended by it the twin cannot see.
    record TakeDown(String name, LinkId link, Duration outage) implements Candidate {

        public TakeDown {
            if (outage.isNegative()) {
                throw new IllegalArgumentException(
                        "outage " + outage + " of " + link + " is negative");
            }
        }
    }
}
