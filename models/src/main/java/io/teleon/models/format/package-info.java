/// Files that people and other programs wrote, read into the nouns of the network.
///
/// - Input: a [io.teleon.models.format.SourceText] (name and text, opened by its own `open`, gzip
///   recognised by content, size bounded). All other readers are pure functions of it.
/// - Output: [io.teleon.models.network.Topology] or [io.teleon.models.format.DemandTable].
///   [io.teleon.models.format.TopologyFiles] and [io.teleon.models.format.TrafficFiles] choose the
///   reader by content.
/// - Invariants: input that a reader does not understand is refused with
///   [io.teleon.models.format.MalformedInput], which names file, line, value and expectation; no
///   other exception comes out, and nothing is guessed silently. Nodes get datapath ids 1..n and
///   ports 1.. in order of appearance; the two directions of one cable share their two ports;
///   parallel links are kept; names are made unique (`Oslo`, `Oslo-2`).
///
/// What a file leaves out: the weight is 1, the capacity 1 Gbit/s, the delay 5 us a kilometre of
/// the great circle where both ends have a location and 1 ms where not.
@NullMarked
package io.teleon.models.format;

import org.jspecify.annotations.NullMarked;
