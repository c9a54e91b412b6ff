package io.teleon.controller.incident;

import io.teleon.controller.act.ActionWitness;
import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.detect.AnomalyWitness;
import io.teleon.controller.incident.Sign.Fare;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.percept.Painter;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Deadlines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes signs of what the controller hears and does, and tells what [Incidents] makes of them: in
/// the diary, the audit and the journal. Owned by the control loop's thread.
public final class IncidentWatch implements ActionWitness, AnomalyWitness {

    private final NetworkState network;
    private final Intents intents;
    private final Painter painter;
    private final Deadlines deadlines;
    private final EventLog events;
    private final AuditChain audit;
    private final JournalWriter journal;
    private final Incidents incidents = new Incidents();
    private final LossWatch losses = new LossWatch();
    private final CounterWatch counters = new CounterWatch();
    private final Oddities oddities = new Oddities();
    private final List<Sign> signs = new ArrayList<>();

    /// Who went by links that break in this step.
    private final Map<LinkId, List<IntentId>> users = new TreeMap<>();

    private Instant wakeAt = Instant.MAX;

    public IncidentWatch(
            NetworkState network,
            Intents intents,
            Painter painter,
            Deadlines deadlines,
            EventLog events,
            AuditChain audit,
            JournalWriter journal) {
        this.network = network;
        this.intents = intents;
        this.painter = painter;
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.journal = journal;
    }

    /// Takes over the incidents of an earlier life; to be called once, before anything else.
    public void restore(List<JournalEntry> history, Instant now) {
        List<IncidentMemo> memos = new ArrayList<>();
        for (JournalEntry entry : history) {
            if (entry instanceof JournalEntry.IncidentNoted(Instant _, IncidentMemo memo)) {
                memos.add(memo);
            }
        }
        incidents.restore(memos, now);
        planWake(now);
    }

    /// A link goes down; to be told before those that go by it are led another way.
    public void breaks(LinkId link) {
        users.put(link, intents.usersOf(link));
    }

    @Override
    public void saw(
            long action,
            Optional<LinkId> link,
            Optional<ConnectPoint> point,
            ActionState state,
            String text,
            Instant now) {
        if (point.isPresent()) {
            signs.add(
                    new Sign.Acted(
                            action,
                            List.of(
                                    new Element.Host(point.get()),
                                    new Element.Switch(point.get().datapath())),
                            text));
        }
        // What rehearses only asks.
        if (link.isPresent() && state != ActionState.REHEARSING) {
            List<Element> about = new ArrayList<>();
            about.add(Element.Cable.of(link.get()));
            about.addAll(ends(link.get()));
            signs.add(new Sign.Acted(action, about, text));
        }
    }

    @Override
    public void odd(List<AnomalyView> anomalies, Instant now) {
        signs.addAll(
                oddities.signs(
                        anomalies,
                        incidents.marks(),
                        intent ->
                                intents.view(IntentId.parse(intent))
                                        .map(IntentView::path)
                                        .orElse(List.of())));
    }

    static List<Element> ends(LinkId link) {
        return List.of(
                new Element.Switch(link.source().datapath()),
                new Element.Switch(link.target().datapath()));
    }

