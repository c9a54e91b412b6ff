/// What programs are told of the network: measurements, each with its age, and what follows from
/// them.
///
/// - Input: the topology as discovered, the rates at ports and of intents, forecasts.
/// - Output: [io.teleon.policies.host.Input] values for the policy engine, in a fixed order.
/// - Invariants: what was not measured is not said; what was measured carries the time at which it
///   was; names of links and paths mean the same for as long as the controller runs.
@NullMarked
package io.teleon.controller.percept;

import org.jspecify.annotations.NullMarked;
