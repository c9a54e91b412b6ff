package io.teleon.controller.flow;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import java.util.List;

/// A whole reading of a switch's tables, and how it differed from what was wanted.
public record TableComparison(TableDiff diff, List<FlowEntry> actual) {

    public TableComparison {
        actual = List.copyOf(actual);
    }
}
