/// The nouns of OpenFlow 1.3.5 as checked values: messages, matches, actions, tables, groups,
/// meters.
///
/// - Input and output: records, no bytes. `controller.southbound` turns them into wire bytes and
///   back through the OpenFlow library, whose types appear nowhere else; the virtual switches of
///   the simulator speak the same values over the same bytes.
/// - Invariants: every message carries its transaction id, chosen by the sender; a match is in the
///   order of its fields, so equal matches are equal values; 32-bit fields of the wire are `int`s
///   with all 32 bits unsigned unless said otherwise.
/// - Left out, answered with an error by our switches: queues, IPv6 match fields, PBB, table
///   features, experimenter extensions.
@NullMarked
package io.teleon.controller.openflow;

import org.jspecify.annotations.NullMarked;
