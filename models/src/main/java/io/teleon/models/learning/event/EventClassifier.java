package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells of which class a message is, or that it is of none that is known.
public final class EventClassifier {

    private final EventModel model;
    private final Likeness likeness;
    private final Map<String, EventTraits> names = new LinkedHashMap<>();

    public EventClassifier(EventModel model) {
        this.model = model;
        likeness = new Likeness(model.words());
        model.classes().forEach(it -> names.put(it.name(), EventTraits.ofName(it.name())));
    }

    public EventVerdict classify(SyslogMessage message) {
        return verdict(known(message));
    }

    private Likeness.Known known(SyslogMessage message) {
        return new Likeness.Known(EventTraits.of(EventText.of(message)), new float[0]);
    }

    EventVerdict verdict(Likeness.Known message) {
        String nearest = EventVerdict.UNKNOWN;
        double best = Double.NEGATIVE_INFINITY;
        for (EventModel.EventClass candidate : model.classes()) {
            double score =
                    LogisticFit.score(
                            model.weights(),
                            likeness.of(
                                    message,
                                    names.getOrDefault(candidate.name(), message.traits()),
                                    candidate.examples()));
            if (score > best) {
                best = score;
                nearest = candidate.name();
            }
        }
        double probability = LogisticFit.probability(best - model.threshold());
        return best >= model.threshold()
                ? new EventVerdict(nearest, probability, nearest)
                : new EventVerdict(EventVerdict.UNKNOWN, 1 - probability, nearest);
    }
}
