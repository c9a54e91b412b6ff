package io.teleon.simulator.bench;

import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.access.TokenList;
import io.teleon.controller.cli.ControllerDaemon;
import io.teleon.controller.cli.DaemonSettings;
import io.teleon.controller.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many intents a second a controller takes on by its API, each durable in its data base before
/// it is answered: one at a time by some callers at once, and in batches. Client and controller
/// share the machine's processors and a connection each over loopback, with sign-in.
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

    private final URI server;
    private final String token;
    private final List<HttpClient> clients;

    private ApiBenchmark(URI server, String token, List<HttpClient> clients) {
        this.server = server;
        this.token = token;
        this.clients = clients;
    }

    public static List<Row> run(Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("teleon-bench-api");
        List<HttpClient> clients = new ArrayList<>();
        try {
            String token = Token.text(new byte[Token.OCTETS]);
            TokenFile tokens = new TokenFile(folder.resolve("tokens.yaml"));
            tokens.write(
                    TokenList.EMPTY.with(
                            new Token(
                                    "bench",
                                    Role.ADMIN,
                                    Token.hash(token),
                                    Instant.now(),
                                    Optional.empty())));
            DaemonSettings settings =
                    new DaemonSettings(
                            new DaemonSettings.OpenFlow("127.0.0.1", 0),
                            new HttpSettings(
                                    "127.0.0.1", 0, Optional.empty(), tokens.path(), 1_000_000),
                            folder.resolve("journal"),
                            Optional.empty());
            for (int i = 0; i < CALLERS; i++) {
                clients.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
            }
            try (ControllerDaemon daemon =
                    ControllerDaemon.start(
                            settings,
                            InstantSource.system(),
                            failure -> {
                                throw new IllegalStateException(failure);
                            })) {
                URI server = URI.create("http://127.0.0.1:" + daemon.httpPort());
                return new ApiBenchmark(server, token, clients).rows(progress);
            }
        } finally {
            clients.forEach(HttpClient::shutdownNow);
            remove(folder);
        }
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
        try (EventFollowers followers = new EventFollowers(server, token, FOLLOWERS)) {
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
            send(clients.getFirst(), request.of(i));
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
                                send(clients.get(first), one);
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

    private static void send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        int status;
        do {
            // What is not answered in time is asked again, and its time goes on.
            status = client.send(request, BodyHandlers.discarding()).statusCode();
        } while (status == 503 || status == 504);
        if (status != 200 && status != 201) {
            throw new IOException(request.uri() + " answers " + status);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private long newestEvent() throws IOException, InterruptedException {
        String status =
                clients.getFirst()
                        .send(to("/api/v1/status").build(), BodyHandlers.ofString())
                        .body();
        Matcher newest = NEWEST.matcher(status);
        if (!newest.find()) {
            throw new IOException("no newest event in " + status);
        }
        return Long.parseLong(newest.group(1));
    }

    private HttpRequest get() {
        return to("/api/v1/session").build();
    }

    private HttpRequest submit(String id) {
        return to("/api/v1/intents").POST(BodyPublishers.ofString(intent(id))).build();
    }

    private HttpRequest batch(int number) {
        StringBuilder body = new StringBuilder("{\"intents\":[");
        for (int i = 0; i < BATCH; i++) {
            body.append(i == 0 ? "" : ",").append(intent("batch" + number + "-" + i));
        }
        return to("/api/v1/intent-batches")
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

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
