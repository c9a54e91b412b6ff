package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.List;

/// Tells of which class a message is, or that it is of none that is known. Not thread-safe: one for
/// each thread.
public final class EventClassifier {

    private final EventModel model;
    private final EventReading reading;
    private final float[] weights;
    private final List<WeighedClass> classes;

    public EventClassifier(EventModel model) {
        this.model = model;
        reading = new EventReading(model.network());
        weights = model.weights();
        classes =
                model.classes().stream()
                        .map(it ->
                                WeighedClass.of(it.name(), it.examples(), model.words(), reading))
                        .toList();
    }

    public EventVerdict classify(SyslogMessage message) {
        WeighedEvent event = WeighedEvent.of(reading.of(message), model.words());
        String nearest = EventVerdict.UNKNOWN;
        double best = Double.NEGATIVE_INFINITY;
        for (WeighedClass candidate : classes) {
            double score = LogisticFit.score(weights, candidate.likeness(event));
            if (score > best) {
                best = score;
                nearest = candidate.name();
            }
        }
        return EventVerdict.of(nearest, best, model.threshold());
    }
}
