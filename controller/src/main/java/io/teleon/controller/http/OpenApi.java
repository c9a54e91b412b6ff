package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes an OpenAPI 3.1 document of `api.yaml`, whose head says how that is to be read.
final class OpenApi {

    static final String SCHEMAS = "#/components/schemas/";

    private static final String PARAMETERS = "#/components/parameters/";
    private static final String JSON = "application/json";
    private static final Pattern IN_PATH = Pattern.compile("\\{([a-z]+)}");

    private final JsonNode api;
    private final ObjectNode schemas = Json.object();

    private OpenApi(JsonNode api) {
        this.api = api;
    }

    static ObjectNode of(JsonNode api) {
        return new OpenApi(api).document();
    }

    private ObjectNode document() {
        api.path("words")
                .properties()
                .forEach(w -> schemas.set(w.getKey(), Shapes.words(w.getValue())));
        api.path("shapes")
                .properties()
                .forEach(s -> schemas.set(s.getKey(), Shapes.schema(s.getValue())));
        schemas.setAll((ObjectNode) api.path("schemas"));
        ObjectNode document = Json.object();
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Teleon");
        info.put("version", "1");
        info.put("description", api.path("about").asText());
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        api.path("operations")
                .properties()
                .forEach(operation -> {
                    String[] name = operation.getKey().split(" ", 2);
                    paths.withObjectProperty(name[1])
                            .set(
                                    name[0].toLowerCase(Locale.ROOT),
                                    operation(name[0], name[1], operation.getValue()));
                });
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("parameters", parameters());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        return document;
    }

    private static ObjectNode parameters() {
        ObjectNode parameters = Json.object();
        parameter(parameters.putObject("DryRun"), "query", "dryRun", Shapes.named("flag"))
                .put("description", "what would come of it; nothing is done");
        ObjectNode key = Shapes.named("text");
        key.put("minLength", 1).put("maxLength", 128);
        parameter(parameters.putObject("IdempotencyKey"), "header", "Idempotency-Key", key)
                .put(
                        "description",
                        "the same key with the same request is done once and answered alike, within"
                                + " the newest 10 000 keys of a day and one run of the controller");
        parameter(parameters.putObject("IfMatch"), "header", "If-Match", Shapes.named("text"))
                .put("description", "done only where the ETag is still this");
        return parameters;
    }

    private static ObjectNode parameter(ObjectNode node, String in, String name, JsonNode schema) {
        node.put("name", name);
        node.put("in", in);
        node.put("required", in.equals("path"));
        node.set("schema", schema);
        return node;
    }

    private ObjectNode operation(String method, String path, JsonNode brief) {
        ObjectNode node = Json.object();
        node.put("operationId", brief.path("id").asText());
        node.putArray("tags").add(brief.path("tag").asText());
        node.put("summary", brief.path("does").asText());
        boolean acts = brief.path("acts").asBoolean();
        ArrayNode parameters = node.putArray("parameters");
        Matcher inPath = IN_PATH.matcher(path);
        while (inPath.find()) {
            parameter(parameters.addObject(), "path", inPath.group(1), Shapes.named("text"));
        }
        brief.path("query")
                .properties()
                .forEach(q -> {
                    String type = q.getValue().asText();
                    boolean needed = type.endsWith("!");
                    parameter(
                                    parameters.addObject(),
                                    "query",
                                    q.getKey(),
                                    Shapes.named(
                                            needed ? type.substring(0, type.length() - 1) : type))
                            .put("required", needed);
                });
        if (acts) {
            parameters.addObject().put("$ref", PARAMETERS + "DryRun");
        }
        if ((acts && method.equals("POST")) || brief.path("keyed").asBoolean()) {
            parameters.addObject().put("$ref", PARAMETERS + "IdempotencyKey");
        }
        if (brief.path("version").asBoolean()) {
            parameters.addObject().put("$ref", PARAMETERS + "IfMatch");
        }
        requestBody(node, brief);
        answers(node.putObject("responses"), brief, acts);
        ArrayNode security = node.putArray("security");
        if (brief.has("role")) {
            node.put("x-role", brief.path("role").asText());
            security.addObject().putArray("token");
        }
        return node;
    }

