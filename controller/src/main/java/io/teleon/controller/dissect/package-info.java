/// Shows what OpenFlow 1.3 bytes say, whole: every message type and every field of the standard, by
/// the standard's names.
///
/// - Input: one message as bytes. Output: a tree of maps, lists, texts and numbers in the order of
///   the wire, for a person or a program to read. Enumerations show by name (`OFPFC_ADD`), or by
///   number where the standard has no name; bitmaps, identifiers and counters show as unsigned
///   numbers, opaque data in hex.
/// - Header fields stand beside the message's own. Where the standard calls two of them `type`, the
///   inner one is `error_type`, `group_type` or `multipart_type`.
/// - Written from the specification and independent of the codec in `southbound`, which reads with
///   the OpenFlow library and carries less: each is a check of the other.
/// - Invariant: bytes that are no message end in
///   [io.teleon.controller.southbound.MalformedMessage], which says where.
@NullMarked
package io.teleon.controller.dissect;

import org.jspecify.annotations.NullMarked;
