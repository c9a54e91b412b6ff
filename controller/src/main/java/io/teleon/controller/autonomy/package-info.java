/// Where programs meet the network: the host of the policy engine, inside the control loop.
///
/// - Input: what is believed of the network ([io.teleon.controller.percept]), what people say, how
///   actions go, time.
/// - Output: transitions carried out by [io.teleon.controller.act], notices, journal entries, audit
///   records.
/// - Invariants: nothing is done to the network that the journal does not know of before; while the
///   kill switch is on nothing is started or changed; an intent that a person leads is left alone;
///   what is not confirmed by measuring is taken back.
@NullMarked
package io.teleon.controller.autonomy;

import org.jspecify.annotations.NullMarked;
