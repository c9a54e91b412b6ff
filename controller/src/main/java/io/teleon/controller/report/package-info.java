/// What the controller tells people and programs: events as they happen and views of what it knows.
///
/// - Input: what the control loop notices and decides.
/// - Output: immutable values; [io.teleon.controller.report.ControllerView] is everything at one
///   moment, safe to read from any thread.
/// - Invariants: events have consecutive sequence numbers; the log of events is bounded and drops
///   the oldest.
@NullMarked
package io.teleon.controller.report;

import org.jspecify.annotations.NullMarked;
