/// Recurrent networks as data: which layers there are, their parameters, and a forward pass in
/// plain Java.
///
/// - Input: a row of numbers for each bin of a series, one bin after the other.
/// - Output: a row of numbers for each bin, from that bin and those before it only.
/// - Invariants: parameters are the same numbers on every learning engine and here; what a series
///   has to remember is one array of fixed length, owned by the caller; the same steps give the
///   same bits on every machine.
///
/// A learning engine is needed to train such a network, never to run it.
@NullMarked
package io.teleon.models.learning.network;

import org.jspecify.annotations.NullMarked;
