package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.Insight;
import io.teleon.models.learning.Judged;
import java.util.List;

/// The JSON form of what goes on inside the autonomy.
final class InsightJson {

    private InsightJson() {}

    /// The live tree with what each rule says.
    static ObjectNode tree(Insight insight) {
        ObjectNode body = PolicyTreeJson.of(insight.tree());
        body.put("at", insight.at().toString());
        ArrayNode rules = body.putArray("rules");
        for (Insight.RuleText rule : insight.rules()) {
            ObjectNode node = rules.addObject();
            node.put("procedure", rule.procedure());
            node.put("label", rule.label());
            node.put("guard", rule.guard());
            node.put("does", rule.does());
            rule.limit()
                    .ifPresentOrElse(
                            limit ->
                                    node.putObject("atMost")
                                            .put("times", limit.times())
                                            .put("perSeconds", limit.per().toMillis() / 1e3),
                            () -> node.putNull("atMost"));
        }
        return body;
    }

    /// What the actions that people are asked about would do, by the numbers of the questions.
    static ObjectNode previews(Insight insight) {
        ObjectNode body = Json.object();
        body.put("at", insight.at().toString());
        ArrayNode previews = body.putArray("previews");
        for (Insight.Preview preview : insight.previews()) {
            ObjectNode node = previews.addObject();
            node.put("question", preview.question());
            node.put("at", preview.at().toString());
            ActionJson.explanation(node.putObject("explanation"), preview.why());
            ArrayNode diff = node.putArray("diff");
            preview.diff().forEach(diff::add);
            ArrayNode intents = node.putArray("intents");
            preview.intents().forEach(id -> intents.add(id.toString()));
            node.put("promise", preview.promise());
            node.put("undo", preview.undo());
            node.put("risk", preview.risk());
        }
        return body;
    }

    /// Past forecasts of one link beside what came, oldest first.
    static ArrayNode judged(ObjectNode body, List<Judged> newestFirst) {
        ArrayNode array = body.putArray("judged");
        for (Judged judged : newestFirst.reversed()) {
            ObjectNode node = array.addObject();
            node.put("issuedAt", judged.issuedAt().toString());
            node.put("horizonSeconds", judged.horizon().toMillis() / 1e3);
            ActionJson.number(node, "p10BitsPerSecond", judged.p10());
            ActionJson.number(node, "p50BitsPerSecond", judged.p50());
            ActionJson.number(node, "p90BitsPerSecond", judged.p90());
            ActionJson.number(node, "actualBitsPerSecond", judged.actual());
        }
        return array;
    }
}
