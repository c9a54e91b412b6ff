package io.teleon.controller.http;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Requests that make sense, one for each operation that acts.
final class Samples {

    private static final String LINK = "0000000000000004%2F1%3E0000000000000007%2F1";

    private Samples() {}

    /// Bodies by `METHOD path`, with what stands for the parameters of the path.
    static SequencedMap<String, String> acting() {
        SequencedMap<String, String> bodies = new LinkedHashMap<>();
        bodies.put("POST /api/v1/intents", hosts("new"));
        bodies.put("POST /api/v1/intent-batches", "{\"intents\":[" + hosts("one-of-many") + "]}");
        bodies.put("DELETE /api/v1/intents/ATLAM5-LOSAng", "");
        bodies.put("POST /api/v1/intents/ATLAM5-LOSAng/move", "{\"avoid\":[]}");
        bodies.put("POST /api/v1/intents/ATLAM5-LOSAng/retry", "");
        bodies.put("POST /api/v1/reconcile", "{}");
        bodies.put("POST /api/v1/autonomy/pause", "{\"reason\":\"storm\"}");
        bodies.put("POST /api/v1/autonomy/resume", "");
        bodies.put("PUT /api/v1/autonomy/levels/steer", "{\"level\":\"approve\"}");
        bodies.put("POST /api/v1/autonomy/questions/7", "{\"decision\":\"grant\"}");
        bodies.put("POST /api/v1/actions/12/undo", "");
        bodies.put("POST /api/v1/links/" + LINK + "/maintenance", "");
        bodies.put("DELETE /api/v1/links/" + LINK + "/maintenance", "");
        bodies.put("PUT /api/v1/freezes/night", "{\"to\":\"2026-03-01T22:00:00Z\"}");
        bodies.put("DELETE /api/v1/freezes/night", "");
        bodies.put(
                "POST /tmf-api/intentManagement/v5/intent",
                "{\"expression\":{\"expressionValue\":" + hosts("tmf") + "}}");
        return bodies;
    }

    static String hosts(String id) {
        return "{\"type\":\"host-to-host\",\"id\":\""
                + id
                + "\",\"source\":\"02:00:00:00:00:01\",\"target\":\"02:00:00:00:00:02\"}";
    }
}
