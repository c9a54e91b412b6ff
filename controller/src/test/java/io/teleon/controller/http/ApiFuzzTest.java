package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/// Requests drawn from the API's own document, right and wrong: whatever comes, the answer is one
/// that the document promises, and never a fault or a stack trace.
class ApiFuzzTest {

    private static final ServedApi API = new ServedApi(Optional.empty());
    private static final List<ApiContract.Operation> OPERATIONS =
            API.contract.operations().stream()
                    .filter(o -> !o.path().endsWith("/stream"))
                    .filter(o -> !o.node().at("/requestBody/content").has("application/x-protobuf"))
                    .toList();
    private static final Pattern IN_PATH = Pattern.compile("\\{[a-z]+}");
    private static final Pattern TRACE =
            Pattern.compile("\\bat (io\\.teleon|java\\.|com\\.)|Exception|\\.java:");

    @AfterContainer
    static void stop() {
        API.close();
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void whateverIsAskedTheAnswerIsAsPromised(@ForAll long seed) {
        Random random = new Random(seed);
        API.controller.asked.clear();
        ApiContract.Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        SchemaDraw draw =
                new SchemaDraw(ServedDocument.DOCUMENT, random, random.nextBoolean() ? 0 : 0.2);
        String target = path(operation, draw) + query(operation, draw, random);
        String body = body(operation, draw, random);
        boolean yaml = random.nextInt(8) == 0;
        HttpResponse<String> response =
                yaml
                        ? API.send(
                                operation.method(),
                                target,
                                body,
                                "Content-Type",
                                "application/yaml")
                        : API.send(operation.method(), target, body);
        assertTrue(response.statusCode() < 500, () -> target + " " + body + response.body());
        assertFalse(TRACE.matcher(response.body()).find(), response::body);
    }

    /// The document once, for all tries.
    private static final class ServedDocument {
        static final JsonNode DOCUMENT = Documents.read().document();
    }

    private static String path(ApiContract.Operation operation, SchemaDraw draw) {
        Matcher parameter = IN_PATH.matcher(operation.path());
        return parameter.replaceAll(_ -> {
            String text = draw.text();
            // An empty part would be another path.
            return Matcher.quoteReplacement(text.isBlank() ? "x" : encoded(text));
        });
    }

    private static String query(ApiContract.Operation operation, SchemaDraw draw, Random random) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.node().path("parameters")) {
            boolean dryRun = parameter.path("$ref").asText().endsWith("DryRun");
            if ((dryRun || parameter.path("in").asText().equals("query"))
                    && random.nextInt(3) == 0) {
                String value =
                        dryRun
                                ? random.nextInt(4) > 0 ? "true" : draw.text()
                                : draw.draw(parameter.path("schema")).asText();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(dryRun ? "dryRun" : parameter.path("name").asText())
                        .append('=')
                        .append(encoded(value));
            }
        }
        if (random.nextInt(20) == 0) {
            query.append(query.isEmpty() ? '?' : '&').append(encoded(draw.text())).append("=1");
        }
        return query.toString();
    }

    private static String body(ApiContract.Operation operation, SchemaDraw draw, Random random) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return "";
        }
        String body = draw.draw(schema).toString();
        return random.nextInt(20) == 0 ? body.substring(0, body.length() / 2) : body;
    }

    private static String encoded(String text) {
        String longest = text.length() > 300 ? text.substring(0, 300) : text;
        return URLEncoder.encode(longest, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
