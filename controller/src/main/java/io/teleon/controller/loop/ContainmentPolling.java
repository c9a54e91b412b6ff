package io.teleon.controller.loop;

import io.teleon.controller.containment.Containments;
import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.telemetry.ContainmentRates;
import io.teleon.models.network.DatapathId;
import java.time.Instant;
import java.util.TreeSet;

/// Asks the switches at which hosts are contained how often those ask all the same. No switch is
/// asked while nobody is contained.
final class ContainmentPolling {

    private final FlowQuestions questions;
    private final Containments containments;
    private final ContainmentRates rates;

    ContainmentPolling(Sessions sessions, Containments containments, ContainmentRates rates) {
        this.questions = new FlowQuestions(sessions, Cookie.CONTAINED, Cookie.CONTAINED_MASK);
        this.containments = containments;
        this.rates = rates;
    }

    void ask() {
        TreeSet<DatapathId> concerned = new TreeSet<>();
        containments.inForce().forEach(one -> concerned.add(one.point().datapath()));
        questions.ask(concerned);
    }

    /// Takes a part of an answer; false where it answers something else.
    boolean answered(
            DatapathId datapath, int xid, MultipartReply.Flows part, boolean more, Instant now) {
        return questions.answered(
                datapath,
                xid,
                part,
                more,
                entries ->
                        rates.read(
                                datapath,
                                entries.stream().filter(Containments::countsQuestions).toList(),
                                now));
    }
}
