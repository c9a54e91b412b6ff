/// The nouns of a network (RFC 8345): nodes, links, connect points, hosts, paths and the topology
/// they form.
///
/// - Input: typed identifiers and records that check themselves.
/// - Output: immutable [io.teleon.models.network.Topology] values and paths through them.
/// - Invariants: a node is an OpenFlow datapath; a link is directed; at most one link leaves a
///   connect point; every list is in the natural order of its identifiers, so that iteration is the
///   same in every run.
@NullMarked
package io.teleon.models.network;

import org.jspecify.annotations.NullMarked;
