package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// The ways from one switch to another over the links that are up. Searched by a thread that may
/// take its time, on the newest view.
final class PathsApi {

    private static final int MAX_PATHS = 32;

    private final ControllerAccess controller;

    PathsApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse paths(ServiceRequestContext context) {
        Query query = Query.of(context, "from", "to", "limit", "avoid");
        DatapathId from = required(query, "from");
        DatapathId to = required(query, "to");
        int limit = query.limit(1, MAX_PATHS);
        List<LinkId> avoid = query.values("avoid", LinkId::parse);
        ControllerView view = controller.view();
        return HttpResponse.of(
                CompletableFuture.supplyAsync(
                        () -> Json.ok(body(view, from, to, limit, avoid)),
                        context.blockingTaskExecutor()));
    }

    private static DatapathId required(Query query, String name) {
        return query.value(name, DatapathId::parse)
                .orElseThrow(() -> Problem.invalid("parameter '" + name + "' is missing"));
    }

    private static ObjectNode body(
            ControllerView view, DatapathId from, DatapathId to, int limit, List<LinkId> avoid) {
        Topology topology = view.topology().withLinks(link -> !avoid.contains(link.id()));
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode paths = body.putArray("paths");
        Routes.of(topology)
                .kShortest(from, to, limit)
                .forEach(path -> path(paths.addObject(), path, view));
        return body;
    }

    private static void path(ObjectNode node, Path path, ControllerView view) {
        ArrayNode links = node.putArray("links");
        path.links().forEach(link -> links.add(link.id().toString()));
        node.put("weight", path.weight());
        node.put("delayMicros", path.delay().toNanos() / 1e3);
        OptionalDouble room = path.links().stream().mapToDouble(link -> room(link, view)).min();
        ActionJson.number(node, "roomBitsPerSecond", room.orElse(Double.NaN));
    }

    /// What a link could carry more than it does; what is not measured makes the whole unknown.
    private static double room(Link link, ControllerView view) {
        Optional<Double> load =
                view.links().stream()
                        .filter(l -> l.link().id().equals(link.id()))
                        .findFirst()
                        .flatMap(ControllerView.LinkView::load)
                        .map(rate -> rate.bitsPerSecond());
        return load.map(l -> Math.max(0, link.capacity().bitsPerSecond() - l)).orElse(Double.NaN);
    }
}
