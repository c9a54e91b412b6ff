/// What is measured: metrics that own their unit, series of samples, and windows on a fixed grid of
/// time.
///
/// - Input: [io.teleon.models.telemetry.Sample]s, and raw counter readings.
/// - Output: rates ([io.teleon.models.telemetry.CounterRate]) and
///   [io.teleon.models.telemetry.Window]s, the input of forecasters and detectors.
/// - Invariants: a value's unit is its metric's; a window has a fixed step, a bound and is oldest
///   first; what was not measured is a gap, never zero and never the last value again.
@NullMarked
package io.teleon.models.telemetry;

import org.jspecify.annotations.NullMarked;
