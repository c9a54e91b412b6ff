/// What hosts at the edge are kept from: a host that does harm is contained where it is plugged in,
/// by rules in the first table of its switch, whatever intents it has.
///
/// [io.teleon.controller.containment.Containments] holds who wanted what and has the switches hold
/// it, as desired state like everything else: it comes back with a switch or a controller that was
/// away, and goes without a trace. [io.teleon.controller.containment.ContainmentRules] are the
/// rules. Discovery frames lie above them, so that the controller goes on seeing what is plugged
/// in, and a port that turns out to be the end of a link is set free.
@NullMarked
package io.teleon.controller.containment;

import org.jspecify.annotations.NullMarked;
