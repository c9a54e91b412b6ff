package io.teleon.simulator.invariant;

import io.teleon.models.network.DatapathId;
import java.util.List;

/// Something that must never be and is.
public sealed interface Violation {

    /// What is wrong, in one line.
    String text();

    /// The steps of the walk, or the rule, that prove it.
    List<String> evidence();

    /// A packet comes back to where it was, unchanged.
    record Loop(String packet, List<String> evidence) implements Violation {

        public Loop {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String text() {
            return "loop: " + packet;
        }
    }

    /// A packet of an installed intent whose ends are connected gets lost.
    record BlackHole(String packet, String where, List<String> evidence) implements Violation {

        public BlackHole {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String text() {
            return "black hole: " + packet + " " + where;
        }
    }

    /// A switch holds a rule that belongs to nothing the controller knows.
    record Ownerless(DatapathId datapath, String rule, String why) implements Violation {

        @Override
        public String text() {
            return "rule without owner at " + datapath + ": " + why;
        }

        @Override
        public List<String> evidence() {
            return List.of(rule);
        }
    }
}
