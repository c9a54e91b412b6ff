package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How things were: what the page shows is kept once a second, in a network so large that this
/// takes long less often, and can be asked for again.
final class MomentsApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MomentsApi.class);
    private static final int MOST = 1_500;
    private static final long MOST_BYTES = 48L << 20;
    private static final int MOST_INTENTS = 2_000;
    private static final int MOST_ACTIONS = 60;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// Keeping takes at most this part of a processor.
    private static final int AT_MOST_ONE_OF = 50;

    private final ControllerAccess controller;
    private final Moments moments = new Moments(MOST, MOST_BYTES);
    private final PastIntents past = new PastIntents();
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("moments").factory());

    private long tookBefore;

    MomentsApi(ControllerAccess controller) {
        this.controller = controller;
        keeper.execute(this::keepAndGoOn);
    }

    private void keepAndGoOn() {
        long began = System.nanoTime();
        try {
            keep();
        } catch (RuntimeException e) {
            // The page then has a gap; the controller goes on.
            LOG.atWarn().setCause(e).log("a moment could not be kept");
        }
        long took = System.nanoTime() - began;
        // One that took long once, such as the very first, is no reason to keep fewer.
        long rest = Math.max(INTERVAL.toNanos(), AT_MOST_ONE_OF * Math.min(took, tookBefore));
        tookBefore = took;
        if (!keeper.isShutdown()) {
            var _ = keeper.schedule(this::keepAndGoOn, rest, TimeUnit.NANOSECONDS);
        }
    }

    /// Keeps how things are now.
    void keep() {
        ControllerView view = controller.view();
        past.keep(view);
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        body.set("topology", ViewJson.topology(view));
        body.set("autonomy", AutonomyJson.autonomy(view));
        body.set("forecasts", AutonomyJson.forecasts(view, java.util.Optional.empty()));
        body.set("tree", InsightJson.tree(controller.insight()));
        ArrayNode actions = body.putArray("actions");
        view.autonomy().actions().reversed().stream()
                .limit(MOST_ACTIONS)
                .forEach(action -> actions.add(ActionJson.line(action)));
        ArrayNode intents = body.putArray("intents");
        view.intents().stream().limit(MOST_INTENTS).forEach(i -> intents.add(brief(i)));
        moments.add(view.at(), packed(body.toString()));
    }

    private static ObjectNode brief(IntentView intent) {
        ObjectNode node = Json.object();
        node.put("id", intent.intent().id().toString());
        node.put("state", intent.state().name());
        node.put("fulfilment", intent.fulfilment().state().name());
        node.put("reason", intent.reason());
        ArrayNode path = node.putArray("path");
        intent.path().forEach(link -> path.add(link.toString()));
        return node;
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The times that can be asked for.
    HttpResponse moments(ServiceRequestContext context) {
        Query.of(context);
        List<Instant> times = moments.times();
        ObjectNode body = Json.object();
        body.put("at", controller.view().at().toString());
        ArrayNode array = body.putArray("moments");
        times.forEach(time -> array.add(time.toString()));
        return Json.ok(body);
    }

    /// How it was at a time, or last before it.
    HttpResponse moment(ServiceRequestContext context) {
        Query.of(context);
        return moments.at(time(context))
                .map(m ->
                        HttpResponse.of(
                                HttpStatus.OK, MediaType.JSON_UTF_8, unpacked(m.getValue())))
                .orElseThrow(() -> Problem.unknown("no moment is kept yet"));
    }

    /// The time in the path.
    ///
    /// @throws Problem 400 where it is none
    static Instant time(ServiceRequestContext context) {
        String text = String.valueOf(context.pathParam("at"));
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "in the path: '" + text + "' is not a time such as 2026-03-01T12:00:00Z");
        }
    }

    /// Which intents there were.
    PastIntents past() {
        return past;
    }

    @Override
    public void close() {
        keeper.shutdownNow();
    }
}
