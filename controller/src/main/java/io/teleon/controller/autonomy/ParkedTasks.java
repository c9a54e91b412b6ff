package io.teleon.controller.autonomy;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tells of tasks that cannot go on as they are. Where one reason parks many, one line tells of all
/// of them, another whenever they have become twice as many, and a last one that it is over.
///
/// Bounded by the tasks there are. Of what was parked in an earlier life the end is not told. Owned
/// by the control loop's thread.
final class ParkedTasks {

    private static final int MOST_NAMES = 3;

    private final EventLog events;

    /// What was said since this was told of last, by reason.
    private final Map<String, TreeSet<TaskId>> fresh = new TreeMap<>();

    /// What is parked, by reason.
    private final Map<String, Spell> spells = new TreeMap<>();

    private static final class Spell {
        final Instant since;
        final TreeSet<TaskId> tasks = new TreeSet<>();
        int told;
        int most;

        Spell(Instant since) {
            this.since = since;
        }
    }

    ParkedTasks(EventLog events) {
        this.events = events;
    }

    void take(Output.Alert alert) {
        fresh.computeIfAbsent(alert.reason(), _ -> new TreeSet<>()).add(alert.task());
    }

    /// To be called when an engine has come to rest.
    ///
    /// @param isParked whether something of a task is parked now
    void settle(Predicate<TaskId> isParked, Instant now) {
        fresh.forEach((reason, tasks) -> {
            TreeSet<TaskId> parked =
                    tasks.stream().filter(isParked).collect(Collectors.toCollection(TreeSet::new));
            if (parked.isEmpty()) {
                tell(reason, tasks, now);
                return;
            }
            Spell spell = spells.computeIfAbsent(reason, _ -> new Spell(now));
            spell.tasks.addAll(parked);
            spell.most = Math.max(spell.most, spell.tasks.size());
            if (spell.tasks.size() >= 2 * spell.told) {
                spell.told = spell.tasks.size();
                tell(reason, spell.tasks, now);
            }
        });
        fresh.clear();
        for (Iterator<Map.Entry<String, Spell>> i = spells.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Spell> one = i.next();
            Spell spell = one.getValue();
            TaskId last = spell.tasks.getFirst();
            spell.tasks.removeIf(isParked.negate());
            if (spell.tasks.isEmpty()) {
                i.remove();
                over(one.getKey(), spell, last, now);
            }
        }
    }

    private void tell(String reason, NavigableSet<TaskId> tasks, Instant now) {
        TaskId first = tasks.getFirst();
        int more = tasks.size() - MOST_NAMES;
        String names =
                tasks.stream()
                        .limit(MOST_NAMES)
                        .map(TaskId::toString)
                        .collect(Collectors.joining(", "));
        events.record(
                now,
                Severity.WARNING,
                Event.Kind.AUTONOMY,
                tasks.size() == 1 ? first : "policies",
                tasks.size() == 1
                        ? first + ": " + reason
                        : tasks.size()
                                + " tasks: "
                                + reason
                                + ": "
                                + names
                                + (more > 0 ? " and " + more + " more" : ""));
    }

    private void over(String reason, Spell spell, TaskId last, Instant now) {
        long seconds = Duration.between(spell.since, now).toSeconds();
        events.record(
                now,
                Severity.NORMAL,
                Event.Kind.AUTONOMY,
                spell.most == 1 ? last : "policies",
                (spell.most == 1 ? last.toString() : spell.most + " tasks")
                        + (spell.most == 1 ? ": goes on after " : ": go on after ")
                        + seconds
                        + " s: no longer "
                        + reason);
    }
}