    /// An event, in the order in which they happened.
    public void heard(Event event) {
        String subject = event.subject();
        switch (event.kind()) {
            case LINK_DOWN -> {
                LinkId link = LinkId.parse(subject);
                signs.add(
                        new Sign.Broke(
                                Element.Cable.of(link),
                                new Mark(Trouble.LINK_DOWN, subject),
                                ends(link),
                                users.getOrDefault(link, List.of()),
                                event.text()));
            }
            case LINK_UP -> mended(Trouble.LINK_DOWN, subject, event.text());
            case SWITCH_DISCONNECTED ->
                    signs.add(
                            new Sign.Broke(
                                    new Element.Switch(DatapathId.parse(subject)),
                                    new Mark(Trouble.SWITCH_AWAY, subject),
                                    List.of(),
                                    List.of(),
                                    event.text()));
            case SWITCH_CONNECTED -> mended(Trouble.SWITCH_AWAY, subject, event.text());
            case AGENT_SILENT ->
                    signs.add(
                            new Sign.Broke(
                                    new Element.Agent(subject),
                                    new Mark(Trouble.AGENT_SILENT, subject),
                                    List.of(),
                                    List.of(),
                                    event.text()));
            case SCAN_BEGAN -> {
                ConnectPoint point = ConnectPoint.parse(subject);
                signs.add(
                        new Sign.Broke(
                                new Element.Host(point),
                                new Mark(Trouble.SCAN, subject),
                                List.of(),
                                List.of(),
                                event.text()));
            }
            case SCAN_ENDED -> mended(Trouble.SCAN, subject, event.text());
            case AGENT_HEARD -> mended(Trouble.AGENT_SILENT, subject, event.text());
            case INTENT_STATE ->
                    fared(subject, event.text(), fare(InstallState.valueOf(state(event.text()))));
            case FULFILMENT ->
                    fare(FulfilmentState.valueOf(state(event.text())))
                            .ifPresent(fare -> fared(subject, event.text(), fare));
            case SWITCH_REFUSED,
                    SWITCH_ERROR,
                    PORT_UP,
                    PORT_DOWN,
                    HOST_SEEN,
                    HOST_MOVED,
                    HOST_REFUSED,
                    DISCOVERY_FORGED,
                    DISCOVERY_REPLAYED,
                    DISCOVERY_MISPLACED,
                    PROBE_REFUSED,
                    INTENT_PROTECTION,
                    INTENT_REFUSED,
                    RECONCILED,
                    DRIFT,
                    UNREADABLE,
                    ACTION,
                    AUTONOMY,
                    LICENCE,
                    TELEMETRY,
                    ANOMALY_BEGAN,
                    ANOMALY_ENDED,
                    CONTAINMENT,
                    MODEL,
                    INCIDENT_OPENED,
                    INCIDENT_CLEARED,
                    JOURNAL_COMPACTED,
                    STARTED -> {}
        }
    }

    private void mended(Trouble trouble, String part, String text) {
        signs.add(new Sign.Mended(new Mark(trouble, part), text));
    }

    /// The diary's lines of intents begin with their new state.
    private static String state(String text) {
        int end = text.indexOf(':');
        return end < 0 ? text : text.substring(0, end);
    }

    private static Fare fare(InstallState state) {
        return switch (state) {
            case SUBMITTED, COMPILING, INSTALLING, REROUTING -> Fare.MOVING;
            case INSTALLED -> Fare.SERVED;
            case FAILED -> Fare.FAILED;
            case PARKED -> Fare.PARKED;
            case WITHDRAWING, WITHDRAWN -> Fare.GONE;
        };
    }

    private static Optional<Fare> fare(FulfilmentState state) {
        return switch (state) {
            case DEGRADED -> Optional.of(Fare.DEGRADED);
            case NOT_FULFILLED -> Optional.of(Fare.NOT_FULFILLED);
            case FULFILLED, SUSPENDED -> Optional.of(Fare.FULFILLED);
            case UNKNOWN -> Optional.empty();
        };
    }

    private void fared(String subject, String text, Fare fare) {
        if (!incidents.isAnyOpen() && signs.isEmpty()) {
            return;
        }
        IntentId intent = IntentId.parse(subject);
        List<Element> way = new ArrayList<>();
        if (fare == Fare.DEGRADED || fare == Fare.NOT_FULFILLED) {
            for (LinkId link : intents.view(intent).map(IntentView::path).orElse(List.of())) {
                way.add(Element.Cable.of(link));
                way.addAll(ends(link));
            }
        }
        signs.add(new Sign.Fared(intent, fare, way, text));
    }

