/// What is expected of the traffic: forecasts of what is offered to each link and of what each
/// intent sends, on a grid of five minutes.
///
/// - Input: the measured rates at each look, and what an earlier life left of them.
/// - Output: forecasts with their skill and their licence to drive action.
/// - Invariants: a bin in which less than half was measured is missing, not small; the same
///   measurements give the same forecasts.
@NullMarked
package io.teleon.controller.predict;

import org.jspecify.annotations.NullMarked;
