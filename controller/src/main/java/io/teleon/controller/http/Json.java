package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;

/// JSON answers.
final class Json {

    private static final MediaType UTF_8 = MediaType.JSON_UTF_8;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static HttpResponse ok(JsonNode body) {
        return answer(HttpStatus.OK, body);
    }

    static HttpResponse answer(HttpStatus status, JsonNode body) {
        return HttpResponse.of(status, UTF_8, body.toString());
    }
}
