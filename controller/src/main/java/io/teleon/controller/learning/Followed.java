package io.teleon.controller.learning;

import io.teleon.controller.report.ModelsView;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.SeriesForecasters;
import io.teleon.models.learning.upkeep.Trial;
import java.time.Instant;
import java.util.List;

/// The forecasts, as far as whoever keeps their model good needs them.
public interface Followed {

    /// How many bins are remembered.
    int rememberedBins();

    /// What is remembered, by class of series, over the same bins.
    ///
    /// @param judged how many of the newest bins are to be judged by
    List<Trial.Span> remembered(int judged);

    /// Another model comes into force, with forecasters of each class that have seen all up to a
    /// moment; what came since they are told here.
    void adopt(ForecastModel model, List<SeriesForecasters> ready, Instant seenTo);

    /// The SHA-256 of the archive of the model in force, in hexadecimal.
    String digest();

    /// What all forecasts lost since this was last asked.
    SeriesForecasters.Losses drainLosses();

    /// Whether networks keep silent.
    void mute(boolean on);

    /// How many series have the licence that their forecasts drive action.
    int licensed();

    /// How many series there are.
    int followed();

    /// What of the past they have seen, and what they have no room for.
    ModelsView.Intake intake();
}
