package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/// Holds what the API answers against its OpenAPI document: the operation is in it, so are the
/// status and the media type, and the body is of the schema that stands there.
final class ApiContract {

    private static final String DOCUMENT = "https://teleon.invalid/openapi.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentSkipListMap<>();

    /// @param document as it was served
    ApiContract(JsonNode document) {
        this.document = document;
        registry =
                SchemaRegistry.withDialect(
                        Dialects.getOpenApi31(),
                        builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
    }

    static ApiContract shipped() {
        return new ApiContract(Documents.read().document());
    }

    /// One operation of the document.
    record Operation(String method, String path, JsonNode node) {

        boolean fits(String otherMethod, String otherPath) {
            return method.equals(otherMethod)
                    && Pattern.matches(path.replaceAll("\\{[a-z]+}", "[^/]+"), otherPath);
        }

        Optional<String> role() {
            return Optional.ofNullable(node.get("x-role")).map(JsonNode::asText);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(one ->
                                        operations.add(
                                                new Operation(
                                                        one.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        one.getValue()))));
        return operations;
    }

    /// What is wrong with an answer; empty where it keeps what the document promises.
    List<String> faults(HttpResponse<String> response) {
        String method = response.request().method();
        String path = response.request().uri().getRawPath();
        Optional<Operation> operation =
                operations().stream()
                        .filter(o -> o.fits(method, path))
                        // What is written out stands before what has a parameter.
                        .min((a, b) -> Integer.compare(braces(a.path()), braces(b.path())));
        String type = response.headers().firstValue("content-type").orElse("");
        if (operation.isEmpty()) {
            if (response.statusCode() >= 400) {
                return bodyFaults("#/components/schemas/Problem", response.body());
            }
            return isPage(path)
                    ? List.of()
                    : List.of(method + " " + path + " is not in the document");
        }
        String where =
                "/paths/"
                        + escaped(operation.get().path())
                        + "/"
                        + method.toLowerCase(Locale.ROOT)
                        + "/responses/";
        JsonNode responses = operation.get().node().path("responses");
        String status = Integer.toString(response.statusCode());
        String key = responses.has(status) ? status : "default";
        if (key.equals("default") && response.statusCode() < 400) {
            return List.of(status + " of " + method + " " + path + " is not in the document");
        }
        JsonNode content = responses.path(key).path("content");
        if (content.isMissingNode()) {
            return response.body().isEmpty()
                    ? List.of()
                    : List.of(status + " has a body, the document says none");
        }
        String media = type.replaceFirst(";.*", "");
        if (!content.has(media)) {
            return List.of("'" + type + "' for " + method + " " + path + ", expected " + content);
        }
        return media.endsWith("json")
                ? bodyFaults(
                        "#" + where + key + "/content/" + escaped(media) + "/schema",
                        response.body())
                : List.of();
    }

    private static boolean isPage(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/tmf-api/");
    }

    private static int braces(String path) {
        return (int) path.chars().filter(c -> c == '{').count();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    List<String> bodyFaults(String pointer, String body) {
        try {
            return faults(pointer, MAPPER.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }

    List<String> faults(String pointer, JsonNode body) {
        return schemas
                .computeIfAbsent(pointer, p -> registry.getSchema(SchemaLocation.of(DOCUMENT + p)))
                .validate(body)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
