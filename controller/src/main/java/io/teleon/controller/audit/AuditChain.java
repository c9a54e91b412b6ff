package io.teleon.controller.audit;

import io.teleon.controller.audit.AuditRecord.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The end of the chain to which records are added. Owned by the control loop's thread.
public final class AuditChain {

    private final AuditWriter writer;
    private ChainPoint head;

    /// @param head where an earlier life left off, [ChainPoint#START] where there was none
    public AuditChain(AuditWriter writer, ChainPoint head) {
        this.writer = writer;
        this.head = head;
    }

    /// Notes a decision. What is too long is cut and what is too much left out, and the record says
    /// so: nothing that is told here can stop the controller.
    ///
    /// @param actor a person's name, the rule of a program, [AuditRecord#CONTROLLER]
    /// @param subject what it is about, in its text form
    public AuditRecord record(
            Instant now, String actor, Kind kind, Object subject, List<Evidence> evidence) {
        AuditRecord made =
                AuditRecord.sealed(
                        head,
                        now,
                        AuditRecord.cut(actor, AuditRecord.MAX_ACTOR),
                        kind,
                        AuditRecord.cut(subject.toString(), AuditRecord.MAX_SUBJECT),
                        bounded(evidence));
        head = ChainPoint.behind(made);
        writer.append(made);
        return made;
    }

    private static List<Evidence> bounded(List<Evidence> evidence) {
        if (evidence.size() <= AuditRecord.MAX_EVIDENCE) {
            return evidence;
        }
        int kept = AuditRecord.MAX_EVIDENCE - 1;
        List<Evidence> bounded = new ArrayList<>(evidence.subList(0, kept));
        bounded.add(new Evidence("left out", evidence.size() - kept + " more"));
        return bounded;
    }

    /// Behind the newest record.
    public ChainPoint head() {
        return head;
    }
}
