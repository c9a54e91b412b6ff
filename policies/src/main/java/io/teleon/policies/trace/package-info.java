/// What an engine was told and what it did, as text that people read and that replays byte for
/// byte.
///
/// - Input: [io.teleon.policies.host.Epoch] values, or a file of lines.
/// - Output: a line for each input and output, in the words of the language and with its time:
///
/// ```
/// 2026-01-01T00:00:02Z  oper_state("l1") = down
/// 2026-01-01T00:00:02Z  complete detour
/// 2026-01-01T00:00:02Z  event link_flap("l1")
/// 2026-01-01T00:00:05Z  -> start steer("l1", "p1")#1
/// 2026-01-01T00:00:06Z  running steer("l1", "p1")#1
/// ```
///
/// Lines of one time are one epoch; `step` is an epoch without inputs. A fact measured before the
/// time of its epoch says so: `... at 2026-01-01T00:00:01Z`.
/// - Invariants: what [io.teleon.policies.trace.LogWriter] writes
///   [io.teleon.policies.trace.LogReader] reads back as the same inputs; an unreadable line is an
///   error with file, line and expectation.
@NullMarked
package io.teleon.policies.trace;

import org.jspecify.annotations.NullMarked;
