package io.teleon.controller.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.act.TargetMemo;
import io.teleon.controller.journal.JournalEntry.ActionNoted;
import io.teleon.controller.journal.JournalEntry.AutonomyOrdered;
import io.teleon.controller.journal.JournalEntry.HostSpared;
import io.teleon.controller.journal.JournalEntry.PolicyEpoch;
import io.teleon.controller.journal.JournalEntry.PolicyReloaded;
import io.teleon.controller.journal.JournalEntry.TargetNoted;
import io.teleon.controller.journal.JournalEntry.TicketNoted;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.AutonomyView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// What the journal keeps of autonomy, as JSON. See [JournalCodec].
final class AutonomyCodec {

    static final String ORDERED = "autonomy-ordered";
    static final String ACTION = "action-noted";
    static final String RELOADED = "policy-reloaded";
    static final String EPOCH = "policy-epoch";
    static final String TARGET = "target-noted";
    static final String TICKET = "ticket-noted";
    static final String SPARED = "host-spared";

    private AutonomyCodec() {}

    static String write(ObjectNode body, PolicyEpoch entry) {
        body.put("snapshot", entry.snapshot());
        body.put("lastNotice", entry.lastNotice());
        ObjectNode questions = body.putObject("questions");
        for (AutonomyView.Question question : entry.questions()) {
            questions
                    .putObject(Long.toString(question.number()))
                    .put("role", question.role())
                    .put("until", question.until().toString())
                    .put("action", question.action())
                    .put("rule", question.rule())
                    .put("reason", question.reason());
        }
        return EPOCH;
    }

    static PolicyEpoch readEpoch(Instant at, StoredObject body) {
        List<AutonomyView.Question> questions = new ArrayList<>();
        StoredObject asked = body.object("questions");
        for (String number : asked.fields()) {
            StoredObject question = asked.object(number);
            questions.add(
                    new AutonomyView.Question(
                            Long.parseLong(number),
                            question.text("role"),
                            Instant.parse(question.text("until")),
                            question.text("action"),
                            question.text("rule"),
                            question.text("reason")));
        }
        return new PolicyEpoch(at, body.text("snapshot"), body.whole("lastNotice"), questions);
    }

    static String write(ObjectNode body, AutonomyOrdered entry) {
        body.put("by", entry.order().by());
        switch (entry.order()) {
            case Ask.Pause(String reason, var _) ->
                    body.put("order", "pause").put("reason", reason);
            case Ask.Resume _ -> body.put("order", "resume");
            case Ask.SetAutonomy(String action, Policy.Mode level, var _) ->
                    body.put("order", "set").put("action", action).put("level", word(level));
            case Ask.Decide(long approval, boolean granted, var _) ->
                    body.put("order", "decide").put("approval", approval).put("on", granted);
            case Ask.UndoAction(long action, var _) ->
                    body.put("order", "undo").put("approval", action);
            case Ask.Maintain(LinkId link, boolean on, var _) ->
                    body.put("order", "maintain").put("link", link.toString()).put("on", on);
            case Ask.Freeze(String window, Instant from, Instant to, var _) ->
                    body.put("order", "freeze")
                            .put("window", window)
                            .put("from", from.toString())
                            .put("to", to.toString());
        }
        return ORDERED;
    }

    static AutonomyOrdered readOrdered(Instant at, StoredObject body) {
        String by = body.text("by");
        Ask.ToAutonomy order =
                switch (body.text("order")) {
                    case "pause" -> new Ask.Pause(body.text("reason"), by);
                    case "resume" -> new Ask.Resume(by);
                    case "set" ->
                            new Ask.SetAutonomy(
                                    body.text("action"),
                                    Policy.Mode.valueOf(
                                            body.text("level").toUpperCase(Locale.ROOT)),
                                    by);
                    case "decide" -> new Ask.Decide(body.whole("approval"), body.flag("on"), by);
                    case "undo" -> new Ask.UndoAction(body.whole("approval"), by);
                    case "maintain" ->
                            new Ask.Maintain(LinkId.parse(body.text("link")), body.flag("on"), by);
                    case "freeze" ->
                            new Ask.Freeze(
                                    body.text("window"),
                                    Instant.parse(body.text("from")),
                                    Instant.parse(body.text("to")),
                                    by);
                    default ->
                            throw new IllegalArgumentException(
                                    "order '" + body.text("order") + "' is unknown");
                };
        return new AutonomyOrdered(at, order);
    }

