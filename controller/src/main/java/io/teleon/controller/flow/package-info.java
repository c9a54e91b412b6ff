/// How forwarding is written down: the pipeline as a value, rules with their owners, paths with
/// their tags, and the difference between what a switch holds and what it should hold.
///
/// - Input: paths chosen for intents.
/// - Output: [io.teleon.controller.flow.FlowRule]s a switch should hold and the flow-mods that lead
///   there.
/// - Invariants: every rule fits the declared [io.teleon.controller.flow.Pipeline] and names its
///   owner in its cookie; a tag is in use for at most one tunnel on each link, and is free again
///   only after every switch confirmed that its rules are gone.
@NullMarked
package io.teleon.controller.flow;

import org.jspecify.annotations.NullMarked;
