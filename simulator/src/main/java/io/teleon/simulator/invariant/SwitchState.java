package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartReply.GroupEntry;
import io.teleon.models.network.PortNumber;
import java.util.List;
import java.util.SortedSet;

/// What one switch holds at one moment.
///
/// @param entries of all tables, in any order
/// @param livePorts those that send and receive
public record SwitchState(
        List<FlowEntry> entries, List<GroupEntry> groups, SortedSet<PortNumber> livePorts) {

    public SwitchState {
        entries = List.copyOf(entries);
        groups = List.copyOf(groups);
    }
}
