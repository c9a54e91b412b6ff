package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.models.telemetry.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Performs the effects of a batch of steps: the journal and the audit first, in one transaction;
/// then the rest in order. The same in production and in the simulator.
///
/// Messages to one connection are gathered into one send, so that a burst costs one write; their
/// order, and that of a close behind them, is kept.
public final class EffectPerformer {

    private final Journal journal;
    private final EffectSink sink;

    public EffectPerformer(Journal journal, EffectSink sink) {
        this.journal = journal;
        this.sink = sink;
    }

    /// @throws io.teleon.controller.journal.JournalFailure before anything else is performed
    public void perform(List<Effect> effects) {
        List<JournalEntry> entries = new ArrayList<>();
        List<AuditRecord> audited = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Append(JournalEntry entry)) {
                entries.add(entry);
            } else if (effect instanceof Effect.Audited(AuditRecord one)) {
                audited.add(one);
            }
        }
        if (!entries.isEmpty() || !audited.isEmpty()) {
            journal.append(entries, audited);
        }
        Map<ConnectionId, List<OpenFlowMessage>> outgoing = new LinkedHashMap<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Append _, Effect.Audited _ -> {}
                case Effect.Send(ConnectionId connection, OpenFlowMessage message) ->
                        outgoing.computeIfAbsent(connection, _ -> new ArrayList<>()).add(message);
                case Effect.Close(ConnectionId connection, String reason) -> {
                    List<OpenFlowMessage> before = outgoing.remove(connection);
                    if (before != null) {
                        sink.send(connection, before);
                    }
                    sink.close(connection, reason);
                }
                case Effect.Reply(RequestId request, Answer answer) -> sink.reply(request, answer);
                case Effect.Publish(Event event) -> sink.publish(event);
                case Effect.Tell(Notice notice) -> sink.tell(notice);
                case Effect.Measured(List<Sample> samples) -> sink.measured(samples);
                case Effect.Rehearse rehearse -> sink.rehearse(rehearse);
                case Effect.Learn(LearnOrder order) -> sink.learn(order);
            }
        }
        outgoing.forEach(sink::send);
    }
}
