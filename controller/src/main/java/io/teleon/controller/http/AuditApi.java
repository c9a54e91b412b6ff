package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.audit.Evidence;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The audit, a page at a time. It is read from a file, so never by a thread that serves
/// connections.
final class AuditApi {

    private static final int STANDARD_LIMIT = 200;

    private final AuditTrail trail;

    AuditApi(AuditTrail trail) {
        this.trail = trail;
    }

    HttpResponse audit(ServiceRequestContext context) {
        Query query = Query.of(context, "from", "subject", "limit");
        AuditQuery wanted =
                new AuditQuery(
                        query.number("from", 0, Long.MAX_VALUE).orElse(1L),
                        query.limit(STANDARD_LIMIT, AuditQuery.MAX_LIMIT),
                        query.text("subject"));
        return HttpResponse.of(
                CompletableFuture.supplyAsync(
                        () -> Json.ok(body(wanted)), context.blockingTaskExecutor()));
    }

    /// The bounds are read first: what is added meanwhile lies behind the head, and what is given
    /// up meanwhile is missed by whoever checks, who then begins again.
    private ObjectNode body(AuditQuery wanted) {
        ObjectNode body = Json.object();
        point(body.putObject("anchor"), trail.anchor());
        point(body.putObject("head"), trail.head());
        List<AuditRecord> page = trail.read(wanted);
        ArrayNode records = body.putArray("records");
        page.forEach(one -> write(records.addObject(), one));
        if (page.size() < wanted.limit()) {
            body.putNull("next");
        } else {
            body.put("next", page.getLast().sequence() + 1);
        }
        return body;
    }

    private static void point(ObjectNode node, ChainPoint point) {
        node.put("sequence", point.sequence());
        node.put("hash", point.hash());
    }

    private static void write(ObjectNode node, AuditRecord one) {
        node.put("sequence", one.sequence());
        node.put("at", one.at().toString());
        node.put("actor", one.actor());
        node.put("kind", ViewJson.word(one.kind()));
        node.put("subject", one.subject());
        ArrayNode evidence = node.putArray("evidence");
        for (Evidence piece : one.evidence()) {
            evidence.addObject().put("name", piece.name()).put("value", piece.value());
        }
        node.put("previousHash", one.previousHash());
        node.put("hash", one.hash());
    }
}
