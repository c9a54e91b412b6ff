/// What is odd about the network, found without any configuration: the detectors of
/// [io.teleon.models.learning.detect] on the controller's own series, and what agents say of their
/// hosts.
///
/// - Input: the picture of each look, delays of probes, shares of odd series that agents report.
/// - Output: a score of each series, for programs; anomalies that begin and end, for the diary, the
///   incidents and the API.
/// - Invariants: what the controller brings about itself (intents that come, go or are led another
///   way, links that are down) is no anomaly. Bounded by the links, intents and agents there are,
///   and by the bounds of [io.teleon.models.learning.detect.Screening]. What is known of loads is
///   made anew, after a restart, from the history of the traffic; the other series are learned
///   anew.
@NullMarked
package io.teleon.controller.detect;

import org.jspecify.annotations.NullMarked;