    private static void requestBody(ObjectNode node, JsonNode brief) {
        if (brief.path("otlp").asBoolean()) {
            ObjectNode body = node.putObject("requestBody");
            body.put("required", true);
            body.putObject("content").putObject("application/x-protobuf");
        } else if (brief.has("body")) {
            ObjectNode body = node.putObject("requestBody");
            body.put("required", !brief.path("bodyOptional").asBoolean());
            ObjectNode content = body.putObject("content");
            JsonNode schema = Shapes.schema(brief.path("body"));
            content.putObject(JSON).set("schema", schema);
            if (brief.path("yaml").asBoolean()) {
                content.putObject("application/yaml").set("schema", schema.deepCopy());
            }
        }
    }

    private void answers(ObjectNode responses, JsonNode brief, boolean acts) {
        if (brief.path("text").asBoolean()) {
            content(responses, "200", "text/plain", Shapes.named("text"));
        } else if (brief.path("stream").asBoolean()) {
            content(responses, "200", "text/event-stream", Shapes.named("text"));
        } else if (brief.path("otlp").asBoolean()) {
            content(responses, "200", "application/x-protobuf", Json.object());
        } else if (!brief.has("answers")) {
            responses.putObject("204").put("description", "Done.");
        }
        brief.path("answers")
                .properties()
                .forEach(answer ->
                        content(responses, answer.getKey(), JSON, either(answer.getValue())));
        if (acts) {
            foreseen(
                    responses,
                    brief.has("foreseen")
                            ? brief.path("foreseen").asText()
                            : brief.path("answers").elements().next().asText());
        }
        if (brief.path("etag").asBoolean()) {
            responses
                    .withObjectProperty("200")
                    .putObject("headers")
                    .putObject("ETag")
                    .set("schema", Shapes.named("text"));
            responses.putObject("304").put("description", "It is still what If-None-Match says.");
        }
        content(responses, "default", "application/problem+json", Shapes.named("Problem"));
    }

    /// One of several shapes, or the one there is.
    private static ObjectNode either(JsonNode types) {
        if (!types.isArray()) {
            return Shapes.schema(types);
        }
        ObjectNode schema = Json.object();
        ArrayNode any = schema.putArray("oneOf");
        types.forEach(type -> any.add(Shapes.schema(type)));
        return schema;
    }

    private static void content(ObjectNode responses, String status, String type, JsonNode schema) {
        ObjectNode response = responses.putObject(status);
        response.put("description", status.equals("default") ? "Why not." : "As asked.");
        response.putObject("content").putObject(type).set("schema", schema);
    }

    /// A dry run is answered with 200 and the same shape, in which all of this stands too; where
    /// what is done is answered without a body, with the shape of what it is done to. It is one
    /// schema and not one of two, which generated clients could not tell apart.
    private void foreseen(ObjectNode responses, String name) {
        ObjectNode schema = (ObjectNode) schemas.path(name);
        if (!schema.has("dependentRequired")) {
            ObjectNode properties = (ObjectNode) schema.path("properties");
            properties.set("dryRun", Json.object().put("type", "boolean").put("const", true));
            properties.set("diff", Shapes.named("[text]"));
            properties.set("twin", Shapes.named("Twin?"));
            ObjectNode together = schema.putObject("dependentRequired");
            together.putArray("dryRun").add("diff").add("twin");
            together.putArray("diff").add("dryRun").add("twin");
            together.putArray("twin").add("dryRun").add("diff");
        }
        if (!responses.has("200")) {
            content(responses, "200", JSON, Shapes.named(name));
        }
    }
}
