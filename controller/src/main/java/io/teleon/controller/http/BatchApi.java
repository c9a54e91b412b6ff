package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.models.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Many intents in one request. The body is checked whole before the first is asked; from then on
/// each is accepted or rejected by itself, and those that are accepted share transactions. What
/// would come of one is told as if it came alone.
final class BatchApi {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_INTENTS = 1_000;

    private final Asking asking;

    BatchApi(Asking asking) {
        this.asking = asking;
    }

    HttpResponse submit(ServiceRequestContext context, AggregatedHttpRequest request) {
        boolean dry = Query.of(context, "dryRun").flag("dryRun");
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("intents");
        List<RequestFields> each = fields.objects("intents");
        if (each.isEmpty() || each.size() > MAX_INTENTS) {
            throw Problem.invalid(
                    each.size() + " intents in one request, expected 1 to " + MAX_INTENTS);
        }
        List<Intent> intents = each.stream().map(IntentForm::read).toList();
        List<Ask> asks = intents.stream().<Ask>map(Ask.Submit::new).toList();
        return HttpResponse.of(
                (dry ? asking.allForeseen(asks) : asking.all(context, asks))
                        .thenApply(answers -> Json.ok(body(intents, answers, dry)))
                        .exceptionally(_ -> Asking.late().response()));
    }

    private static ObjectNode body(List<Intent> intents, List<Answer> answers, boolean dry) {
        ObjectNode body = Json.object();
        List<String> diff = new ArrayList<>();
        int accepted = 0;
        ArrayNode results = body.putArray("results");
        for (int i = 0; i < intents.size(); i++) {
            ObjectNode result = results.addObject();
            result.put("id", intents.get(i).id().toString());
            Optional<ObjectNode> problem = Optional.empty();
            boolean changed = false;
            switch (answers.get(i)) {
                case Answer.Accepted answer -> changed = answer.changed();
                case Answer.Foreseen foreseen -> {
                    changed = foreseen.changed();
                    diff.addAll(foreseen.diff());
                }
                case Answer.Rejected rejected -> problem = Optional.of(Problem.of(rejected).body());
                case Answer.ReloadForeseen _ ->
                        throw new IllegalStateException("a reload foreseen: " + intents.get(i));
            }
            accepted += problem.isEmpty() ? 1 : 0;
            result.put("changed", changed);
            result.set("problem", problem.orElse(null));
        }
        body.put("accepted", accepted);
        if (dry) {
            ForeseenJson.write(body, new Answer.Foreseen(accepted > 0, diff));
        }
        return body;
    }
}
