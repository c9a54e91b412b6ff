package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditWriter;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.session.SwitchTransport;
import io.teleon.controller.southbound.ConnectionId;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one step, in the order in which they were decided.
final class Outbox implements SwitchTransport, JournalWriter, AuditWriter {

    private final List<Effect> effects = new ArrayList<>();
    private long sent;
    private long appended;

    void add(Effect effect) {
        effects.add(effect);
    }

    @Override
    public void send(ConnectionId connection, OpenFlowMessage message) {
        sent++;
        effects.add(new Effect.Send(connection, message));
    }

    @Override
    public void close(ConnectionId connection, String reason) {
        effects.add(new Effect.Close(connection, reason));
    }

    @Override
    public void append(JournalEntry entry) {
        appended++;
        effects.add(new Effect.Append(entry));
    }

    @Override
    public void append(AuditRecord audited) {
        effects.add(new Effect.Audited(audited));
    }

    List<Effect> drain() {
        List<Effect> drained = List.copyOf(effects);
        effects.clear();
        return drained;
    }

    long sent() {
        return sent;
    }

    long appended() {
        return appended;
    }
}
