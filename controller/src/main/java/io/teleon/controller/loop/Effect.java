package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.LearnOrder;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Purpose;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.telemetry.Sample;
import java.util.List;

/// Something to be done outside the loop.
public sealed interface Effect {

    /// Remember this before anything else of the batch is done.
    record Append(JournalEntry entry) implements Effect {}

    /// Write this into the audit, in the same transaction.
    record Audited(AuditRecord audited) implements Effect {}

    /// Send this to a switch; dropped where the connection is gone.
    record Send(ConnectionId connection, OpenFlowMessage message) implements Effect {}

    /// Close a connection; the loop has already forgotten it.
    record Close(ConnectionId connection, String reason) implements Effect {}

    /// Answer a request.
    record Reply(RequestId request, Answer answer) implements Effect {}

    /// Keep what was measured.
    record Measured(List<Sample> samples) implements Effect {

        public Measured {
            samples = List.copyOf(samples);
        }
    }

    /// Have the twin try something on what is believed; its answer is a stimulus.
    record Rehearse(
            Purpose purpose, TwinNetwork network, Candidate chosen, List<Candidate> alternatives)
            implements Effect {

        public Rehearse {
            alternatives = List.copyOf(alternatives);
        }
    }

    /// Have models trained or tried; what came of it is a stimulus.
    record Learn(LearnOrder order) implements Effect {}

    /// Tell everybody who listens.
    record Publish(Event event) implements Effect {}

    /// Tell people who are not looking: a message or a ticket of a program.
    record Tell(Notice notice) implements Effect {}
}
