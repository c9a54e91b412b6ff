package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.autonomy.ProgramSet;
import io.teleon.controller.autonomy.ReloadTrial;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.PolicyText;
import io.teleon.policies.reload.Reload;
import io.teleon.policies.syntax.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Puts another text in the place of a policy that runs, or says what would come of it: what is
/// wrong with it, where it would have decided otherwise over what was measured of late, and what
/// would be started and stopped now.
///
/// Linking, checking and comparing are done by threads that may take their time; of the control
/// loop only the swap is asked, between two epochs.
final class PolicyReloadApi {

    /// A program of the library has some 20 kB.
    static final long MAX_BYTES = 256 << 10;

    private final ControllerAccess controller;
    private final Asking asking;

    PolicyReloadApi(ControllerAccess controller, Asking asking) {
        this.controller = controller;
        this.asking = asking;
    }

    /// What is asked.
    private record Wanted(String name, String by, List<PolicyText> from, List<PolicyText> to) {}

    HttpResponse reload(ServiceRequestContext context, AggregatedHttpRequest request) {
        boolean dry = Query.of(context, "dryRun").flag("dryRun");
        Wanted wanted = wanted(context, request);
        return HttpResponse.of(
                CompletableFuture.supplyAsync(
                                () -> ProgramSet.check(wanted.to()), context.blockingTaskExecutor())
                        .thenApply(checked -> answer(context, wanted, checked, dry)));
    }

    private Wanted wanted(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("text", "by");
        String text = fields.text("text");
        String name = String.valueOf(context.pathParam("name"));
        List<PolicyText> running = controller.view().autonomy().texts();
        Optional<PolicyText> old =
                running.stream().filter(policy -> policy.name().equals(name)).findFirst();
        Versions.requireMatch(
                request, old.map(PolicyText::text).map(Versions::of), "policy " + name);
        if (old.isEmpty()) {
            throw PolicyApi.unknown(name);
        }
        return new Wanted(
                name,
                AutonomyAskApi.by(context, fields),
                running,
                ProgramSet.replaced(running, name, text));
    }

    private HttpResponse answer(
            ServiceRequestContext context, Wanted wanted, ProgramSet.Checked checked, boolean dry) {
        ObjectNode body = Json.object();
        body.put("name", wanted.name());
        // Of the others that run only what forbids it.
        String file = new PolicyText(wanted.name(), "").source().name();
        body.set(
                "findings",
                FindingsJson.of(
                        checked.findings().stream()
                                .filter(found ->
                                        found.span().file().equals(file)
                                                || found.level() == Diagnostic.Level.ERROR)
                                .toList()));
        if (checked.programs().isEmpty()) {
            return dry ? unsound(body) : Problem.unsound(error(checked)).response();
        }
        ProgramSet programs = checked.programs().get();
        if (!programs.declares(wanted.name())) {
            return Problem.unsound("the text declares no policy '" + wanted.name() + "'")
                    .response();
        }
        body.put("sound", true);
        Ask.ReloadPolicy ask =
                new Ask.ReloadPolicy(wanted.name(), wanted.from(), programs, wanted.by());
        return dry
                ? asking.foreseeReload(
                        ask,
                        trial ->
                                HttpResponse.of(
                                        CompletableFuture.supplyAsync(
                                                () -> compared(body, trial),
                                                context.blockingTaskExecutor())))
                : asking.ask(context, ask, accepted -> done(body, wanted, accepted));
    }

    private static Asking.Reply done(ObjectNode body, Wanted wanted, Answer.Accepted accepted) {
        body.put("changed", accepted.changed());
        body.putArray("refused");
        body.putNull("comparison");
        String version =
                wanted.to().stream()
                        .filter(text -> text.name().equals(wanted.name()))
                        .map(text -> Versions.of(text.text()))
                        .findFirst()
                        .orElseThrow();
        return new Asking.Reply(HttpStatus.OK, body).with(HttpHeaderNames.ETAG, version);
    }

    private static String error(ProgramSet.Checked checked) {
        Diagnostic error =
                checked.findings().stream()
                        .filter(found -> found.level() == Diagnostic.Level.ERROR)
                        .findFirst()
                        .orElseThrow();
        return "%s:%d:%d: %s"
                .formatted(
                        error.span().file(),
                        error.span().line(),
                        error.span().column(),
                        error.message());
    }

    private static HttpResponse unsound(ObjectNode body) {
        body.put("sound", false);
        body.put("changed", false);
        body.putArray("refused");
        body.putNull("comparison");
        body.put("dryRun", true);
        body.putArray("diff");
        body.putNull("twin");
        return Json.ok(body);
    }

    private static HttpResponse compared(ObjectNode body, ReloadTrial trial) {
        ArrayNode refused = body.putArray("refused");
        body.put("dryRun", true);
        ArrayNode diff = body.putArray("diff");
        body.putNull("twin");
        switch (trial.run()) {
            case Reload.Refused(List<String> reasons) -> {
                reasons.forEach(refused::add);
                body.put("changed", false);
                body.putNull("comparison");
            }
            case Reload.Ready ready -> {
                ReloadReport report = new ReloadReport(ready);
                report.lines().forEach(diff::add);
                ObjectNode json = report.json();
                body.set("changed", json.remove("changes"));
                json.put(
                        "from",
                        trial.running().log().isEmpty()
                                ? null
                                : trial.running().log().getFirst().now().toString());
                json.put("to", trial.running().time().toString());
                body.set("comparison", json);
            }
        }
        return Json.ok(body);
    }
}
