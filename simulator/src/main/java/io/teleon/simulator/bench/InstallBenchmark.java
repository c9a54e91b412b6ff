package io.teleon.simulator.bench;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.simulator.world.SwitchesOverTcp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long it takes until intents are installed: from the request to when every switch has
/// confirmed their rules, durable journal and sign-in included.
///
/// As the ONOS project measured it (wiki of ONOS 1.0, *NB: Intent Latency*): seven switches in a
/// line, intents from a port of the first to a port of the last, in batches; but over HTTP and to
/// virtual switches that speak OpenFlow over TCP, where theirs were called in the process and
/// installed by a stub. Its end is seen by asking again and again, so read the times as upper
/// bounds.
final class InstallBenchmark {

    private static final int SWITCHES = 7;
    private static final int WARM_UP = 30;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern CONNECTED = Pattern.compile("\"connected\":([0-9]+)");
    private static final Pattern UP = Pattern.compile("\"up\":([0-9]+)");
    private static final Pattern NEWEST = Pattern.compile("\"newestEvent\":([0-9]+)");
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

    /// How many at once, and how often.
    private record Batch(int intents, int rounds) {}

    private static final List<Batch> BATCHES =
            List.of(new Batch(1, 50), new Batch(10, 20), new Batch(100, 10), new Batch(1000, 3));

    private final ServedController controller;
    private final HttpClient client;
    private int named;

    /// The last event that was looked at.
    private long seen;

    private InstallBenchmark(ServedController controller, HttpClient client) {
        this.controller = controller;
        this.client = client;
    }

    static List<ApiBenchmark.Row> rows(Consumer<String> progress)
            throws IOException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        try (ServedController controller = ServedController.start();
                HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                SwitchesOverTcp switches =
                        new SwitchesOverTcp(line(), controller.openflow(), Instant.now())) {
            Thread network =
                    Thread.ofPlatform()
                            .name("switches")
                            .start(() -> {
                                try {
                                    switches.run(System::nanoTime, stop::get);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            try {
                return new InstallBenchmark(controller, client).measure(progress);
            } finally {
                stop.set(true);
                network.join();
            }
        }
    }

    private static Topology line() {
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int i = 1; i <= SWITCHES; i++) {
            nodes.add(new Node(ConnectPoint.of(i, 1).datapath(), "s" + i));
            if (i > 1) {
                LinkId there = new LinkId(ConnectPoint.of(i - 1, 2), ConnectPoint.of(i, 1));
                for (LinkId each : List.of(there, there.reversed())) {
                    links.add(
                            new Link(each, 1, Bandwidth.ofGigabits(10), Duration.ofNanos(10_000)));
                }
            }
        }
        return Topology.of(nodes, links);
    }

    private List<ApiBenchmark.Row> measure(Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("seven switches are being discovered");
        await(CONNECTED, connected -> connected == SWITCHES);
        await(UP, up -> up == 2 * (SWITCHES - 1));
        await(NEWEST, this::isSeen);
        for (int i = 0; i < WARM_UP; i++) {
            withdraw(install(1));
        }
        List<ApiBenchmark.Row> rows = new ArrayList<>();
        for (Batch batch : BATCHES) {
            progress.accept("installing " + batch.intents() + " at once");
            long[] installed = new long[batch.rounds()];
            long[] withdrawn = new long[batch.rounds()];
            for (int round = 0; round < batch.rounds(); round++) {
                long began = System.nanoTime();
                List<String> names = install(batch.intents());
                installed[round] = System.nanoTime() - began;
                began = System.nanoTime();
                withdraw(names);
                withdrawn[round] = System.nanoTime() - began;
            }
            rows.add(
                    row(
                            "installed along 7 switches, at once: " + batch.intents(),
                            batch,
                            installed));
            if (batch.intents() == 1) {
                rows.add(row("withdrawn from 7 switches", batch, withdrawn));
            }
        }
        return rows;
    }

    private static ApiBenchmark.Row row(String what, Batch batch, long[] nanos) {
        Arrays.sort(nanos);
        double median = nanos[nanos.length / 2] / NANOS_PER_MILLI;
        return new ApiBenchmark.Row(
                what,
                nanos.length,
                batch.intents() * 1e3 / median,
                median,
                nanos[(int) (nanos.length * 0.99)] / NANOS_PER_MILLI,
                0,
                true);
    }

    /// Submits some and waits until all are installed.
    private List<String> install(int count) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        List<String> intents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            named++;
            names.add("i" + named);
            intents.add(
                    "{\"type\":\"point-to-point\",\"id\":\"i%d\",\"ingress\":\"%s\",\"egress\":\"%s\",\"toPrefix\":\"10.%d.%d.0/24\"}"
                            .formatted(
                                    named,
                                    ConnectPoint.of(1, 3),
                                    ConnectPoint.of(SWITCHES, 2),
                                    named >>> 8 & 0xff,
                                    named & 0xff));
        }
        String body =
                count == 1
                        ? intents.getFirst()
                        : "{\"intents\":[" + String.join(",", intents) + "]}";
        ServedController.send(
                client,
                controller
                        .to(count == 1 ? "/api/v1/intents" : "/api/v1/intent-batches")
                        .POST(BodyPublishers.ofString(body))
                        .build());
        awaitEvents("INSTALLED", count);
        return names;
    }

    private void withdraw(List<String> names) throws IOException, InterruptedException {
        for (String name : names) {
            ServedController.send(
                    client, controller.to("/api/v1/intents/" + name).DELETE().build());
        }
        awaitEvents("WITHDRAWN", names.size());
    }

    private boolean isSeen(int newest) {
        seen = newest;
        return true;
    }

    /// Events are told at once, where the status is as of the last fifth of a second.
    private void awaitEvents(String state, int count) throws IOException, InterruptedException {
        long latest = System.nanoTime() + LONGEST.toNanos();
        Pattern became = Pattern.compile("\"text\":\"" + state + "\"");
        int left = count;
        while (left > 0) {
            String events =
                    ServedController.send(
                            client,
                            controller.to("/api/v1/events?limit=1000&after=" + seen).build());
            Matcher sequence = SEQUENCE.matcher(events);
            while (sequence.find()) {
                seen = Math.max(seen, Long.parseLong(sequence.group(1)));
            }
            left -= (int) became.matcher(events).results().count();
            if (System.nanoTime() > latest) {
                throw new IOException(left + " are not " + state + " within " + LONGEST);
            }
        }
    }

    private void await(Pattern number, IntPredicate reached)
            throws IOException, InterruptedException {
        long latest = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            String status = ServedController.send(client, controller.to("/api/v1/status").build());
            Matcher found = number.matcher(status);
            if (found.find() && reached.test(Integer.parseInt(found.group(1)))) {
                return;
            }
            if (System.nanoTime() > latest) {
                throw new IOException(
                        "not within " + LONGEST.toSeconds() + " s: " + number + " in " + status);
            }
        }
    }
}
