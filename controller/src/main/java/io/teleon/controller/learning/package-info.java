/// Keeps the forecasting model good while the controller runs.
///
/// - Input: what the forecasts lose hour by hour, a calendar, and what was measured of the last
///   days.
/// - Output: orders to train and try a challenger, and the model in force: journalled, told, shown.
/// - Invariants: decided in the control loop, without a clock; the work itself is an effect, done
///   by one thread of low priority outside, and its answer is a stimulus. Collection and decisions
///   never wait for it. While skill has decayed and nobody better is found yet, the simple members
///   of the mixture speak alone.
@NullMarked
package io.teleon.controller.learning;

import org.jspecify.annotations.NullMarked;
