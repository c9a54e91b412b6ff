package io.teleon.controller.loop;

import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.Evidence;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How what people ask is told in the audit.
final class AskAudit {

    private static final String ALL = "all switches";

    /// Of a diff; the whole is what a dry run shows.
    private static final int MOST_LINES = 8;

    private AskAudit() {}

    /// What is audited of an ask.
    private record Told(String actor, String what, Object subject, List<Evidence> evidence) {}

    /// Notes that an ask was accepted.
    ///
    /// @param changed false where it was so already
    /// @param diff what was other before
    static void record(AuditChain audit, Ask ask, boolean changed, List<String> diff, Instant now) {
        List<Evidence> outcome = new ArrayList<>();
        diff.stream().limit(MOST_LINES).forEach(line -> outcome.add(Evidence.of("diff", line)));
        outcome.add(Evidence.of("changed", changed ? "yes" : "no, it was so already"));
        record(audit, told(ask), outcome, now);
    }

    /// Notes that somebody who is known was refused: whoever is not could fill the audit with it.
    static void recordRefusal(
            AuditChain audit, Ask.Named ask, Answer.Rejected rejected, Instant now) {
        record(
                audit,
                told(ask),
                List.of(Evidence.of("refused", rejected.reason() + ": " + rejected.text())),
                now);
    }

    private static void record(AuditChain audit, Told told, List<Evidence> outcome, Instant now) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of("asked", told.what()));
        evidence.addAll(told.evidence());
        evidence.addAll(outcome);
        audit.record(now, told.actor(), AuditRecord.Kind.ASKED, told.subject(), evidence);
    }

    private static Told told(Ask ask) {
        return switch (ask) {
            case Ask.Submit(var intent) ->
                    unnamed("submit", intent.id(), Evidence.of("intent", intent));
            case Ask.Withdraw(IntentId id) -> unnamed("withdraw", id);
            case Ask.Move(IntentId id, List<LinkId> avoid) ->
                    unnamed(
                            "move",
                            id,
                            Evidence.of(
                                    "avoid",
                                    avoid.stream()
                                            .map(LinkId::toString)
                                            .collect(Collectors.joining(" "))));
            case Ask.Retry(IntentId id) -> unnamed("retry", id);
            case Ask.Foresee(Ask asked) -> told(asked);
            case Ask.Named(String by, Ask asked) -> {
                Told told = told(asked);
                yield told.actor().equals(AuditRecord.UNNAMED)
                        ? new Told(by, told.what(), told.subject(), told.evidence())
                        : told;
            }
            case Ask.Reconcile(var datapath) ->
                    unnamed("reconcile", datapath.map(Object::toString).orElse(ALL));
            case Ask.ReloadPolicy(String policy, var _, var to, String by) ->
                    new Told(
                            by,
                            "reload policy",
                            policy,
                            List.of(Evidence.of("runs", String.join(", ", to.names()))));
            case Ask.Pause(String reason, String by) ->
                    new Told(by, "pause", "autonomy", List.of(Evidence.of("reason", reason)));
            case Ask.Resume(String by) -> new Told(by, "resume", "autonomy", List.of());
            case Ask.SetAutonomy(String action, var level, String by) ->
                    new Told(by, "set autonomy", action, List.of(Evidence.of("level", level)));
            case Ask.Decide(long approval, boolean granted, String by) ->
                    new Told(by, granted ? "approve" : "deny", "approval " + approval, List.of());
            case Ask.UndoAction(long action, String by) ->
                    new Told(by, "undo", "action " + action, List.of());
            case Ask.Maintain(LinkId link, boolean on, String by) ->
                    new Told(by, on ? "begin maintenance" : "end maintenance", link, List.of());
            case Ask.Freeze(String window, Instant from, Instant to, String by) ->
                    new Told(
                            by,
                            "freeze",
                            window,
                            List.of(Evidence.of("from", from), Evidence.of("to", to)));
        };
    }

    private static Told unnamed(String what, Object subject, Evidence... evidence) {
        return new Told(AuditRecord.UNNAMED, what, subject, List.of(evidence));
    }
}
