package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// JSON answers.
final class Json {

    private static final MediaType UTF_8 = MediaType.JSON_UTF_8;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A page of a list: how many match, its rows, and the number after or before which the next
    /// page begins, `null` where it is the last.
    static <T> void page(
            ObjectNode body,
            String rows,
            List<T> matching,
            List<T> page,
            Function<T, ObjectNode> row,
            ToLongFunction<T> number) {
        body.put("matching", matching.size());
        ArrayNode array = body.putArray(rows);
        page.forEach(one -> array.add(row.apply(one)));
        if (page.isEmpty() || page.getLast().equals(matching.getLast())) {
            body.putNull("next");
        } else {
            body.put("next", number.applyAsLong(page.getLast()));
        }
    }

    static HttpResponse ok(JsonNode body) {
        return answer(HttpStatus.OK, body);
    }

    static HttpResponse answer(HttpStatus status, JsonNode body) {
        return HttpResponse.of(status, UTF_8, body.toString());
    }
}
