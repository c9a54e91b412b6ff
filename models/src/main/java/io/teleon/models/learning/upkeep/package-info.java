/// How models stay good: when to train another, and which one is in force.
///
/// - Input: the losses of the model in force beside those of naive forecasters, hour by hour; what
///   training and a trial on the newest span gave.
/// - Output: an alarm when skill decays; whether training may begin now; the model in force, with
///   the one before it to go back to.
/// - Invariants: no clock, no thread, no engine: time and results are arguments. A model is
///   replaced only by one that did better on bins which neither was fitted to, and not by luck.
///   Training never takes more than its share of the time.
@NullMarked
package io.teleon.models.learning.upkeep;

import org.jspecify.annotations.NullMarked;
