package io.teleon.simulator.bench;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.traffic.DefaultLoads;
import io.teleon.simulator.traffic.LinkSurge;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.traffic.SurgedTraffic;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Breaches drawn from chance: once in each eight hours the traffic by some link rises in a
/// straight line, within 20 to 60 minutes, to 110 to 130 % of what the link carries, holds for 20
/// minutes and falls for 20.
///
/// Drawn are links that there is a way around, and that are the busiest of all at the height of
/// their ramp: else the breach would be another link's.
final class Ramps {

    static final Duration EVERY = Duration.ofHours(8);
    private static final Duration LATEST = Duration.ofHours(6);
    private static final Duration EARLIEST = Duration.ofMinutes(15);
    private static final Duration HOLD = Duration.ofMinutes(20);
    private static final Duration FALL = Duration.ofMinutes(20);

    /// Of so many draws one fits, or the network is not made for it.
    private static final int MOST_DRAWS = 1000;

    private final Topology topology;
    private final TrafficSource usual;
    private final List<Link> links;

    private Ramps(Topology topology, TrafficSource usual, List<Link> links) {
        this.topology = topology;
        this.usual = usual;
        this.links = links;
    }

    /// A ramp and the link that it leads above its capacity.
    record Ramp(LinkId link, Surge surge) {}

    static List<Ramp> drawn(
            Topology topology, TrafficSource usual, Instant start, Duration span, Chance chance) {
        List<Link> links =
                topology.links().stream()
                        .filter(link -> hasWayAround(topology, link))
                        .filter(link -> !LinkSurge.pairsBy(link.id(), usual, topology).isEmpty())
                        .toList();
        Ramps ramps = new Ramps(topology, usual, links);
        RandomGenerator random = chance.stream("ramps");
        List<Ramp> drawn = new ArrayList<>();
        for (Duration at = Duration.ZERO; at.compareTo(span) < 0; at = at.plus(EVERY)) {
            drawn.add(ramps.draw(start.plus(at), random));
        }
        return drawn;
    }

    static TrafficSource over(TrafficSource usual, List<Ramp> ramps) {
        return SurgedTraffic.of(usual, ramps.stream().map(Ramp::surge).toList());
    }

    private static boolean hasWayAround(Topology topology, Link link) {
        return Routes.of(topology.withLinks(other -> !other.id().equals(link.id())))
                .from(link.id().source().datapath())
                .to(link.id().target().datapath())
                .isPresent();
    }

    private Ramp draw(Instant from, RandomGenerator random) {
        for (int i = 0; i < MOST_DRAWS; i++) {
            Optional<Ramp> ramp = candidate(from, random);
            if (ramp.isPresent()) {
                return ramp.get();
            }
        }
        throw new IllegalStateException(
                "no link can be the busiest of its network by a ramp after " + from);
    }

    private Optional<Ramp> candidate(Instant from, RandomGenerator random) {
        Link link = links.get(random.nextInt(links.size()));
        double load = 1.1 + 0.2 * random.nextDouble();
        Duration rise = Duration.ofSeconds(random.nextInt(20 * 60, 60 * 60 + 1));
        Duration wait =
                Duration.ofSeconds(
                        random.nextInt((int) EARLIEST.toSeconds(), (int) LATEST.toSeconds()));
        Surge course = new Surge(List.of(), from.plus(wait), rise, HOLD, FALL, 1);
        Surge surge;
        try {
            surge = LinkSurge.toLoad(link, load, course, usual, topology);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // hardly anything goes by it then
        }
        return isBusiest(link.id(), surge)
                ? Optional.of(new Ramp(link.id(), surge))
                : Optional.empty();
    }

    private boolean isBusiest(LinkId link, Surge surge) {
        DefaultLoads loads = DefaultLoads.of(SurgedTraffic.of(usual, List.of(surge)), topology);
        List<LinkId> all = loads.links();
        double[] utilisation = new double[all.size()];
        loads.utilisation(surge.begin().plus(surge.rise()).plus(HOLD.dividedBy(2)), utilisation);
        double ours = utilisation[all.indexOf(link)];
        for (double other : utilisation) {
            if (other > ours) {
                return false;
            }
        }
        return true;
    }
}
