package io.teleon.policies.engine;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A procedure with arguments, as it runs in a task (SEMANTICS 5).
final class Frame {

    /// Which procedure of what; two calls of the same are one frame.
    record Id(Name procedure, List<Value> arguments) {
        Id {
            arguments = List.copyOf(arguments);
        }
    }

    static final Map<Id, Frame> NO_KIDS = Collections.emptyMap();
    static final Map<Site, Id> NO_SITES = Collections.emptyMap();

    /// A call in the text of a rule.
    record Site(String label, int call) {}

    /// A rule that fires with one assignment.
    static final class Firing {

        /// In place of a label: it began under a program that was reloaded since, and the rule it
        /// began with is not there as it was (SEMANTICS 10.6). No label is written so.
        static final String CARRIED = "(reloaded)";

        final String label;
        final List<Value> binding;

        /// When it began; when something was first started for it, if it began on advice.
        long since;

        final long number;
        boolean failed;

        /// Why it goes on: `guard`, `while`, `until`, `min` or `hold`.
        String held = "guard";

        boolean committed;

        /// Whether only forecasts that may not drive action have brought it about, and nothing was
        /// started for it yet (SEMANTICS 5).
        boolean advised;

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

        /// Whether it only keeps up what it has begun, until its frame is decided.
        boolean isCarried() {
            return label.equals(CARRIED);
        }
    }

    final Id id;
    final long began;

    /// The frame that calls it; none for the root of a task.
    @Nullable Frame parent;

    /// Made when it is first needed.
    @Nullable Book book;

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

    Map<Id, Frame> kids = NO_KIDS;
    Map<Site, Id> sites = NO_SITES;

    /// What the last scan found, for those who watch.
    List<String> verdicts = List.of();

    Frame(Id id, long began) {
        this.id = id;
        this.began = began;
    }

    /// From the root of its task down to itself.
    List<Frame> path() {
        List<Frame> path = new ArrayList<>();
        for (Frame frame = this; frame != null; frame = frame.parent) {
            path.addFirst(frame);
        }
        return path;
    }
}
