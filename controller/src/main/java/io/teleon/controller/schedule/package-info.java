/// The calendar: when something is due, by expressions in the form of cron. The one package that
/// knows Quartz.
///
/// - Input: an expression, and a moment.
/// - Output: the next moment after it that the expression names.
/// - Invariants: it reads no clock and starts no thread: what is due is a deadline of the control
///   loop like any other, so a simulated year of it takes no time and gives the same each time.
@NullMarked
package io.teleon.controller.schedule;

import org.jspecify.annotations.NullMarked;
