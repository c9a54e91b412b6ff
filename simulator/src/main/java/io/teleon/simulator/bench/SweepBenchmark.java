package io.teleon.simulator.bench;

import io.teleon.models.format.TopologyFiles;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.world.Failures;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Public topologies, each discovered and given an intent for every ordered pair of nodes; then
/// every single cable is cut in turn, both directions at once, and mended a second later. Whether
/// packets arrive is judged by what the switches hold.
///
/// In networks of up to [#WATCHED_NODES] switches the invariants are watched all along, after every
/// change of every table; in larger ones everything is checked once 0.9 s after each cut and once a
/// second after it is mended, for the independent walks read every rule and would take hours.
public final class SweepBenchmark {

    /// Until the first intents are submitted, or a larger network has been discovered.
    private static final Duration DISCOVERY = Duration.ofSeconds(25);

    private static final int WATCHED_NODES = 21;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration CUT = Duration.ofSeconds(1);
    private static final Duration JUDGED_AFTER = Duration.ofMillis(900);

    /// @param cables pairs of links, one for each direction, and links without a counterpart
    /// @param intents one for every ordered pair of nodes that are connected
    /// @param restored times that a cut took an intent's path while its ends stayed connected, and
    ///   it was led another way
    /// @param disconnected times that a cut left no way between an intent's ends
    /// @param lost times that an intent did not deliver although its ends were connected: not
    ///   within 0.9 s of a cut, or not within a second of its end
    /// @param watched whether invariants were watched all along
    /// @param violations loops, black holes beyond the convergence window, rules without an owner
    /// @param maxRestoreMillis of virtual time from a cut until the last of those that could be
    ///   restored delivered again
    public record Row(
            String topology,
            int nodes,
            int cables,
            int intents,
            int cuts,
            int restored,
            int disconnected,
            int lost,
            boolean watched,
            int violations,
            double maxRestoreMillis,
            double wallSeconds) {}

    private SweepBenchmark() {}

