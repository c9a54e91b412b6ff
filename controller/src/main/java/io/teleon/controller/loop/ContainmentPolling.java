package io.teleon.controller.loop;

import io.teleon.controller.containment.Containments;
import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.telemetry.ContainmentRates;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks the switches at which hosts are contained how often those ask all the same. No switch is
/// asked while nobody is contained.
final class ContainmentPolling {

    private static final MultipartRequest.Flows CONTAINED =
            new MultipartRequest.Flows(
                    TableId.ALL,
                    PortNumber.ANY,
                    FlowMod.ANY_GROUP,
                    Cookie.CONTAINED,
                    Cookie.CONTAINED_MASK,
                    Match.ANY);

    private final Sessions sessions;
    private final Containments containments;
    private final ContainmentRates rates;

    /// The last question to each switch; an older one is not waited for any more.
    private final NavigableMap<DatapathId, Question> open = new TreeMap<>();

    private record Question(int xid, List<FlowEntry> answered) {}

    ContainmentPolling(Sessions sessions, Containments containments, ContainmentRates rates) {
        this.sessions = sessions;
        this.containments = containments;
        this.rates = rates;
    }

    void ask() {
        TreeSet<DatapathId> concerned = new TreeSet<>();
        containments.inForce().forEach(one -> concerned.add(one.point().datapath()));
        for (DatapathId datapath : concerned) {
            if (sessions.isConnected(datapath)) {
                int xid = sessions.send(datapath, new MultipartRequest(0, CONTAINED));
                open.put(datapath, new Question(xid, new ArrayList<>()));
            }
        }
    }

    /// Takes a part of an answer; false where it answers something else.
    boolean answered(
            DatapathId datapath, int xid, MultipartReply.Flows part, boolean more, Instant now) {
        Question question = open.get(datapath);
        if (question == null || question.xid() != xid) {
            return false;
        }
        part.entries().stream()
                .filter(Containments::countsQuestions)
                .forEach(question.answered()::add);
        if (!more) {
            open.remove(datapath);
            rates.read(datapath, question.answered(), now);
        }
        return true;
    }
}
