package io.teleon.controller.probe;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.packet.ProbeSeal;
import io.teleon.controller.report.ProbeCounts;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.session.ChannelDelay;
import io.teleon.controller.session.Sessions;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sends probes through tunnels, and takes them where they end. Owned by the control loop's thread.
///
/// A probe is given to the switch at the ingress to send into the tunnel's first link with its tag,
/// so it goes by the same rules as packets of intents, all but the last: there the switch hands it
/// to the controller. What that took, less what the control channels of both switches take one way,
/// is the delay of the tunnel. Its error is the sum of theirs; a channel that is slower one way
/// than the other, and always so, adds half of the difference, which nobody sees.
///
/// Tunnels take turns. Bounded by [ProbeSettings]: so many a second, none where there are more
/// tunnels than that, and so many results of each.
public final class Probes {

    /// Between two ticks.
    public static final Duration TICK = Duration.ofSeconds(1);

    private final ProbeSettings settings;
    private final Sessions sessions;
    private final ProbeSeal seal;
    private final NavigableMap<Integer, Course> courses = new TreeMap<>();

    /// When the round trip of a switch was asked for last.
    private final NavigableMap<DatapathId, Instant> asked = new TreeMap<>();

    private int last;
    private long sent;
    private long arrived;
    private long lost;
    private long refused;

    /// What a frame was that came back.
    public sealed interface Arrival {

        /// A probe of this tunnel; its delay is known now if those of the channels are.
        record Counted(int tunnel) implements Arrival {}

        /// It pretended to be a probe, or came again, too late or in a wrong place.
        record Refused(String reason) implements Arrival {}
    }

    public Probes(ProbeSettings settings, Sessions sessions, ProbeSeal seal) {
        this.settings = settings;
        this.sessions = sessions;
        this.seal = seal;
    }

    /// Gives up what is late, and probes the tunnels whose turn it is; to be called every [#TICK].
    ///
    /// @param inUse in order of their serial numbers
    /// @return the tunnels that lost a probe
    public List<Integer> tick(List<Tunnel> inUse, Instant now) {
        follow(inUse, now);
        List<Integer> losers = giveUp(now);
        long seconds = settings.interval().toSeconds();
        long most = Math.min(settings.perSecond(), (courses.size() + seconds - 1) / seconds);
        List<Course> turn = new ArrayList<>(courses.tailMap(last, false).values());
        turn.addAll(courses.headMap(last, true).values());
        turn.stream().filter(course -> isDue(course, now)).limit(most).forEach(c -> send(c, now));
        return losers;
    }

    private void follow(List<Tunnel> inUse, Instant now) {
        if (inUse.size() > settings.maxTunnels()) {
            courses.clear();
            asked.clear();
            return;
        }
        NavigableSet<Integer> serials = new TreeSet<>();
        NavigableSet<DatapathId> ends = new TreeSet<>();
        for (Tunnel tunnel : inUse) {
            serials.add(tunnel.serial());
            ends.add(tunnel.ingress());
            ends.add(tunnel.egress().datapath());
            courses.computeIfAbsent(
                    tunnel.serial(),
                    _ -> new Course(tunnel, settings.window(), now.toEpochMilli()));
        }
        courses.keySet().retainAll(serials);
        asked.keySet().retainAll(ends);
    }

    private List<Integer> giveUp(Instant now) {
        Instant before = now.minus(settings.patience());
        List<Integer> losers = new ArrayList<>();
        courses.forEach((serial, course) -> {
            if (!isReachable(course.tunnel)) {
                // Whether it arrived cannot be told.
                course.forgetUnderWay();
            }
            int late = course.lose(before, now);
            lost += late;
            if (late > 0) {
                losers.add(serial);
            }
        });
        return List.copyOf(losers);
    }

    private boolean isReachable(Tunnel tunnel) {
        return sessions.isConnected(tunnel.ingress())
                && sessions.isConnected(tunnel.egress().datapath());
    }

    private boolean isDue(Course course, Instant now) {
        return !course.lastSent().plus(settings.interval()).isAfter(now)
                && isReachable(course.tunnel);
    }

    private void send(Course course, Instant now) {
        Tunnel tunnel = course.tunnel;
        DatapathId egress = tunnel.egress().datapath();
        measureChannel(tunnel.ingress(), now);
        measureChannel(egress, now);
        Octets frame =
                seal.seal(
                        tunnel.serial(),
                        course.send(now),
                        tunnel.tag().vlan(),
                        tunnel.ingress(),
                        egress);
        ConnectPoint first = tunnel.links().getFirst().source();
        sessions.send(first.datapath(), OpenFlowMessage.PacketOut.of(0, first.port(), frame));
        last = tunnel.serial();
        sent++;
    }

    private void measureChannel(DatapathId datapath, Instant now) {
        Instant before = asked.getOrDefault(datapath, Instant.MIN);
        if (!before.plus(settings.interval()).isAfter(now)) {
            asked.put(datapath, now);
            sessions.measureChannel(datapath, now);
        }
    }

    /// A frame of the ethertype of probes came in with a tag.
    public Arrival arrived(ConnectPoint at, Octets frame, Instant now) {
        Optional<ProbeSeal.Opened> opened = seal.open(frame);
        if (opened.isEmpty()) {
            return refuse("it is forged");
        }
        Course course = courses.get(opened.get().tunnel());
        if (course == null) {
            return refuse("its tunnel is not probed");
        }
        if (!course.tunnel.links().getLast().target().equals(at)
                || course.tunnel.tag().vlan() != opened.get().tag()) {
            return refuse("it is not where its tunnel ends");
        }
        Optional<Instant> sentAt = course.take(opened.get().sequence(), now);
        if (sentAt.isEmpty()) {
            return refuse("it came again, or too late");
        }
        arrived++;
        measure(course, Duration.between(sentAt.get(), now), now);
        return new Arrival.Counted(course.tunnel.serial());
    }

    private Arrival refuse(String reason) {
        refused++;
        return new Arrival.Refused(reason);
    }

    private void measure(Course course, Duration took, Instant now) {
        Optional<ChannelDelay> there = sessions.channelDelay(course.tunnel.ingress());
        Optional<ChannelDelay> back = sessions.channelDelay(course.tunnel.egress().datapath());
        if (there.isPresent() && back.isPresent()) {
            Duration delay = took.minus(there.get().oneWay()).minus(back.get().oneWay());
            course.measured(
                    new ProbeView.Delay(
                            now,
                            delay.isNegative() ? Duration.ZERO : delay,
                            there.get().error().plus(back.get().error())));
        }
    }

    /// What is known of a tunnel, by its serial number.
    public Optional<ProbeView> of(int tunnel) {
        return Optional.ofNullable(courses.get(tunnel)).flatMap(Course::view);
    }

    public ProbeCounts counts() {
        return new ProbeCounts(sent, arrived, lost, refused);
    }
}
