/// Virtual time: a clock that jumps from event to event.
///
/// - Input: actions with the time at which they are due.
/// - Output: the actions run one after the other, in the order of (time, order of planning), with
///   the clock standing at the time of each.
/// - Invariants: time never goes back; nothing here reads the machine's clock; one thread.
@NullMarked
package io.teleon.simulator.time;

import org.jspecify.annotations.NullMarked;
