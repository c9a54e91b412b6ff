package io.teleon.controller.flow;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.TableId;

/// What makes a flow entry itself within a switch (OpenFlow 1.3.5 section 5.2): a second one with
/// the same key replaces the first.
public record FlowKey(TableId table, int priority, Match match) {

    @Override
    public String toString() {
        return "table " + table + " priority " + priority + " " + match;
    }
}
