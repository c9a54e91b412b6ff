package io.teleon.controller.learning;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.Trial;
import java.util.List;

/// Work on models that is to be done outside the loop.
public sealed interface LearnOrder {

    long number();

    /// What forecasters are to have seen: what is offered to links, then what intents send.
    List<Trial.Span> classes();

    /// Train a challenger on what lies before the span to judge by, and try it there.
    record Challenge(
            long number,
            String name,
            List<Trial.Span> classes,
            ForecastModel champion,
            List<Architecture> networks,
            TrainingSettings training)
            implements LearnOrder {

        public Challenge {
            classes = List.copyOf(classes);
            networks = List.copyOf(networks);
        }
    }

    /// Have a model of before see what it missed.
    record Warm(long number, ForecastModel model, String reason, List<Trial.Span> classes)
            implements LearnOrder {

        public Warm {
            classes = List.copyOf(classes);
        }
    }
}
