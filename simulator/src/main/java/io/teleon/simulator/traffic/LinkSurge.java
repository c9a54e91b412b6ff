package io.teleon.simulator.traffic;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Sizes a surge by what it does to a link while everything takes its shortest path.
public final class LinkSurge {

    private static final int SAMPLES = 60;

    private LinkSurge() {}

    /// The pairs whose shortest path goes by a link.
    public static List<NodePair> pairsBy(LinkId link, TrafficSource source, Topology topology) {
        return DefaultPaths.of(source.pairs(), topology).by(link).stream()
                .map(source.pairs()::get)
                .toList();
    }

    /// A surge of all pairs by this link, such that over the time it holds they ask for this share
    /// of the link's capacity in the mean.
    ///
    /// @param load above 0
    /// @param course when it begins, and how long it rises, holds and falls; its pairs and factor
    ///   do not matter
    /// @throws IllegalArgumentException where nothing goes by the link then
    public static Surge toLoad(
            Link link, double load, Surge course, TrafficSource source, Topology topology) {
        List<Integer> by = DefaultPaths.of(source.pairs(), topology).by(link.id());
        Instant top = course.begin().plus(course.rise());
        double[] rates = new double[source.pairs().size()];
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Duration held = course.hold().multipliedBy(2L * i + 1).dividedBy(2L * SAMPLES);
            source.fill(top.plus(held), rates);
            for (int pair : by) {
                sum += Double.isNaN(rates[pair]) ? 0 : rates[pair];
            }
        }
        double mean = sum / SAMPLES;
        if (!(mean > 0)) {
            throw new IllegalArgumentException(
                    "no traffic goes by link "
                            + link.id()
                            + " at "
                            + top
                            + ", so no surge brings it to a load of "
                            + load);
        }
        List<NodePair> pairs = by.stream().map(source.pairs()::get).toList();
        return course.of(pairs, load * link.capacity().bitsPerSecond() / mean);
    }
}
