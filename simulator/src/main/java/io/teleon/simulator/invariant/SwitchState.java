package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.MultipartReply.GroupEntry;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.TableView;
import java.util.List;
import java.util.SortedSet;

/// What one switch holds at one moment.
///
/// @param livePorts those that send and receive
public record SwitchState(
        List<TableView> tables, List<GroupEntry> groups, SortedSet<PortNumber> livePorts) {

    public SwitchState {
        tables = List.copyOf(tables);
        groups = List.copyOf(groups);
    }
}
