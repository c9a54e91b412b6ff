package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings the whole network back to what was asked of it at a time in the past: withdraws intents
/// that came since, submits those that went, and both for those that are another by now.
///
/// It is about intents alone. What people hold on a path and what programs do follows from what is
/// measured now, not then. An intent that is another is submitted once the one in its place is
/// gone, which takes until every switch has confirmed that: the answer says how many are left, and
/// the same request again goes on with them.
final class ReturnApi {

    static final int MOST_STEPS = 1_000;

    private final ControllerAccess controller;
    private final Asking asking;
    private final PastIntents past;

    ReturnApi(ControllerAccess controller, Asking asking, PastIntents past) {
        this.controller = controller;
        this.asking = asking;
        this.past = past;
    }

    /// One thing to do.
    ///
    /// @param isReplaced whether another intent of this name is to be submitted once it is gone
    private record Step(IntentId id, Ask ask, boolean isReplaced) {

        String does() {
            return ask instanceof Ask.Submit ? "submit" : "withdraw";
        }
    }

    HttpResponse restore(ServiceRequestContext context, AggregatedHttpRequest request) {
        boolean dry = Query.of(context, "dryRun").flag("dryRun");
        RequestFields.ofOptional(request).requireOnly();
        Instant time = MomentsApi.time(context);
        Map<IntentId, Intent> then = past.at(time).orElseThrow(() -> tooLongAgo(time));
        List<Step> all = steps(PastIntents.wanted(controller.view()), then);
        List<Step> steps = all.subList(0, Math.min(MOST_STEPS, all.size()));
        List<Ask> asks = steps.stream().map(Step::ask).toList();
        int later = all.size() - steps.size();
        return HttpResponse.of(
                (dry ? asking.allForeseen(asks) : asking.all(context, asks))
                        .thenApply(answers -> Json.ok(body(time, steps, answers, later, dry)))
                        .exceptionally(_ -> Asking.late().response()));
    }

    private Problem tooLongAgo(Instant time) {
        return Problem.unknown(
                "which intents there were at "
                        + time
                        + " is not known; the oldest that is kept is of "
                        + past.oldest().map(Instant::toString).orElse("no time yet"));
    }

    /// What is to go before what is to come, for it may be in its way.
    private static List<Step> steps(Map<IntentId, Intent> now, Map<IntentId, Intent> then) {
        List<Step> steps = new ArrayList<>();
        now.forEach((id, intent) -> {
            if (!intent.equals(then.get(id))) {
                steps.add(new Step(id, new Ask.Withdraw(id), then.containsKey(id)));
            }
        });
        then.forEach((id, intent) -> {
            if (!now.containsKey(id)) {
                steps.add(new Step(id, new Ask.Submit(intent), false));
            }
        });
        return steps;
    }

    private static ObjectNode body(
            Instant time, List<Step> steps, List<Answer> answers, int later, boolean dry) {
        ObjectNode body = Json.object();
        body.put("then", time.toString());
        ArrayNode results = body.putArray("results");
        List<String> diff = new ArrayList<>();
        int left = later;
        boolean isChanged = false;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean changed = false;
            Optional<ObjectNode> problem = Optional.empty();
            switch (answers.get(i)) {
                case Answer.Accepted accepted -> changed = accepted.changed();
                case Answer.Foreseen foreseen -> {
                    changed = foreseen.changed();
                    diff.add(step.does() + " " + step.id());
                    foreseen.diff().forEach(line -> diff.add("  " + line));
                }
                case Answer.Rejected rejected -> problem = Optional.of(Problem.of(rejected).body());
                case Answer.ReloadForeseen _ ->
                        throw new IllegalStateException("a reload foreseen: " + step);
            }
            if (step.isReplaced() || problem.isPresent()) {
                left++;
            }
            isChanged |= changed;
            ObjectNode result = results.addObject();
            result.put("id", step.id().toString());
            result.put("does", step.does());
            result.put("changed", changed);
            result.set("problem", problem.orElse(null));
        }
        body.put("changed", isChanged);
        body.put("left", left);
        if (dry) {
            ForeseenJson.write(body, new Answer.Foreseen(isChanged, diff));
        }
        return body;
    }
}
