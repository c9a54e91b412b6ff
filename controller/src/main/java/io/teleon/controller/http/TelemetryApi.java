package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.telemetry.IngestResult;
import io.teleon.controller.telemetry.TelemetryIngest;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// What was measured: agents' reports in (OTLP over HTTP), series out.
final class TelemetryApi {

    static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

    private static final int STANDARD_NAMES = 1_000;
    private static final int MAX_NAMES = 20_000;
    private static final int MAX_SERIES = 50;

    private final TelemetryStore store;
    private final TelemetryIngest ingest;
    private final InstantSource clock;

    TelemetryApi(TelemetryStore store, TelemetryIngest ingest, InstantSource clock) {
        this.store = store;
        this.ingest = ingest;
        this.clock = clock;
    }

    /// With `series`: their samples. Without: the names of those there are.
    HttpResponse telemetry(ServiceRequestContext context) {
        Query query = Query.of(context, "series", "from", "to", "contains", "limit");
        List<SeriesId> asked = query.values("series", SeriesId::parse);
        if (asked.isEmpty()) {
            return names(query);
        }
        if (asked.size() > MAX_SERIES) {
            throw Problem.invalid(
                    asked.size()
                            + " series in one request, at most "
                            + MAX_SERIES
                            + " are answered");
        }
        Instant from = query.value("from", TelemetryApi::instant).orElse(Instant.MIN);
        Instant to = query.value("to", TelemetryApi::instant).orElse(Instant.MAX);
        ObjectNode body = Json.object();
        ArrayNode series = body.putArray("series");
        for (SeriesId id : asked) {
            ObjectNode node = series.addObject();
            node.put("id", id.toString());
            node.put("unit", id.metric().unit().toString());
            node.put("kind", ViewJson.word(id.metric().kind()));
            ArrayNode samples = node.putArray("samples");
            for (Sample sample : store.range(id, from, to)) {
                samples.addArray().add(sample.at().toEpochMilli()).add(sample.value());
            }
        }
        return Json.ok(body);
    }

    private HttpResponse names(Query query) {
        String contains = query.text("contains").orElse("").toLowerCase(Locale.ROOT);
        List<String> matching =
                store.series().stream()
                        .map(SeriesId::toString)
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(contains))
                        .toList();
        ObjectNode body = Json.object();
        body.put("matching", matching.size());
        ArrayNode names = body.putArray("names");
        matching.stream().limit(query.limit(STANDARD_NAMES, MAX_NAMES)).forEach(names::add);
        return Json.ok(body);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not of the form 2026-01-01T00:00:00Z", e);
        }
    }

    /// OTLP/HTTP: `POST /v1/metrics`.
    HttpResponse report(AggregatedHttpRequest request) {
        MediaType type = request.contentType();
        if (type == null || !type.is(PROTOBUF)) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "send OTLP metrics as application/x-protobuf, not compressed");
        }
        return switch (ingest.accept(request.content().array(), clock.instant())) {
            case IngestResult.Accepted accepted ->
                    HttpResponse.of(HttpStatus.OK, PROTOBUF, HttpData.wrap(accepted.answer()));
            case IngestResult.Refused(String reason) -> throw Problem.invalid(reason);
        };
    }
}