    /// Looks at what links lose, when their counters have been read.
    public void look(Instant now) {
        for (NetworkState.LinkStatus status : network.linkStatus()) {
            LinkId link = status.link().id();
            Mark mark = new Mark(Trouble.LINK_LOSSY, link.toString());
            if (status.up()) {
                losses.read(link, network.name(link), incidents.knows(mark), painter.lossOf(link))
                        .map(sign -> withUsers(link, sign))
                        .ifPresent(signs::add);
                Mark doubt = new Mark(Trouble.COUNTERS_DIFFER, link.toString());
                counters.read(
                                link,
                                network.name(link),
                                incidents.knows(doubt),
                                painter.bothEnds(link))
                        .ifPresent(signs::add);
            }
        }
        for (Mark mark : incidents.marks()) {
            if (mark.trouble() == Trouble.LINK_DOWN
                    || mark.trouble() == Trouble.LINK_LOSSY
                    || mark.trouble() == Trouble.COUNTERS_DIFFER) {
                LinkId link = LinkId.parse(mark.part());
                if (wasMoved(link)) {
                    signs.add(
                            new Sign.Mended(
                                    mark, network.name(link) + " is gone: its port has another"));
                }
            }
        }
    }

    private Sign withUsers(LinkId link, Sign sign) {
        return sign instanceof Sign.Broke broke
                ? new Sign.Broke(
                        broke.element(),
                        broke.mark(),
                        broke.within(),
                        intents.usersOf(link),
                        broke.text())
                : sign;
    }

    /// Whether a link is there no more because another has taken one of its ends.
    private boolean wasMoved(LinkId link) {
        return !network.isKnown(link)
                && (network.hasLink(link.source()) || network.hasLink(link.target()));
    }

    /// Makes of the signs what follows from them; to be called at the end of each step.
    public void settle(Instant now) {
        users.clear();
        if (signs.isEmpty() && wakeAt.isAfter(now)) {
            return;
        }
        Incidents.Outcome outcome = incidents.step(List.copyOf(signs), now);
        signs.clear();
        outcome.memos().forEach(memo -> journal.append(new JournalEntry.IncidentNoted(now, memo)));
        for (IncidentView view : outcome.cleared()) {
            tell(
                    view,
                    Event.Kind.INCIDENT_CLEARED,
                    Severity.NORMAL,
                    "cleared: broken "
                            + view.flaps()
                            + (view.flaps() == 1 ? " time" : " times")
                            + " since "
                            + view.firstSeen()
                            + ", "
                            + (view.intents().size() + view.moreIntents())
                            + " intents, "
                            + view.actions().size()
                            + " actions",
                    now);
        }
        for (IncidentView view : outcome.opened()) {
            tell(
                    view,
                    Event.Kind.INCIDENT_OPENED,
                    view.severity(),
                    "opened: " + view.timeline().getFirst().text(),
                    now);
        }
        planWake(now);
    }

    private void tell(
            IncidentView view, Event.Kind kind, Severity severity, String text, Instant now) {
        events.record(now, severity, kind, view.element(), "incident " + view.id() + " " + text);
        audit.record(
                now,
                AuditRecord.CONTROLLER,
                AuditRecord.Kind.INCIDENT,
                "incident " + view.id(),
                List.of(
                        Evidence.of("state", view.state()),
                        Evidence.of("element", view.kind() + " " + view.element()),
                        Evidence.of("severity", view.severity()),
                        Evidence.of("first seen", view.firstSeen()),
                        Evidence.of("flaps", view.flaps()),
                        Evidence.of("intents", view.intents().size() + view.moreIntents()),
                        Evidence.of("actions", view.actions())));
    }

    private void planWake(Instant now) {
        Instant next = incidents.next().orElse(Instant.MAX);
        if (next.isBefore(wakeAt) || !wakeAt.isAfter(now)) {
            wakeAt = next;
            if (next.isBefore(Instant.MAX)) {
                deadlines.at(next, _ -> {});
            }
        }
    }

    /// Ports that were found to scan and were not seen to have given up.
    public List<ConnectPoint> scanning() {
        return incidents.marks().stream()
                .filter(mark -> mark.trouble() == Trouble.SCAN)
                .map(mark -> ConnectPoint.parse(mark.part()))
                .toList();
    }

    public List<IncidentView> views() {
        return incidents.views();
    }

    /// Entries that lead to the same incidents.
    public List<JournalEntry> snapshot(Instant now) {
        return incidents.memos().stream()
                .<JournalEntry>map(memo -> new JournalEntry.IncidentNoted(now, memo))
                .toList();
    }
}
