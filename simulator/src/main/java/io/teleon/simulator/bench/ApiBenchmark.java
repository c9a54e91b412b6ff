package io.teleon.simulator.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How soon intents are installed ([InstallBenchmark]), and how many intents a second a controller
/// takes on by its API, each durable in its data base before it is answered: one at a time by some
/// callers at once, and in batches. Client and controller share the machine's processors and a
/// connection each over loopback, with sign-in.
///
/// The baseline is what the API itself costs: the same calls to a resource that changes nothing.
public final class ApiBenchmark {

    private static final int CALLERS = 16;
    private static final int WARM_UP = 2_000;
    private static final int SINGLE = 10_000;
    private static final int BATCHES = 40;
    private static final int BATCH = 1_000;
    private static final int FOLLOWERS = 1_000;
    private static final int FOLLOWED = 2_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern NEWEST = Pattern.compile("\"newestEvent\":([0-9]+)");

    /// @param perSecond intents, or reads, in a second
    /// @param p50Millis of a request
    /// @param aim intents a second, 0 where there is none
    public record Row(
            String what,
            int requests,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double aim,
            boolean reached) {}

    /// Followers that have not heard of everything by then are told of as such.
    private static final Duration MOST_WAITING = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final ServedController controller;
    private final List<HttpClient> clients;

    private ApiBenchmark(ServedController controller, List<HttpClient> clients) {
        this.controller = controller;
        this.clients = clients;
    }

    public static List<Row> run(Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(InstallBenchmark.rows(progress));
        List<HttpClient> clients = new ArrayList<>();
        try (ServedController controller = ServedController.start()) {
            for (int i = 0; i < CALLERS; i++) {
                clients.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
            }
            rows.addAll(new ApiBenchmark(controller, clients).rows(progress));
        } finally {
            clients.forEach(HttpClient::shutdownNow);
        }
        return List.copyOf(rows);
    }

    private List<Row> rows(Consumer<String> progress) throws InterruptedException {
        progress.accept("warming up");
        measure("warm-up", WARM_UP, CALLERS, 1, 0, i -> submit("warm" + i));
        progress.accept("reads");
        Row reads = measure("read a session", SINGLE, CALLERS, 1, 0, _ -> get());
        progress.accept("single submissions");
        Row single = measure("submit one by one", SINGLE, CALLERS, 1, 500, i -> submit("one" + i));
        progress.accept("batches");
        Row batches = measure("submit in batches of 1000", BATCHES, 2, BATCH, 5_000, this::batch);
        progress.accept(FOLLOWERS + " followers of the events");
        List<Row> rows = new ArrayList<>(List.of(reads, single, batches));
        rows.addAll(followed());
        return List.copyOf(rows);
    }

    /// Submissions while many follow the events, each of which is told to all of them.
    private List<Row> followed() throws InterruptedException {
        try (EventFollowers followers =
                new EventFollowers(controller.server(), controller.token(), FOLLOWERS)) {
            // A stream says nothing before the first event.
            awaitAll(followers, 1, i -> submit("first" + i));
            long before = followers.fewest();
            long allBefore = followers.all();
            long newestBefore = newestEvent();
            long began = System.nanoTime();
            Row submitted =
                    measure(
                            "submit one by one, " + FOLLOWERS + " following",
                            FOLLOWED,
                            CALLERS,
                            1,
                            0,
                            i -> submit("followed" + i));
            long expected = before + newestEvent() - newestBefore;
            long latest = System.nanoTime() + MOST_WAITING.toNanos();
            while (followers.fewest() < expected && System.nanoTime() < latest) {
                Thread.sleep(LOOK);
            }
            boolean complete = followers.fewest() >= expected;
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            long told = followers.all() - allBefore;
            return List.of(
                    submitted,
                    new Row(
                            "events told to "
                                    + FOLLOWERS
                                    + " followers"
                                    + (complete ? "" : ", some missed"),
                            (int) Math.min(Integer.MAX_VALUE, told),
                            (double) told / seconds,
                            0,
                            0,
                            0,
                            true));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Submits until each follower has heard of something.
    private void awaitAll(EventFollowers followers, long events, Request request)
            throws IOException, InterruptedException {
        long latest = System.nanoTime() + MOST_WAITING.toNanos();
        for (int i = 0; followers.fewest() < events; i++) {
            if (System.nanoTime() > latest) {
                throw new IOException(
                        "not every follower of the events heard of one within "
                                + MOST_WAITING.toSeconds()
                                + " s");
            }
            ServedController.send(clients.getFirst(), request.of(i));
            Thread.sleep(LOOK);
        }
    }

    private interface Request {
        HttpRequest of(int number);
    }

    private Row measure(
            String what, int requests, int callers, int each, double aim, Request request)
            throws InterruptedException {
        long[] nanos = new long[requests];
        long began = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller;
                Callable<Void> work =
                        () -> {
                            for (int i = first; i < requests; i += callers) {
                                HttpRequest one = request.of(i);
                                long sent = System.nanoTime();
                                ServedController.send(clients.get(first), one);
                                nanos[i] = System.nanoTime() - sent;
                            }
                            return null;
                        };
                done.add(pool.submit(work));
            }
            for (Future<Void> one : done) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        Arrays.sort(nanos);
        double perSecond = requests * (double) each / seconds;
        double p99 = nanos[(int) (requests * 0.99)] / NANOS_PER_MILLI;
        return new Row(
                what,
                requests,
                perSecond,
                nanos[requests / 2] / NANOS_PER_MILLI,
                p99,
                aim,
                perSecond >= aim && (each > 1 || aim == 0 || p99 < 50));
    }

    private long newestEvent() throws IOException, InterruptedException {
        String status =
                ServedController.send(clients.getFirst(), controller.to("/api/v1/status").build());
        Matcher newest = NEWEST.matcher(status);
        if (!newest.find()) {
            throw new IOException("no newest event in " + status);
        }
        return Long.parseLong(newest.group(1));
    }

    private HttpRequest get() {
        return controller.to("/api/v1/session").build();
    }

    private HttpRequest submit(String id) {
        return controller.to("/api/v1/intents").POST(BodyPublishers.ofString(intent(id))).build();
    }

    private HttpRequest batch(int number) {
        StringBuilder body = new StringBuilder("{\"intents\":[");
        for (int i = 0; i < BATCH; i++) {
            body.append(i == 0 ? "" : ",").append(intent("batch" + number + "-" + i));
        }
        return controller
                .to("/api/v1/intent-batches")
                .POST(BodyPublishers.ofString(body.append("]}").toString()))
                .build();
    }

    /// Between hosts that nobody has seen, each pair its own: what is measured is taking on, not
    /// installing.
    private static String intent(String id) {
        int pair = id.hashCode();
        String mac =
                "%02x:%02x:%02x:%02x"
                        .formatted(
                                (pair >>> 24) & 0xff,
                                (pair >>> 16) & 0xff,
                                (pair >>> 8) & 0xff,
                                pair & 0xff);
        return "{\"type\":\"host-to-host\",\"id\":\""
                + id
                + "\",\"source\":\"02:00:"
                + mac
                + "\",\"target\":\"02:01:"
                + mac
                + "\"}";
    }
}
