package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import java.util.List;
import java.util.Optional;

/// The JSON form of what would come of a request.
final class ForeseenJson {

    private ForeseenJson() {}

    /// Adds to the answer that would be given what stands in no answer else.
    static void write(ObjectNode body, Answer.Foreseen foreseen) {
        body.put("dryRun", true);
        ArrayNode diff = body.putArray("diff");
        foreseen.diff().forEach(diff::add);
        // Run by the thread that answers, never by the loop: it may take some milliseconds.
        Optional<Rehearsal> rehearsal =
                foreseen.trial()
                        .map(trial -> Twin.rehearse(trial.network(), trial.candidate(), List.of()));
        rehearsal.ifPresentOrElse(
                found -> twin(body.putObject("twin"), found), () -> body.putNull("twin"));
    }

    private static void twin(ObjectNode node, Rehearsal rehearsal) {
        node.put("verdict", ViewJson.word(rehearsal.chosen().kind()));
        node.put("summary", rehearsal.chosen().summary());
        ArrayNode violations = node.putArray("violations");
        rehearsal.chosen().violations().forEach(violations::add);
    }

    static ObjectNode feasibility(Answer.Foreseen foreseen) {
        ObjectNode body = Json.object();
        body.put("feasible", foreseen.obstacle().isEmpty());
        body.put("reason", foreseen.obstacle().orElse(null));
        foreseen.way()
                .ifPresentOrElse(
                        way -> {
                            ArrayNode path = body.putArray("path");
                            way.links().forEach(link -> path.add(link.id().toString()));
                            body.put("delayMicros", way.delay().toNanos() / 1e3);
                        },
                        () -> {
                            body.putNull("path");
                            body.putNull("delayMicros");
                        });
        ArrayNode diff = body.putArray("diff");
        foreseen.diff().forEach(diff::add);
        return body;
    }
}
