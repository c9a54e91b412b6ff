package io.teleon.controller.learning;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.SeriesForecasters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What came of a [LearnOrder].
public sealed interface LearnReport {

    long number();

    /// How long a core worked on it.
    Duration busy();

    /// A challenger was trained and tried; it is stored if it won.
    ///
    /// @param gain 1 - loss / loss of the champion on the span to judge by
    /// @param lowerEnd of the gain's interval of 95 %
    /// @param ready its forecasters of each class, which have seen all up to `seenTo`; whoever
    ///   takes the report owns them
    record Tried(
            long number,
            ForecastModel model,
            double gain,
            double lowerEnd,
            List<SeriesForecasters> ready,
            Instant seenTo,
            Duration busy)
            implements LearnReport {

        public Tried {
            ready = List.copyOf(ready);
        }

        public boolean won() {
            return lowerEnd > 0;
        }
    }

    /// A model of before is ready.
    record Warmed(
            long number,
            ForecastModel model,
            String reason,
            List<SeriesForecasters> ready,
            Instant seenTo,
            Duration busy)
            implements LearnReport {

        public Warmed {
            ready = List.copyOf(ready);
        }
    }

    /// It could not be done.
    record Failed(long number, String reason, Duration busy) implements LearnReport {}
}
