package io.teleon.controller.session;

import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.time.Deadlines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The sessions with all switches. Owned by the control loop's thread.
///
/// When a second connection comes for a datapath, the newer one speaks for it and the older one is
/// closed: after a switch's restart the old one may not have been seen to die yet.
public final class Sessions implements SwitchWire {

    private final SwitchTransport transport;
    private final SessionTimings timings;
    private final Deadlines deadlines;
    private final EventLog events;

    private final NavigableMap<ConnectionId, SwitchSession> byConnection = new TreeMap<>();
    private final NavigableMap<DatapathId, SwitchSession> byDatapath = new TreeMap<>();

    /// Signals that arise when time passes, until they are drained.
    private final List<SwitchSignal> pending = new ArrayList<>();

    public Sessions(
            SwitchTransport transport,
            SessionTimings timings,
            Deadlines deadlines,
            EventLog events) {
        this.transport = transport;
        this.timings = timings;
        this.deadlines = deadlines;
        this.events = events;
    }

    public void connected(ConnectionId connection, String remote, Instant now) {
        byConnection.put(connection, new SwitchSession(connection, remote, transport, now));
        deadlines.at(now.plus(timings.handshake()), at -> checkHandshake(connection, at));
    }

    private void checkHandshake(ConnectionId connection, Instant now) {
        SwitchSession session = byConnection.get(connection);
        if (session != null && !session.isReady()) {
            refuse(session, "handshake not over after " + timings.handshake(), now);
        }
    }

    public void spoke(ConnectionId connection, OpenFlowMessage message, Instant now) {
        SwitchSession session = byConnection.get(connection);
        if (session == null) {
            return;
        }
        switch (session.spoke(message, now)) {
            case SwitchSession.Outcome.Nothing _ -> {}
            case SwitchSession.Outcome.Identified(DatapathId datapath) ->
                    identified(session, datapath, now);
            case SwitchSession.Outcome.Signals(List<SwitchSignal> signals) ->
                    pending.addAll(signals);
            case SwitchSession.Outcome.Refused(String reason) -> refuse(session, reason, now);
        }
    }

    private void identified(SwitchSession session, DatapathId datapath, Instant now) {
        SwitchSession older = byDatapath.put(datapath, session);
        if (older != null) {
            events.record(
                    now,
                    Severity.WARNING,
                    Event.Kind.SWITCH_REFUSED,
                    datapath,
                    "connection from "
                            + older.remote()
                            + " replaced by one from "
                            + session.remote());
            drop(older, "replaced by a newer connection", true);
        }
        watch(session, now);
    }

    private void watch(SwitchSession session, Instant now) {
        deadlines.at(now.plus(timings.echoInterval()), at -> checkAlive(session, at));
    }

    private void checkAlive(SwitchSession session, Instant now) {
        if (byConnection.get(session.connection()) != session) {
            return;
        }
        if (!session.lastHeard().plus(timings.echoTimeout()).isAfter(now)) {
            drop(session, "silent for " + timings.echoTimeout().toSeconds() + " s", true);
            return;
        }
        if (!session.lastHeard().plus(timings.echoInterval()).isAfter(now)) {
            session.askForEcho(now);
        }
        watch(session, now);
    }

    public void garbled(ConnectionId connection, String reason, Instant now) {
        SwitchSession session = byConnection.get(connection);
        if (session != null) {
            refuse(session, reason, now);
        }
    }

    public void disconnected(ConnectionId connection, String reason) {
        SwitchSession session = byConnection.get(connection);
        if (session != null) {
            drop(session, reason, false);
        }
    }

    /// Gives up on a switch that does not answer; it may connect again.
    public void close(DatapathId datapath, String reason) {
        SwitchSession session = byDatapath.get(datapath);
        if (session != null) {
            drop(session, reason, true);
        }
    }

    private void refuse(SwitchSession session, String reason, Instant now) {
        events.record(
                now,
                Severity.WARNING,
                Event.Kind.SWITCH_REFUSED,
                session.datapath().map(DatapathId::toString).orElse(session.remote()),
                reason);
        drop(session, reason, true);
    }

    private void drop(SwitchSession session, String reason, boolean close) {
        byConnection.remove(session.connection());
        if (close) {
            transport.close(session.connection(), reason);
        }
        Optional<DatapathId> datapath = session.datapath();
        if (datapath.isPresent()) {
            byDatapath.remove(datapath.get(), session);
            if (session.isReady()) {
                pending.add(new SwitchSignal.Lost(datapath.get(), reason));
            }
        }
    }

    /// The signals since this was last asked, in order.
    public List<SwitchSignal> drainSignals() {
        List<SwitchSignal> drained = List.copyOf(pending);
        pending.clear();
        return drained;
    }

    public boolean isConnected(DatapathId datapath) {
        SwitchSession session = byDatapath.get(datapath);
        return session != null && session.isReady();
    }

    /// The connection that speaks for a switch that is ready.
    public Optional<ConnectionId> connectionOf(DatapathId datapath) {
        return Optional.ofNullable(byDatapath.get(datapath))
                .filter(SwitchSession::isReady)
                .map(SwitchSession::connection);
    }

    /// Has the round trip of a switch that is ready measured anew.
    public void measureChannel(DatapathId datapath, Instant now) {
        Optional.ofNullable(byDatapath.get(datapath))
                .filter(SwitchSession::isReady)
                .ifPresent(session -> session.askForEcho(now));
    }

    /// What its control channel takes, once an echo came back over the present connection.
    public Optional<ChannelDelay> channelDelay(DatapathId datapath) {
        return Optional.ofNullable(byDatapath.get(datapath)).flatMap(SwitchSession::channelDelay);
    }

    public Optional<String> remoteOf(DatapathId datapath) {
        return Optional.ofNullable(byDatapath.get(datapath))
                .filter(SwitchSession::isReady)
                .map(SwitchSession::remote);
    }

    /// Sends a message to a switch that is ready. To one that is not, nothing is sent, and the
    /// transaction id is one that is never answered: it was just lost, and whoever cares will hear.
    @Override
    public int send(DatapathId datapath, OpenFlowMessage message) {
        SwitchSession session = byDatapath.get(datapath);
        return session == null || !session.isReady() ? 0 : session.send(message);
    }
}
