package io.teleon.controller.flow;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.models.network.DatapathId;
import java.util.ArrayList;
import java.util.List;

/// A wire that keeps what was sent and numbers it.
final class RecordingWire implements SwitchWire {

    private final List<OpenFlowMessage> sent = new ArrayList<>();
    private int xid;

    @Override
    public int send(DatapathId datapath, OpenFlowMessage message) {
        xid++;
        sent.add(message.withXid(xid));
        return xid;
    }

    List<OpenFlowMessage> drain() {
        List<OpenFlowMessage> drained = List.copyOf(sent);
        sent.clear();
        return drained;
    }
}
