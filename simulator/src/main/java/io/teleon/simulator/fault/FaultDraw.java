package io.teleon.simulator.fault;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Faults by chance, one after the other, each over before the next begins: mostly cut links, now
/// and then everything else that [Fault] knows. Single owner.
public final class FaultDraw {

    private static final Duration FLAP_PERIOD = Duration.ofSeconds(10);
    private static final int MAX_FLAPS = 10;
    private static final Duration SLOW = Duration.ofMillis(50);

    private final Topology topology;
    private final Pace pace;
    private final RandomGenerator random;
    private final List<Link> cables;
    private Duration over = Duration.ZERO;

    /// How close faults come.
    ///
    /// @param firstAfter the first begins, since the start
    public record Pace(
            Duration firstAfter,
            Duration shortestPause,
            Duration longestPause,
            Duration shortest,
            Duration longest) {

        /// One every twenty minutes.
        public static final Pace USUAL =
                new Pace(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(6),
                        Duration.ofMinutes(18),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(6));

        /// One every two minutes.
        public static final Pace BRISK =
                new Pace(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(75));
    }

    public FaultDraw(Topology topology, Chance chance) {
        this(topology, chance, Pace.USUAL);
    }

    /// @throws IllegalArgumentException for a topology without links
    public FaultDraw(Topology topology, Chance chance, Pace pace) {
        this.topology = topology;
        this.pace = pace;
        this.random = chance.stream("faults");
        this.cables = cables(topology);
        if (cables.isEmpty()) {
            throw new IllegalArgumentException("a network without links has nothing to break");
        }
    }

    /// One direction of each cable, the first between each two nodes.
    private static List<Link> cables(Topology topology) {
        List<Link> cables = new ArrayList<>();
        SortedSet<LinkId> taken = new TreeSet<>();
        for (Link link : topology.links()) {
            DatapathId from = link.source().datapath();
            DatapathId to = link.target().datapath();
            if (topology.linksBetween(from, to).getFirst().equals(link)
                    && !taken.contains(link.id().reversed())) {
                taken.add(link.id());
                cables.add(link);
            }
        }
        return cables;
    }

    /// The next fault; it begins some minutes after the last one is over.
    public ScheduledFault next() {
        Duration pause =
                over.isZero()
                        ? pace.firstAfter()
                        : between(pace.shortestPause(), pace.longestPause());
        Duration at = over.plus(pause);
        Duration lasting = between(pace.shortest(), pace.longest());
        Fault fault = draw();
        boolean endsByItself = fault instanceof Fault.PortFlap;
        over =
                at.plus(
                        fault instanceof Fault.PortFlap flap
                                ? flap.period().multipliedBy(flap.times())
                                : lasting);
        return new ScheduledFault(
                at, endsByItself ? Optional.empty() : Optional.of(lasting), fault);
    }

    /// Every fault that is over before the end and leaves a minute to recover.
    public static List<ScheduledFault> within(Topology topology, Chance chance, Duration end) {
        return within(topology, chance, end, Pace.USUAL);
    }

    /// The same at another pace.
    public static List<ScheduledFault> within(
            Topology topology, Chance chance, Duration end, Pace pace) {
        FaultDraw draw = new FaultDraw(topology, chance, pace);
        List<ScheduledFault> faults = new ArrayList<>();
        while (true) {
            ScheduledFault next = draw.next();
            if (draw.over.compareTo(end.minusMinutes(1)) > 0) {
                return faults;
            }
            faults.add(next);
        }
    }

    /// When the last fault that was drawn is over.
    public Duration over() {
        return over;
    }

    private Duration between(Duration least, Duration most) {
        long millis = least.toMillis() + random.nextLong(most.toMillis() - least.toMillis());
        return Duration.ofMillis(millis);
    }

    private Fault draw() {
        Link cable = cables.get(random.nextInt(cables.size()));
        String one = topology.nameOf(cable.source().datapath());
        String other = topology.nameOf(cable.target().datapath());
        List<Node> nodes = topology.nodes();
        String node = nodes.get(random.nextInt(nodes.size())).name();
        int dice = random.nextInt(100);
        if (dice < 50) {
            return new Fault.LinkDown(List.of(one, other));
        } else if (dice < 63) {
            return new Fault.DirectionDown(one, other);
        } else if (dice < 71) {
            return new Fault.PortFlap(
                    List.of(one, other), 2 + random.nextInt(MAX_FLAPS - 1), FLAP_PERIOD);
        } else if (dice < 79) {
            return new Fault.SwitchCrash(node);
        } else if (dice < 85) {
            return new Fault.LinkLoss(one, other, 0.001 + 0.05 * random.nextDouble());
        } else if (dice < 90) {
            return new Fault.SlowChannel(SLOW, Optional.empty());
        } else if (dice < 95) {
            return new Fault.ChannelDown(node);
        }
        return new Fault.ControllerGone();
    }
}
