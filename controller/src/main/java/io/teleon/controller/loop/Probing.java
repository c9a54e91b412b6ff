package io.teleon.controller.loop;

import io.teleon.controller.intent.Intents;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.probe.Probes;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ProbeCounts;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.report.Severity;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PacketInLimit;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Has the tunnels of intents probed, and makes samples of what is found. Owned by the control
/// loop's thread.
final class Probing {

    /// Whoever forges probes must not fill the log.
    private static final Duration COMPLAINT_INTERVAL = Duration.ofSeconds(1);

    private static final double NANOS_PER_SECOND = 1e9;

    private final Probes probes;
    private final Intents intents;
    private final NetworkState network;
    private final PacketInLimit limit;
    private final EventLog events;
    private final Outbox outbox;
    private Instant lastComplaint = Instant.MIN;

    /// @param limit of its own: frames of many tunnels may come in by one port, and must not crowd
    ///   out discovery there
    Probing(
            Probes probes,
            Intents intents,
            NetworkState network,
            PacketInLimit limit,
            EventLog events,
            Outbox outbox) {
        this.probes = probes;
        this.intents = intents;
        this.network = network;
        this.limit = limit;
        this.events = events;
        this.outbox = outbox;
    }

    void tick(Instant now) {
        List<Sample> samples = new ArrayList<>();
        probes.tick(intents.tunnelsInUse(), now)
                .forEach(tunnel -> samples.addAll(samples(tunnel, false, now)));
        send(samples);
    }

    /// A tagged frame came in.
    void arrived(ConnectPoint at, Octets frame, Instant now) {
        if (!limit.admits(at, now)) {
            return;
        }
        switch (probes.arrived(at, frame, now)) {
            case Probes.Arrival.Counted(int tunnel) -> send(samples(tunnel, true, now));
            case Probes.Arrival.Refused(String reason) -> {
                if (!lastComplaint.plus(COMPLAINT_INTERVAL).isAfter(now)) {
                    lastComplaint = now;
                    events.record(
                            now,
                            Severity.WARNING,
                            Event.Kind.PROBE_REFUSED,
                            at,
                            "at " + network.name(at) + " a probe was refused: " + reason);
                }
            }
        }
    }

    private void send(List<Sample> samples) {
        if (!samples.isEmpty()) {
            outbox.add(new Effect.Measured(samples));
        }
    }

    private List<Sample> samples(int tunnel, boolean arrived, Instant now) {
        List<Sample> samples = new ArrayList<>();
        ProbeView found = probes.of(tunnel).orElseThrow();
        for (int user : intents.usersOf(tunnel)) {
            intents.idOf(user)
                    .map(Resource.OfIntent::new)
                    .ifPresent(intent -> {
                        samples.add(sample(Metric.PROBE_LOSS, intent, found.loss(), now));
                        found.delay()
                                .filter(_ -> arrived)
                                .ifPresent(delay ->
                                        samples.add(
                                                sample(
                                                        Metric.PROBE_DELAY,
                                                        intent,
                                                        delay.oneWay().toNanos() / NANOS_PER_SECOND,
                                                        now)));
                    });
        }
        return List.copyOf(samples);
    }

    private static Sample sample(Metric metric, Resource of, double value, Instant now) {
        return new Sample(new SeriesId(metric, of), now, value);
    }

    /// What is known of the tunnel of the intent with this serial number.
    Optional<ProbeView> of(int serial) {
        OptionalInt tunnel = intents.tunnelOf(serial);
        return tunnel.isPresent() ? probes.of(tunnel.getAsInt()) : Optional.empty();
    }

    ProbeCounts counts() {
        return probes.counts();
    }
}
