/// Where the virtual network's traffic comes from.
///
/// - Input: a measured [io.teleon.models.traffic.TrafficSeries], or a topology and chance.
/// - Output: a [io.teleon.simulator.traffic.TrafficSource], the offered rates of its pairs at any
///   time.
/// - Invariants: a rate depends on what the source was made from and on the time alone, not on what
///   was asked before; so a run may skip, repeat or go back without a difference.
@NullMarked
package io.teleon.simulator.traffic;

import org.jspecify.annotations.NullMarked;
