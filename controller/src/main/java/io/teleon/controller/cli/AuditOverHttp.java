package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.audit.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The audit of a running controller, read by its API and judged here: the server is not believed.
final class AuditOverHttp implements AuditTrail {

    private final ApiClient client;
    private final ChainPoint anchor;
    private final ChainPoint head;

    AuditOverHttp(ApiClient client) throws IOException {
        this.client = client;
        JsonNode first = client.get("/api/v1/audit?limit=1");
        anchor = point(first.path("anchor"));
        head = point(first.path("head"));
    }

    @Override
    public ChainPoint anchor() {
        return anchor;
    }

    @Override
    public ChainPoint head() {
        return head;
    }

    @Override
    public List<AuditRecord> read(AuditQuery query) {
        String path =
                "/api/v1/audit?from="
                        + Math.max(0, query.from())
                        + "&limit="
                        + query.limit()
                        + query.subject().map(s -> "&subject=" + ApiClient.encoded(s)).orElse("");
        List<AuditRecord> records = new ArrayList<>();
        try {
            client.get(path).path("records").forEach(node -> records.add(record(node)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return records;
    }

    private static ChainPoint point(JsonNode node) {
        return new ChainPoint(node.path("sequence").asLong(), node.path("hash").asText());
    }

    private static AuditRecord record(JsonNode node) {
        List<Evidence> evidence = new ArrayList<>();
        node.path("evidence")
                .forEach(one ->
                        evidence.add(
                                new Evidence(
                                        one.path("name").asText(), one.path("value").asText())));
        return new AuditRecord(
                node.path("sequence").asLong(),
                Instant.parse(node.path("at").asText()),
                node.path("actor").asText(),
                AuditRecord.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                node.path("subject").asText(),
                evidence,
                node.path("previousHash").asText(),
                node.path("hash").asText());
    }
}
