package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The API's description of itself: `api.yaml` as an OpenAPI document, and the part of it that is
/// the language of intents as a JSON Schema of its own.
///
/// @param document OpenAPI 3.1
/// @param intent a JSON Schema, draft 2020-12
record Documents(JsonNode document, JsonNode intent) {

    private static final String FILE = "api.yaml";

    static Documents read() {
        try (InputStream in = Documents.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not there");
            }
            JsonNode api = YamlJson.of(YamlNode.parse(SourceText.decode(FILE, in.readAllBytes())));
            JsonNode document = OpenApi.of(api);
            return new Documents(document, intentSchema(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The schema of an intent with all that it refers to.
    private static JsonNode intentSchema(JsonNode document) {
        ObjectNode schema = Json.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "An intent of Teleon");
        schema.put("$ref", OpenApi.SCHEMAS + "Intent");
        schema.putObject("components").set("schemas", document.at("/components/schemas"));
        return schema;
    }

    HttpResponse openApi() {
        return Json.ok(document);
    }

    HttpResponse intentSchema() {
        return Json.ok(intent);
    }
}