    static String write(ObjectNode body, PolicyReloaded entry) {
        body.put("policy", entry.policy());
        body.put("text", entry.text());
        return RELOADED;
    }

    static PolicyReloaded readReloaded(Instant at, StoredObject body) {
        return new PolicyReloaded(at, body.text("policy"), body.text("text"));
    }

    static String write(ObjectNode body, ActionNoted entry) {
        ActionMemo memo = entry.memo();
        body.put("id", memo.id());
        body.put("unit", memo.instance().action().unit());
        body.put("action", memo.instance().action().local());
        body.put("number", memo.instance().number());
        write(body.putArray("key"), memo.instance().key());
        write(body.putArray("arguments"), memo.arguments());
        body.put("rule", memo.rule());
        body.put("proposedAt", memo.proposedAt().toString());
        body.put("state", memo.state().name().toLowerCase(Locale.ROOT));
        memo.link().ifPresent(link -> body.put("link", link.toString()));
        memo.detour().ifPresent(detour -> body.put("detour", detour));
        ObjectNode held = body.putObject("held");
        memo.held()
                .forEach((id, path) -> {
                    ArrayNode links = held.putArray(id.toString());
                    path.forEach(link -> links.add(link.toString()));
                });
        ObjectNode limited = body.putObject("limited");
        memo.limited().forEach((id, rate) -> limited.put(id.toString(), rate.exactText()));
        body.put("confirmed", memo.confirmed());
        ArrayNode deeds = body.putArray("deeds");
        memo.deeds()
                .forEach(deed ->
                        deeds.addObject()
                                .put("at", deed.at().toString())
                                .put("moved", deed.moved())
                                .put("first", deed.isFirst()));
        memo.baseline().ifPresent(baseline -> write(body.putObject("baseline"), baseline));
        return ACTION;
    }

    static ActionNoted readAction(Instant at, StoredObject body) {
        SequencedMap<IntentId, List<LinkId>> held = new LinkedHashMap<>();
        StoredObject paths = body.object("held");
        for (String id : paths.fields()) {
            held.put(IntentId.parse(id), paths.texts(id).stream().map(LinkId::parse).toList());
        }
        SequencedMap<IntentId, Bandwidth> limited = new LinkedHashMap<>();
        StoredObject limits = body.object("limited");
        for (String id : limits.fields()) {
            limited.put(IntentId.parse(id), Bandwidth.parse(limits.text(id)));
        }
        return new ActionNoted(
                at,
                new ActionMemo(
                        body.whole("id"),
                        new InstanceId(
                                new Name(body.text("unit"), body.text("action")),
                                values(body, "key"),
                                body.whole("number")),
                        values(body, "arguments"),
                        body.text("rule"),
                        Instant.parse(body.text("proposedAt")),
                        ActionState.valueOf(body.text("state").toUpperCase(Locale.ROOT)),
                        body.optionalText("link").map(LinkId::parse),
                        body.optionalText("detour"),
                        held,
                        limited,
                        body.flag("confirmed"),
                        // Earlier versions wrote neither.
                        body.optionalObjects("deeds").orElse(List.of()).stream()
                                .map(AutonomyCodec::readDeed)
                                .toList(),
                        body.optionalObject("baseline").map(AutonomyCodec::readBaseline)));
    }

    private static ActionMemo.Deed readDeed(StoredObject body) {
        return new ActionMemo.Deed(
                Instant.parse(body.text("at")), body.number("moved"), body.flag("first"));
    }

