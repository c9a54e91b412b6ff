package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.AutonomyView.LinkForecast;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.policies.program.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The JSON form of what the controller does by itself: its settings, what it waits for, what it
/// foresees.
final class AutonomyJson {

    /// Levels a person may set, in the order of the ladder.
    private static final List<Policy.Mode> LADDER =
            List.of(Policy.Mode.OFF, Policy.Mode.SUGGEST, Policy.Mode.APPROVE, Policy.Mode.AUTO);

    private AutonomyJson() {}

    static ObjectNode autonomy(ControllerView view) {
        AutonomyView autonomy = view.autonomy();
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode programs = body.putArray("programs");
        autonomy.programs().forEach(programs::add);
        paused(body, autonomy);
        ArrayNode levels = body.putArray("levels");
        autonomy.levels()
                .forEach(level ->
                        levels.addObject()
                                .put("action", level.action())
                                .put("level", ViewJson.word(level.level()))
                                .put("by", level.by()));
        ArrayNode questions = body.putArray("questions");
        autonomy.questions().forEach(question -> question(questions.addObject(), question));
        ArrayNode freezes = body.putArray("freezes");
        autonomy.freezes().forEach(window -> window(freezes.addObject(), window, view.at()));
        ArrayNode maintained = body.putArray("maintained");
        autonomy.maintained().forEach(link -> maintained.add(link.toString()));
        counts(body.putObject("actions"), autonomy);
        return body;
    }

    /// What every page shows: by whom the kill switch is on, or `null`.
    static void paused(ObjectNode body, AutonomyView autonomy) {
        autonomy.paused()
                .ifPresentOrElse(
                        paused ->
                                body.putObject("paused")
                                        .put("at", paused.at().toString())
                                        .put("by", paused.by())
                                        .put("reason", paused.reason()),
                        () -> body.putNull("paused"));
    }

    private static void question(ObjectNode node, AutonomyView.Question question) {
        node.put("number", question.number());
        node.put("role", question.role());
        node.put("until", question.until().toString());
        node.put("action", question.action());
        node.put("rule", question.rule());
        node.put("reason", question.reason());
    }

    private static void window(ObjectNode node, AutonomyView.Window window, Instant now) {
        node.put("name", window.name());
        node.put("from", window.from().toString());
        node.put("to", window.to().toString());
        node.put("by", window.by());
        node.put("inForce", !now.isBefore(window.from()) && now.isBefore(window.to()));
    }

    private static void counts(ObjectNode node, AutonomyView autonomy) {
        node.put("listed", autonomy.actions().size());
        node.put("open", autonomy.actions().stream().filter(a -> !a.state().isFinal()).count());
        ObjectNode states = node.putObject("byState");
        byState(autonomy).forEach((state, count) -> states.put(state.name(), count));
    }

    /// Every state, those of no action with 0.
    static Map<ActionState, Integer> byState(AutonomyView autonomy) {
        Map<ActionState, Integer> counts = new TreeMap<>();
        for (ActionState state : ActionState.values()) {
            counts.put(state, 0);
        }
        for (ActionView action : autonomy.actions()) {
            counts.merge(action.state(), 1, Integer::sum);
        }
        return counts;
    }

    static ObjectNode forecasts(ControllerView view, Optional<String> link) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        Map<String, LinkView> links =
                view.links().stream()
                        .collect(
                                Collectors.toMap(
                                        l -> l.link().id().toString(),
                                        l -> l,
                                        (a, _) -> a,
                                        TreeMap::new));
        ArrayNode forecasts = body.putArray("forecasts");
        view.autonomy().forecasts().stream()
                .filter(f -> link.isEmpty() || f.link().toString().equals(link.get()))
                .forEach(f ->
                        forecast(
                                forecasts.addObject(),
                                f,
                                Optional.ofNullable(links.get(f.link().toString()))));
        return body;
    }

    private static void forecast(ObjectNode node, LinkForecast forecast, Optional<LinkView> link) {
        node.put("link", forecast.link().toString());
        node.put("model", forecast.model());
        node.put("at", forecast.at().toString());
        ActionJson.number(node, "skill", forecast.skill());
        node.put("licensed", forecast.licensed());
        link.ifPresentOrElse(
                l -> node.put("capacityBitsPerSecond", l.link().capacity().bitsPerSecond()),
                () -> node.putNull("capacityBitsPerSecond"));
        ArrayNode points = node.putArray("points");
        for (AutonomyView.Point point : forecast.points()) {
            ObjectNode p = points.addObject();
            p.put("horizonSeconds", point.horizon().toMillis() / 1e3);
            ActionJson.number(p, "p10BitsPerSecond", point.p10());
            ActionJson.number(p, "p50BitsPerSecond", point.p50());
            ActionJson.number(p, "p90BitsPerSecond", point.p90());
        }
    }

    /// A level a person may set.
    static Policy.Mode level(String text) {
        return LADDER.stream()
                .filter(level -> ViewJson.word(level).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is none of "
                                        + LADDER.stream()
                                                .map(ViewJson::word)
                                                .collect(Collectors.joining(", "))));
    }
}
