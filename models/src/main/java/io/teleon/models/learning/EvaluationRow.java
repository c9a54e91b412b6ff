package io.teleon.models.learning;

/// How one model did at one horizon over a span.
///
/// @param engine what computed it, `java` or a learning engine
/// @param step bins ahead
/// @param nmae sum of |error| / sum of what came, over all series and bins
/// @param rmse in the unit of the series
/// @param mase |error| in units of the mean change from bin to bin over the span of training, a
///   mean over series (Hyndman & Koehler, Int. J. Forecasting 22, 2006)
/// @param pinball mean over the quantiles 0.05, 0.1, 0.5, 0.9, 0.95, summed / sum of what came
/// @param coverage90 the share of what came within the interval of 90 %
/// @param trainSeconds NaN where nothing was trained
/// @param bytes of all numbers that were fitted, for all series together
/// @param windowsPerSecond forecasts made for one series from one bin, with all horizons
public record EvaluationRow(
        String model,
        String engine,
        int step,
        double nmae,
        double rmse,
        double mase,
        double pinball,
        double coverage90,
        double trainSeconds,
        double bytes,
        double windowsPerSecond) {}
