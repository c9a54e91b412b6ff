package io.teleon.policies.engine;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A procedure with arguments, as it runs in a task (SEMANTICS 5).
final class Frame {

    /// Which procedure of what; two calls of the same are one frame.
    record Id(Name procedure, List<Value> arguments) {
        Id {
            arguments = List.copyOf(arguments);
        }
    }

    /// A call in the text of a rule.
    record Site(String label, int call) {}

    /// A rule that fires with one assignment.
    static final class Firing {
        final String label;
        final List<Value> binding;
        final long since;
        final long number;
        boolean failed;

        /// Why it goes on: `guard`, `while`, `until`, `min` or `hold`.
        String held = "guard";

        boolean committed;

        /// Of a sequence: the step, when that began, and how many have begun.
        int step;

        long stepSince;
        long entries = 1;

        Firing(String label, List<Value> binding, long since, long number) {
            this.label = label;
            this.binding = List.copyOf(binding);
            this.since = since;
            this.number = number;
            this.stepSince = since;
        }
    }

    final Id id;
    final long began;
    Optional<Firing> firing = Optional.empty();

    /// Since when its scan meets the unknown; empty while it does not.
    Optional<Long> unknownSince = Optional.empty();

    boolean parkTold;
    boolean idleTold;

    /// Whether an action that is not harmless was wanted below it in the last epoch.
    boolean harmful;

    /// Whether its firing stays in this epoch because something is unknown: what it wants and is
    /// not harmless then passes no gate.
    boolean held;

    Map<Id, Frame> kids = new LinkedHashMap<>();
    Map<Site, Id> sites = new LinkedHashMap<>();

    /// What the last scan found, for those who watch.
    List<String> verdicts = new ArrayList<>();

    Frame(Id id, long began) {
        this.id = id;
        this.began = began;
    }
}
