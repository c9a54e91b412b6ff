/// What goes wrong, told as incidents: one for each element that is in trouble, however often it
/// flaps, with its severity, the intents that suffer, the actions about it and a timeline.
///
/// - Input: [io.teleon.controller.incident.Sign]s, which
///   [io.teleon.controller.incident.IncidentWatch] makes of the events, the losses of links and the
///   steps of actions; and the time.
/// - Output: incidents that are opened and cleared, for the diary and the audit, and notes for the
///   journal, from which a restart takes them up again.
/// - Invariants: of each element at most one incident is open. What is journalled leads to the same
///   incidents. [io.teleon.controller.incident.Incidents] is a function of the signs and their
///   times alone.
@NullMarked
package io.teleon.controller.incident;

import org.jspecify.annotations.NullMarked;
