package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.PolicyText;
import io.teleon.policies.check.Checker;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The programs that run, and what is wrong with others before they do.
final class PolicyApi {

    private static final int MAX_FILES = 20;

    private final ControllerAccess controller;

    PolicyApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse policies(ServiceRequestContext context) {
        Query.of(context);
        ObjectNode body = Json.object();
        body.put("at", controller.view().at().toString());
        ArrayNode policies = body.putArray("policies");
        for (String program : controller.view().autonomy().programs()) {
            String name = program.replaceFirst(" .*", "");
            ObjectNode policy = policies.addObject();
            policy.put("name", name);
            policy.put("version", program.substring(name.length()).strip());
            policy.put("etag", text(name).map(Versions::of).orElse(null));
        }
        return Json.ok(body);
    }

    private Optional<String> text(String name) {
        return controller.view().autonomy().texts().stream()
                .filter(text -> text.name().equals(name))
                .map(PolicyText::text)
                .findFirst();
    }

    static Problem unknown(String name) {
        return Problem.unknown("no policy '" + name + "' runs here");
    }

    /// Its text.
    HttpResponse policy(ServiceRequestContext context) {
        Query.of(context);
        String name = String.valueOf(context.pathParam("name"));
        String text = text(name).orElseThrow(() -> unknown(name));
        ObjectNode body = Json.object();
        body.put("name", name);
        body.put("text", text);
        return Json.ok(body)
                .mapHeaders(headers ->
                        headers.withMutations(h -> h.set(HttpHeaderNames.ETAG, Versions.of(text))));
    }

    /// The files together are one program; what they import comes with Teleon. Linked and checked
    /// by a thread that may take its time.
    HttpResponse check(ServiceRequestContext context, AggregatedHttpRequest request) {
        Query.of(context);
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("files");
        List<RequestFields> files = fields.objects("files");
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw Problem.invalid(files.size() + " files, expected 1 to " + MAX_FILES);
        }
        List<Source> sources = new ArrayList<>();
        for (RequestFields file : files) {
            file.requireOnly("name", "text");
            sources.add(new Source(file.text("name"), file.text("text")));
        }
        return HttpResponse.of(
                CompletableFuture.supplyAsync(
                        () -> Json.ok(checked(sources)), context.blockingTaskExecutor()));
    }

    private static ObjectNode checked(List<Source> sources) {
        Linked linked = Linker.link(sources, Programs::shipped);
        List<Diagnostic> found = new ArrayList<>(linked.diagnostics());
        linked.program().ifPresent(program -> found.addAll(Checker.check(program)));
        ObjectNode body = Json.object();
        body.put("sound", found.stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR));
        body.set("findings", FindingsJson.of(found));
        return body;
    }
}