    /// Sweeps every REPETITA and GML file in these folders.
    ///
    /// @throws IOException when one of them cannot be read
    public static List<Row> run(List<java.nio.file.Path> folders, Consumer<String> progress)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (java.nio.file.Path file : files(folders)) {
            String name = file.getFileName().toString();
            rows.add(sweep(name, TopologyFiles.read(file), progress));
        }
        return rows;
    }

    private static List<java.nio.file.Path> files(List<java.nio.file.Path> folders)
            throws IOException {
        List<java.nio.file.Path> files = new ArrayList<>();
        for (java.nio.file.Path folder : folders) {
            try (Stream<java.nio.file.Path> found = Files.list(folder)) {
                found.filter(SweepBenchmark::isTopology).sorted().forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new IOException("no .graph or .gml file in " + folders);
        }
        return files;
    }

    private static boolean isTopology(java.nio.file.Path file) {
        return file.toString().endsWith(".graph") || file.toString().endsWith(".gml");
    }

    /// Cuts every cable of one topology in turn.
    ///
    /// @throws IllegalStateException when it is not wholly discovered, or not every intent between
    ///   connected nodes is met before the first cut
    public static Row sweep(String name, Topology topology, Consumer<String> progress) {
        return new Sweep(name, topology, progress).row();
    }

    private static final class Sweep {

        private final String name;
        private final Topology topology;
        private final Consumer<String> progress;
        private final long beganNanos = System.nanoTime();
        private final World world;
        private final NavigableMap<NodePair, IntentId> intents = new TreeMap<>();
        private int cuts;
        private int restored;
        private int disconnected;
        private int lost;
        private int violations;

        Sweep(String name, Topology topology, Consumer<String> progress) {
            this.name = name;
            this.topology = topology;
            this.progress = progress;
            WorldPlan plan = WorldPlan.of(topology, 1, System::nanoTime).withoutAgents();
            world = new World(isWatched() ? plan : plan.unchecked());
            for (NodePair pair : connected(topology)) {
                intents.put(pair, world.intentId(pair));
            }
        }

        private boolean isWatched() {
            return topology.nodeCount() <= WATCHED_NODES;
        }

        private void check() {
            if (!isWatched()) {
                violations += world.backdoor().check().size();
            }
        }

        Row row() {
            settle();
            List<LinkId> cables = cables();
            for (LinkId cable : cables) {
                progress.accept(name + ": cut " + (cuts + 1) + " of " + cables.size());
                cut(cable);
            }
            double maxRestore = 0;
            for (Failures.Failure failure : world.failures()) {
                if (failure.restoredAtSeconds().isPresent()) {
                    maxRestore =
                            Math.max(
                                    maxRestore,
                                    failure.restoredAtSeconds().getAsDouble()
                                            - failure.atSeconds());
                }
            }
            world.finish();
            return new Row(
                    name,
                    topology.nodeCount(),
                    cables.size(),
                    intents.size(),
                    cuts,
                    restored,
                    disconnected,
                    lost,
                    isWatched(),
                    violations + world.violations().size(),
                    Math.round(maxRestore * 1e6) / 1e3,
                    Math.round((System.nanoTime() - beganNanos) * 1e-8) / 10.0);
        }

        private void settle() {
            progress.accept(name + ": discovering " + topology.nodeCount() + " switches");
            world.submitWhenDiscovered(List.copyOf(intents.keySet()));
            while (undelivered(intents.keySet()) > 0) {
                if (world.time().elapsed().compareTo(DISCOVERY.plus(PATIENCE)) > 0) {
                    throw new IllegalStateException(
                            name
                                    + ": "
                                    + undelivered(intents.keySet())
                                    + " of "
                                    + intents.size()
                                    + " intents are not met");
                }
                world.runUntil(world.time().elapsed().plus(STEP));
            }
            int found = world.view().orElseThrow().topology().linkCount();
            if (found != topology.linkCount()) {
                throw new IllegalStateException(
                        name
                                + ": "
                                + found
                                + " of "
                                + topology.linkCount()
                                + " links are discovered");
            }
        }

        private List<LinkId> cables() {
            List<LinkId> cables = new ArrayList<>();
            for (Link link : topology.links()) {
                if (!cables.contains(link.id().reversed())) {
                    cables.add(link.id());
                }
            }
            return cables;
        }

        private void cut(LinkId cable) {
            cuts++;
            Duration began = world.time().elapsed();
            world.plan(ScheduledFault.lasting(began, CUT, new Fault.CableCut(cable)));
            world.runUntil(began.plus(JUDGED_AFTER));
            SortedSet<NodePair> left =
                    new TreeSet<>(
                            connected(
                                    topology.withLinks(link ->
                                            !link.id().equals(cable)
                                                    && !link.id().equals(cable.reversed()))));
            check();
            int missing = undelivered(left);
            int apart = intents.size() - left.size();
            lost += missing;
            disconnected += apart;
            restored += world.failures().getLast().affectedIntents() - apart - missing;
            world.runUntil(began.plus(CUT).plus(STEP));
            check();
            lost += undelivered(intents.keySet());
        }

        private int undelivered(Iterable<NodePair> pairs) {
            int count = 0;
            for (NodePair pair : pairs) {
                IntentId id = Optional.ofNullable(intents.get(pair)).orElseThrow();
                if (!world.delivers(id)) {
                    count++;
                }
            }
            return count;
        }
    }

    /// Every ordered pair of nodes with a way from one to the other.
    private static List<NodePair> connected(Topology topology) {
        Routes routes = Routes.of(topology);
        List<NodePair> pairs = new ArrayList<>();
        for (var from : topology.nodes()) {
            Routes.Tree tree = routes.from(from.id());
            for (var to : topology.nodes()) {
                Optional<Path> path = tree.to(to.id());
                if (!from.equals(to) && path.isPresent()) {
                    pairs.add(new NodePair(from.id(), to.id()));
                }
            }
        }
        return pairs;
    }
}
