package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A way to learn classes of events from labelled messages.
public interface EventLearner {

    String name();

    /// What was learned: a function from a message to a verdict.
    Function<SyslogMessage, EventVerdict> learn(List<LabelledEvent> events);

    /// Our classifier, with the network, without it, or by it alone.
    static EventLearner classifier(
            String name, Optional<EncoderWeights> network, EventTraining.Parts parts) {
        return new EventLearner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Function<SyslogMessage, EventVerdict> learn(List<LabelledEvent> events) {
                return new EventClassifier(EventTraining.fit(List.of(), events, network, parts))
                        ::classify;
            }
        };
    }
}
