package io.teleon.controller.flow;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import java.util.List;

/// A whole reading of a switch's tables and meters, and how it differed from what was wanted.
public record TableComparison(TableDiff diff, MeterDiff meters, List<FlowEntry> actual) {

    public TableComparison {
        actual = List.copyOf(actual);
    }

    public boolean isRight() {
        return diff.isEmpty() && meters.isEmpty();
    }

    public int missing() {
        return diff.missing().size() + meters.missing().size();
    }

    public int excess() {
        return diff.excess().size() + meters.excess().size();
    }

    public int misconfigured() {
        return diff.misconfigured().size() + meters.misconfigured().size();
    }
}