    private static void write(ObjectNode body, ActionMemo.Baseline baseline) {
        baseline.delivered().ifPresent(share -> body.put("delivered", share));
        body.put("idle", baseline.idle());
        body.put("worstUtilisation", baseline.worstUtilisation());
        baseline.watchedSince().ifPresent(at -> body.put("watchedSince", at.toString()));
    }

    private static ActionMemo.Baseline readBaseline(StoredObject body) {
        return new ActionMemo.Baseline(
                body.optionalNumber("delivered"),
                body.flag("idle"),
                body.number("worstUtilisation"),
                body.optionalText("watchedSince").map(Instant::parse));
    }

    static String write(ObjectNode body, TargetNoted entry) {
        TargetMemo memo = entry.memo();
        body.put("target", memo.target());
        ArrayNode failures = body.putArray("failures");
        memo.failures().forEach(at -> failures.add(at.toString()));
        memo.endedAt().ifPresent(at -> body.put("endedAt", at.toString()));
        memo.parkedUntil().ifPresent(at -> body.put("parkedUntil", at.toString()));
        return TARGET;
    }

    static TargetNoted readTarget(Instant at, StoredObject body) {
        return new TargetNoted(
                at,
                new TargetMemo(
                        body.text("target"),
                        body.texts("failures").stream().map(Instant::parse).toList(),
                        body.optionalText("endedAt").map(Instant::parse),
                        body.optionalText("parkedUntil").map(Instant::parse)));
    }

    static String write(ObjectNode body, TicketNoted entry) {
        body.put("team", entry.team());
        body.put("subject", entry.subject());
        ArrayNode wantedBy = body.putArray("wantedBy");
        entry.wantedBy().forEach(wantedBy::add);
        return TICKET;
    }

    static TicketNoted readTicket(Instant at, StoredObject body) {
        String subject = body.text("subject");
        // Earlier versions only counted who wanted it.
        List<String> wantedBy =
                body.optionalTexts("wantedBy")
                        .orElseGet(() -> body.integer("count") > 0 ? List.of(subject) : List.of());
        return new TicketNoted(at, body.text("team"), subject, wantedBy);
    }

    static String write(ObjectNode body, HostSpared entry) {
        body.put("port", entry.point().toString());
        body.put("until", entry.until().toString());
        return SPARED;
    }

    static HostSpared readSpared(Instant at, StoredObject body) {
        return new HostSpared(
                at, ConnectPoint.parse(body.text("port")), Instant.parse(body.text("until")));
    }

    static void write(ArrayNode array, List<Value> values) {
        for (Value value : values) {
            switch (value) {
                case Value.Quantity(double amount) -> array.add("q " + amount);
                case Value.Text(String text) -> array.add("t " + text);
                case Value.Bool(boolean bool) -> array.add("b " + bool);
                case Value.Word(String word) -> array.add("w " + word);
                case Value.Entity(String type, String name) -> array.add("e " + type + " " + name);
            }
        }
    }

    static List<Value> values(StoredObject body, String field) {
        List<Value> values = new ArrayList<>();
        for (String text : body.texts(field)) {
            String rest = text.length() < 2 ? "" : text.substring(2);
            values.add(
                    switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                        case 'q' -> new Value.Quantity(Double.parseDouble(rest));
                        case 't' -> new Value.Text(rest);
                        case 'b' -> new Value.Bool(Boolean.parseBoolean(rest));
                        case 'w' -> new Value.Word(rest);
                        case 'e' -> {
                            int space = rest.indexOf(' ');
                            if (space < 0) {
                                throw new IllegalArgumentException(
                                        "field '" + field + "' holds '" + text + "', no entity");
                            }
                            yield new Value.Entity(
                                    rest.substring(0, space), rest.substring(space + 1));
                        }
                        default ->
                                throw new IllegalArgumentException(
                                        "field '" + field + "' holds '" + text + "', no value");
                    });
        }
        return values;
    }

    private static String word(Policy.Mode level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
