package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.autonomy.ReloadTrial;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the controller in the caller's name, and answers when it has: with its problem, where it
/// rejects. With `dryRun=true` nothing is done, and the answer has the same shape with what would
/// come of it.
final class Asking {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ControllerAccess controller;

    Asking(ControllerAccess controller) {
        this.controller = controller;
    }

    /// What is answered once the controller has accepted.
    ///
    /// @param headers names and values, in turn
    record Reply(
            HttpStatus status, ObjectNode body, List<Map.Entry<CharSequence, String>> headers) {

        Reply(HttpStatus status, ObjectNode body) {
            this(status, body, List.of());
        }

        Reply with(CharSequence header, String value) {
            List<Map.Entry<CharSequence, String>> more = new ArrayList<>(headers);
            more.add(Map.entry(header, value));
            return new Reply(status, body, List.copyOf(more));
        }

        HttpResponse response() {
            return Json.answer(status, body)
                    .mapHeaders(all ->
                            all.withMutations(h ->
                                    headers.forEach(one -> h.set(one.getKey(), one.getValue()))));
        }
    }

    interface WhenAccepted {
        Reply reply(Answer.Accepted accepted);
    }

    interface WhenForeseen {
        HttpResponse answer(Answer.Foreseen foreseen);
    }

    /// Asks what the request asks, or what would come of it.
    HttpResponse ask(ServiceRequestContext context, Ask ask, WhenAccepted whenAccepted) {
        if (isDry(context)) {
            return foreseeInto(
                    ask,
                    foreseen -> whenAccepted.reply(new Answer.Accepted(foreseen.changed())).body());
        }
        return asked(
                named(context, ask),
                answer ->
                        switch (answer) {
                            case Answer.Accepted accepted ->
                                    whenAccepted.reply(accepted).response();
                            case Answer.Rejected rejected -> Problem.of(rejected).response();
                            case Answer.Foreseen _, Answer.ReloadForeseen _ ->
                                    throw new IllegalStateException("foreseen, not done: " + ask);
                        });
    }

    /// Asks, and has nothing to say but that it is accepted.
    ///
    /// @param wouldBe what it is done to, as it would be then: the answer to a dry run
    HttpResponse done(ServiceRequestContext context, Ask ask, Supplier<ObjectNode> wouldBe) {
        if (isDry(context)) {
            return foreseeInto(ask, _ -> wouldBe.get());
        }
        return asked(
                named(context, ask),
                answer ->
                        answer instanceof Answer.Rejected rejected
                                ? Problem.of(rejected).response()
                                : HttpResponse.of(HttpStatus.NO_CONTENT));
    }

    static boolean isDry(ServiceRequestContext context) {
        return Query.of(context, "dryRun").flag("dryRun");
    }

    private HttpResponse foreseeInto(Ask ask, Function<Answer.Foreseen, ObjectNode> answered) {
        return foresee(
                ask,
                foreseen -> {
                    ObjectNode body = answered.apply(foreseen);
                    ForeseenJson.write(body, foreseen);
                    return Json.ok(body);
                });
    }

    private static Ask named(ServiceRequestContext context, Ask ask) {
        return Caller.of(context).name().<Ask>map(by -> new Ask.Named(by, ask)).orElse(ask);
    }

    /// Asks what would come of it.
    HttpResponse foresee(Ask ask, WhenForeseen whenForeseen) {
        return asked(
                new Ask.Foresee(ask),
                answer ->
                        switch (answer) {
                            case Answer.Foreseen foreseen -> whenForeseen.answer(foreseen);
                            case Answer.Rejected rejected -> Problem.of(rejected).response();
                            case Answer.Accepted _, Answer.ReloadForeseen _ ->
                                    throw new IllegalStateException("done, not foreseen: " + ask);
                        });
    }

    /// Asks for what is needed to find out what would come of it.
    HttpResponse foreseeReload(
            Ask.ReloadPolicy ask, Function<ReloadTrial, HttpResponse> whenForeseen) {
        return asked(
                new Ask.Foresee(ask),
                answer ->
                        switch (answer) {
                            case Answer.ReloadForeseen(ReloadTrial trial) ->
                                    whenForeseen.apply(trial);
                            case Answer.Rejected rejected -> Problem.of(rejected).response();
                            case Answer.Accepted _, Answer.Foreseen _ ->
                                    throw new IllegalStateException("no reload foreseen: " + ask);
                        });
    }

    /// The answers to all, in their order.
    CompletableFuture<List<Answer>> all(ServiceRequestContext context, List<Ask> asks) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(asks.size());
        for (Ask ask : asks) {
            answers.add(controller.ask(named(context, ask)));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    /// What would come of each by itself, in their order.
    CompletableFuture<List<Answer>> allForeseen(List<Ask> asks) {
        List<CompletableFuture<Answer>> answers =
                asks.stream().map(ask -> controller.ask(new Ask.Foresee(ask))).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    private HttpResponse asked(Ask ask, Function<Answer, HttpResponse> answered) {
        CompletableFuture<HttpResponse> response =
                controller
                        .ask(ask)
                        // A copy: what is given up here must not be given up in the controller.
                        .thenApply(answer -> answer)
                        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .handle((answer, failure) -> response(answer, failure, answered));
        return HttpResponse.of(response);
    }

    private static HttpResponse response(
            @Nullable Answer answer,
            @Nullable Throwable failure,
            Function<Answer, HttpResponse> answered) {
        if (answer != null) {
            return answered.apply(answer);
        }
        return failure instanceof TimeoutException
                ? late().response()
                : new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "the controller failed to answer")
                        .response();
    }

    static Problem late() {
        return new Problem(
                HttpStatus.GATEWAY_TIMEOUT,
                "the controller has not answered within "
                        + PATIENCE.toSeconds()
                        + " s; it may still do what was asked");
    }
}
