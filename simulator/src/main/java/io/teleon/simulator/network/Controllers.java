package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.PacketOut;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.OpenFlowMessage.Role;
import io.teleon.controller.openflow.OpenFlowMessage.RoleReply;
import io.teleon.controller.openflow.OpenFlowMessage.RoleRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The controllers of a switch and their roles (OpenFlow 1.3.5 sections 6.3.4 and 7.3.9). Owned by
/// its switch.
///
/// ```
/// connected --hello with 1.3--> ready as EQUAL --role request--> EQUAL | MASTER | SLAVE
/// MASTER --another becomes MASTER--> SLAVE
/// ```
final class Controllers {

    /// The generation id in a role reply before there was one.
    private static final long NO_GENERATION = -1;

    private final TreeMap<ConnectionId, Session> sessions = new TreeMap<>();
    private OptionalLong generation = OptionalLong.empty();

    private record Session(boolean ready, Role role) {}

    void connect(ConnectionId connection) {
        if (sessions.putIfAbsent(connection, new Session(false, Role.EQUAL)) != null) {
            throw new IllegalStateException(connection + " is connected already");
        }
    }

    void disconnect(ConnectionId connection) {
        sessions.remove(connection);
    }

    /// Forgets connections and generation, as a crash does.
    void clear() {
        sessions.clear();
        generation = OptionalLong.empty();
    }

    boolean isConnected(ConnectionId connection) {
        return sessions.containsKey(connection);
    }

    boolean isReady(ConnectionId connection) {
        Session session = sessions.get(connection);
        return session != null && session.ready();
    }

    void greeted(ConnectionId connection) {
        sessions.computeIfPresent(connection, (_, old) -> new Session(true, old.role()));
    }

    Role role(ConnectionId connection) {
        Session session = sessions.get(connection);
        if (session == null) {
            throw new IllegalStateException(connection + " is not connected");
        }
        return session.role();
    }

    /// Who hears of port changes: all.
    List<ConnectionId> all() {
        return connections(true);
    }

    /// Who hears of packets and removed entries: all but slaves.
    List<ConnectionId> active() {
        return connections(false);
    }

    private List<ConnectionId> connections(boolean withSlaves) {
        List<ConnectionId> found = new ArrayList<>();
        for (Map.Entry<ConnectionId, Session> each : sessions.entrySet()) {
            Session session = each.getValue();
            if (session.ready() && (withSlaves || session.role() != Role.SLAVE)) {
                found.add(each.getKey());
            }
        }
        return found;
    }

    /// Whether a slave may not send it: what changes the state of the switch.
    boolean isRefused(ConnectionId connection, OpenFlowMessage message) {
        boolean changes =
                message instanceof FlowMod
                        || message instanceof GroupMod
                        || message instanceof MeterMod
                        || message instanceof PortMod
                        || message instanceof PacketOut;
        return changes && role(connection) == Role.SLAVE;
    }

    /// The answer to a role request, or why it fails.
    sealed interface Answer {

        record Granted(RoleReply reply) implements Answer {}

        record Refused(ErrorCode error) implements Answer {}
    }

    Answer request(ConnectionId connection, RoleRequest request) {
        if (request.role() == Role.MASTER || request.role() == Role.SLAVE) {
            // Circular comparison, as section 6.3.4 writes it.
            if (generation.isPresent() && request.generationId() - generation.getAsLong() < 0) {
                return new Answer.Refused(
                        ErrorCode.of(ErrorCode.Type.ROLE_REQUEST_FAILED, "STALE"));
            }
            generation = OptionalLong.of(request.generationId());
        }
        if (request.role() == Role.MASTER) {
            sessions.replaceAll((_, old) ->
                    old.role() == Role.MASTER ? new Session(old.ready(), Role.SLAVE) : old);
        }
        if (request.role() != Role.NOCHANGE) {
            sessions.put(connection, new Session(true, request.role()));
        }
        return new Answer.Granted(
                new RoleReply(request.xid(), role(connection), generation.orElse(NO_GENERATION)));
    }
}
