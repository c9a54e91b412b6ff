package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ModelsView;

/// The forecasting model in force, for people and programs.
final class ModelsJson {

    private ModelsJson() {}

    /// `models` is empty where nothing is forecast.
    static ObjectNode models(ControllerView view) {
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode models = body.putArray("models");
        view.autonomy().models().ifPresent(known -> write(models.addObject(), known));
        return body;
    }

    private static void write(ObjectNode node, ModelsView models) {
        ModelsView.InForce model = models.inForce();
        node.put("name", model.name());
        node.put("digest", model.digest());
        node.put("since", model.since().toString());
        node.put("reason", model.reason());
        ObjectNode card = node.putObject("card");
        model.card().forEach(entry -> card.put(entry.key(), entry.value()));
        ObjectNode licence = node.putObject("licence");
        licence.put("series", models.followed());
        licence.put("licensed", models.licensed());
        licence.put("mayAct", models.licensed() > 0 && !models.muted());
        if (models.lossRatio() > 0) {
            node.put("lossRatio", models.lossRatio());
        } else {
            node.putNull("lossRatio");
        }
        node.put("muted", models.muted());
        ObjectNode intake = node.putObject("intake");
        intake.put("warm", models.intake().warm());
        intake.put("told", models.intake().told());
        intake.put("known", models.intake().known());
        intake.put("tookSeconds", models.intake().took().toMillis() / 1e3);
        intake.put("refused", models.intake().refused());
        models.predecessor()
                .ifPresentOrElse(
                        name -> node.put("predecessor", name), () -> node.putNull("predecessor"));
        node.put("lastTraining", models.lastResult());
        ArrayNode changes = node.putArray("changes");
        for (ModelsView.Change change : models.changes()) {
            ObjectNode one = changes.addObject();
            one.put("at", change.at().toString());
            one.put("model", change.model());
            one.put("reason", change.reason());
        }
    }
}
