/// What series will do next: forecasts with their uncertainty, and whether they may be acted upon.
///
/// - Input: the means of a series over the bins of a fixed grid of time, one after the other; not a
///   number where a bin is missing.
/// - Output: [io.teleon.models.learning.SeriesForecast], quantiles for rising horizons, with the
///   skill of the forecaster against the best naive one and its licence to act.
/// - Invariants: a forecast knows nothing later than its own bin; quantiles never cross; the same
///   inputs give the same bits, for nothing here reads a clock or draws chance of its own.
///
/// [io.teleon.models.learning.SeriesForecasters] is the door for those who need forecasts.
@NullMarked
package io.teleon.models.learning;

import org.jspecify.annotations.NullMarked;
