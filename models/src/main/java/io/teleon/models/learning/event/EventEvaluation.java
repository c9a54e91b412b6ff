package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Holds ways to learn events against labelled messages that they were not shown.
///
/// *Known*: each message of a class with at least two is left out in turn, and right is its class.
/// *Unknown*: each class is left out in turn with all its messages, and right is that they are of
/// none of the others. All that is learned, thresholds too, is learned from what is left.
public final class EventEvaluation {

    private final List<LabelledEvent> events;
    private final Map<String, Integer> counts = new TreeMap<>();

    /// A message that was not recognised as what it is.
    ///
    /// @param place in the list of events
    public record Mistake(int place, String expected, EventVerdict verdict) {}

    /// @param unknownClasses classes of which all messages were told to be unknown
    public record Row(
            String name,
            Proportion known,
            Proportion unknown,
            Proportion unknownClasses,
            List<Mistake> mistakes) {

        public Row {
            mistakes = List.copyOf(mistakes);
        }
    }

    /// Told after each part.
    @FunctionalInterface
    public interface Progress {
        void done(int parts, int of);
    }

    public EventEvaluation(List<LabelledEvent> events) {
        this.events = List.copyOf(events);
        events.forEach(event -> counts.merge(event.name(), 1, Integer::sum));
    }

    /// Classes with at least two messages.
    public int repeatedClassCount() {
        return (int) counts.values().stream().filter(it -> it > 1).count();
    }

    public int classCount() {
        return counts.size();
    }

    public Row run(EventLearner learner, Progress progress) {
        int repeated =
                (int) events.stream().filter(it -> counts.getOrDefault(it.name(), 0) > 1).count();
        int parts = repeated + counts.size();
        int done = 0;
        List<Mistake> mistakes = new ArrayList<>();
        Proportion known = new Proportion(0, 0);
        for (int place = 0; place < events.size(); place++) {
            LabelledEvent event = events.get(place);
            if (counts.getOrDefault(event.name(), 0) > 1) {
                List<LabelledEvent> others = new ArrayList<>(events);
                others.remove(place);
                EventVerdict verdict = learner.learn(others).apply(event.message());
                boolean right = verdict.name().equals(event.name());
                known = known.plus(right);
                if (!right) {
                    mistakes.add(new Mistake(place, event.name(), verdict));
                }
                progress.done(++done, parts);
            }
        }
        Proportion unknown = new Proportion(0, 0);
        Proportion classes = new Proportion(0, 0);
        for (String name : counts.keySet()) {
            Map<Integer, EventVerdict> verdicts = withoutClass(learner, name);
            boolean all = true;
            for (Map.Entry<Integer, EventVerdict> entry : verdicts.entrySet()) {
                boolean right = !entry.getValue().isKnown();
                unknown = unknown.plus(right);
                all &= right;
                if (!right) {
                    mistakes.add(
                            new Mistake(entry.getKey(), EventVerdict.UNKNOWN, entry.getValue()));
                }
            }
            classes = classes.plus(all);
            progress.done(++done, parts);
        }
        return new Row(learner.name(), known, unknown, classes, mistakes);
    }

    private Map<Integer, EventVerdict> withoutClass(EventLearner learner, String name) {
        Function<SyslogMessage, EventVerdict> learned =
                learner.learn(events.stream().filter(it -> !it.name().equals(name)).toList());
        Map<Integer, EventVerdict> verdicts = new LinkedHashMap<>();
        for (int place = 0; place < events.size(); place++) {
            if (events.get(place).name().equals(name)) {
                verdicts.put(place, learned.apply(events.get(place).message()));
            }
        }
        return verdicts;
    }
}
