package io.teleon.simulator.network;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.models.network.PortNumber;

/// Which flow entries a modify, a delete or a statistics request means (OpenFlow 1.3.5 section 6.4,
/// 7.3.5.2), apart from the table.
record EntrySelector(Match match, long cookie, long cookieMask, PortNumber outPort, int outGroup) {

    /// A modify does not look at output port and group.
    static EntrySelector ofModify(FlowMod modify) {
        return new EntrySelector(
                modify.match(),
                modify.cookie(),
                modify.cookieMask(),
                PortNumber.ANY,
                FlowMod.ANY_GROUP);
    }

    static EntrySelector ofDelete(FlowMod delete) {
        return new EntrySelector(
                delete.match(),
                delete.cookie(),
                delete.cookieMask(),
                delete.outPort(),
                delete.outGroup());
    }

    static EntrySelector of(MultipartRequest.Flows asked) {
        return new EntrySelector(
                asked.match(),
                asked.cookie(),
                asked.cookieMask(),
                asked.outPort(),
                asked.outGroup());
    }

    static EntrySelector of(MultipartRequest.Aggregate asked) {
        return new EntrySelector(
                asked.match(),
                asked.cookie(),
                asked.cookieMask(),
                asked.outPort(),
                asked.outGroup());
    }

    /// Whether the entry's match is as wide as the selector's or narrower, and the rest fits.
    boolean takes(FlowEntry entry) {
        return entry.match().isWithin(match) && fits(entry);
    }

    /// Whether cookie, output port and group fit, the match aside.
    boolean fits(FlowEntry entry) {
        return ((entry.cookie() ^ cookie) & cookieMask) == 0
                && (outPort.equals(PortNumber.ANY) || entry.outputsTo(outPort))
                && (outGroup == FlowMod.ANY_GROUP || entry.usesGroup(outGroup));
    }
}
