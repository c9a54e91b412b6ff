/// What devices say of themselves: lines of syslog, taken apart.
///
/// - Input: one line, as RFC 5424, as RFC 3164, or in one of the many forms that vendors send
///   instead.
/// - Output: [io.teleon.models.event.SyslogMessage], its header by parts and the text that is left.
/// - Invariants: reading never throws; what cannot be read is said in `faults`, and the line stays
///   whole in `line`; the same line gives the same parts, for no clock is read: a time without year
///   or zone stays so until somebody says when it was received.
@NullMarked
package io.teleon.models.event;

import org.jspecify.annotations.NullMarked;
