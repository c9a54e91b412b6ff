package io.teleon.controller.loop;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.session.Sessions;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Asks switches for the counters of the rules whose cookies have some bits, and puts the parts of
/// each answer together (OpenFlow 1.3.5, 7.3.5.2). Of a switch only the last question is waited
/// for.
final class FlowQuestions {

    private final Sessions sessions;
    private final MultipartRequest.Flows question;
    private final NavigableMap<DatapathId, Open> open = new TreeMap<>();

    private record Open(int xid, List<FlowEntry> answered) {}

    /// @param cookie what the bits under the mask are
    FlowQuestions(Sessions sessions, long cookie, long mask) {
        this.sessions = sessions;
        this.question =
                new MultipartRequest.Flows(
                        TableId.ALL, PortNumber.ANY, FlowMod.ANY_GROUP, cookie, mask, Match.ANY);
    }

    /// Asks those that are connected.
    void ask(Collection<DatapathId> switches) {
        for (DatapathId datapath : switches) {
            if (sessions.isConnected(datapath)) {
                int xid = sessions.send(datapath, new MultipartRequest(0, question));
                open.put(datapath, new Open(xid, new ArrayList<>()));
            }
        }
    }

    /// Takes a part of an answer; false where it answers something else.
    ///
    /// @param whole takes the answer when this was its last part
    boolean answered(
            DatapathId datapath,
            int xid,
            MultipartReply.Flows part,
            boolean more,
            Consumer<List<FlowEntry>> whole) {
        Open asked = open.get(datapath);
        if (asked == null || asked.xid() != xid) {
            return false;
        }
        asked.answered().addAll(part.entries());
        if (!more) {
            open.remove(datapath);
            whole.accept(asked.answered());
        }
        return true;
    }
}
