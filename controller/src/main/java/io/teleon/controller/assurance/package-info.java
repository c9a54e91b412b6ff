/// Whether intents are met: the second state machine of each, fed by what is measured.
///
/// - Input: the share of what an intent offers that arrives, the delay of its way, whether it can
///   be carried at all; time.
/// - Output: [io.teleon.controller.report.FulfilmentReport]s with consecutive numbers, events,
///   audit records, journal entries.
/// - Invariants: an intent is called fulfilled only by measurement; a change is told when it has
///   lasted, what is worse sooner than what is better; numbers never repeat, restarts included.
@NullMarked
package io.teleon.controller.assurance;

import org.jspecify.annotations.NullMarked;
