package io.teleon.controller.http;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Answers given to requests with an `Idempotency-Key`, so that one that is sent again is done once
/// (draft-ietf-httpapi-idempotency-key-header-07).
///
/// Bounded: the answers to the newest [#MAX] keys of the last [#KEPT], in this run of the
/// controller; what is older is done again. Answers that may be other next time, those that are
/// retryable or tell of a fault, are not kept.
final class Replays {

    static final int MAX = 10_000;
    static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final int SERVER_ERROR = 500;

    private final Cache<String, Given> answers =
            CacheBuilder.newBuilder().maximumSize(MAX).expireAfterWrite(KEPT).build();

    /// @param request a hash of what was asked
    private record Given(String request, CompletableFuture<AggregatedHttpResponse> answer) {}

    HttpResponse once(
            ServiceRequestContext context, AggregatedHttpRequest request, Routes.Answering next) {
        String key = request.headers().get("idempotency-key");
        if (key == null) {
            return next.answer(context, request);
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid(
                    "the Idempotency-Key is not 1 to 128 visible ASCII characters without spaces");
        }
        String whose = Caller.of(context).name().orElse("") + " " + key;
        Given mine = new Given(hash(request), new CompletableFuture<>());
        Optional<Given> before = Optional.ofNullable(answers.asMap().putIfAbsent(whose, mine));
        if (before.isEmpty()) {
            return first(context, request, next, whose, mine.answer());
        }
        if (!before.get().request().equals(mine.request())) {
            throw Problem.keyReused("this Idempotency-Key came with another request before");
        }
        return HttpResponse.of(
                before.get()
                        .answer()
                        .thenApply(answer ->
                                answer.toHttpResponse()
                                        .mapHeaders(headers ->
                                                headers.withMutations(h ->
                                                        h.set("idempotent-replayed", "true")))));
    }

    private HttpResponse first(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Routes.Answering next,
            String whose,
            CompletableFuture<AggregatedHttpResponse> given) {
        HttpResponse answer;
        try {
            answer = next.answer(context, request);
        } catch (Problem problem) {
            answer = problem.response();
        } catch (RuntimeException e) {
            answers.invalidate(whose);
            given.completeExceptionally(e);
            throw e;
        }
        var _ =
                answer.aggregate()
                        .handle((whole, failure) -> {
                            if (failure != null) {
                                answers.invalidate(whose);
                                return given.completeExceptionally(failure);
                            }
                            if (mayBeOtherNextTime(whole.status())) {
                                answers.invalidate(whose);
                            }
                            return given.complete(whole);
                        });
        return HttpResponse.of(given.thenApply(AggregatedHttpResponse::toHttpResponse));
    }

    private static boolean mayBeOtherNextTime(HttpStatus status) {
        return status.code() >= SERVER_ERROR || status.equals(HttpStatus.TOO_MANY_REQUESTS);
    }

    private static String hash(AggregatedHttpRequest request) {
        return Hashing.sha256()
                .newHasher()
                .putString(request.method() + " " + request.path() + "\n", StandardCharsets.UTF_8)
                .putBytes(request.content().array())
                .hash()
                .toString();
    }
}
