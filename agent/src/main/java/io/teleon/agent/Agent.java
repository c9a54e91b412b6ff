package io.teleon.agent;

import io.teleon.agent.collect.Collector;
import io.teleon.agent.uplink.Delivery;
import io.teleon.agent.uplink.Origin;
import io.teleon.agent.uplink.OtlpMetrics;
import io.teleon.agent.uplink.Uplink;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// Measures one host on a fixed grid of time and reports in batches, in order.
///
/// One report is under way at a time. Where nobody takes it, it goes back to the front of the
/// buffer and is tried again at the next reporting time; when the controller is back, what was kept
/// follows at once. Agents report at different lines of the grid, by their names, so that many of
/// them do not all speak in the same instant.
///
/// Owned by one thread, which calls [#step] at [#nextStep].
public final class Agent {

    /// So that a report stays far below what a receiver takes at once.
    static final int MAX_REPORT_SAMPLES = 5_000;

    /// A sampling later than this share of the interval is late.
    private static final int LATE_DIVISOR = 4;

    private final Origin origin;
    private final AgentPace pace;
    private final List<Collector> collectors;
    private final Uplink uplink;
    private final SampleBuffer buffer;
    private final Optional<HostScreening> screening;
    private final SortedSet<String> failing = new TreeSet<>();
    private final SeriesId droppedSeries;
    private final SeriesId missedSeries;
    private final SeriesId lateSeries;

    /// The number of the last line of the grid that was reached.
    private long line;

    private long nextReportLine;

    /// Whether the buffer is to be handed over as fast as it is taken.
    private boolean draining;

    private Optional<UnderWay> underWay = Optional.empty();
    private boolean away;
    private boolean refused;
    private boolean full;
    private Instant notBefore = Instant.MIN;

    private long samplesTaken;
    private long samplesDelivered;
    private long samplesRefused;
    private long ticksLate;
    private long ticksMissed;
    private long collectionsFailed;

    private record UnderWay(List<Sample> samples, CompletableFuture<Delivery> delivery) {}

    /// The first sampling is at the first line of the grid after `start`.
    public Agent(
            Origin origin,
            AgentPace pace,
            List<Collector> collectors,
            Uplink uplink,
            Instant start) {
        this(origin, pace, collectors, uplink, Optional.empty(), start);
    }

    /// @param screening of what is measured, if it is to be screened on the host
    public Agent(
            Origin origin,
            AgentPace pace,
            List<Collector> collectors,
            Uplink uplink,
            Optional<HostScreening> screening,
            Instant start) {
        this.screening = screening;
        this.origin = origin;
        this.pace = pace;
        this.collectors = List.copyOf(collectors);
        this.uplink = uplink;
        buffer = new SampleBuffer(pace.bufferSamples());
        Resource host = new Resource.OfHost(origin.host());
        droppedSeries = new SeriesId(Metric.AGENT_SAMPLES_DROPPED, host);
        missedSeries = new SeriesId(Metric.AGENT_TICKS_MISSED, host);
        lateSeries = new SeriesId(Metric.AGENT_TICKS_LATE, host);
        line = lineAt(start);
        nextReportLine = reportLineAfter(line);
    }

    /// When to call [#step] next.
    public Instant nextStep() {
        return timeOf(line + 1);
    }

    /// Samples if a line of the grid has come, reports if it is time to, and looks what became of
    /// the last report.
    public List<AgentEvent> step(Instant now) {
        List<AgentEvent> events = new ArrayList<>();
        settle(now, events);
        long reached = lineAt(now);
        if (reached != line) {
            keepTime(reached, now);
            sample(now, events);
        }
        if (line >= nextReportLine) {
            nextReportLine = reportLineAfter(line);
            draining = true;
            keep(ownHealth(now));
        }
        report(now, events);
        return List.copyOf(events);
    }

    /// Samples once, on the grid or not.
    public List<AgentEvent> sample(Instant now) {
        List<AgentEvent> events = new ArrayList<>();
        sample(now, events);
        return List.copyOf(events);
    }

    /// Hands over everything that waits, without regard to the reporting time.
    public List<AgentEvent> flush(Instant now) {
        List<AgentEvent> events = new ArrayList<>();
        settle(now, events);
        draining = true;
        report(now, events);
        return List.copyOf(events);
    }

    /// The report that is on its way; [#step] or [#flush] takes note of its outcome.
    public Optional<CompletableFuture<Delivery>> underWay() {
        return underWay.map(UnderWay::delivery);
    }

    /// How many samples wait, without those under way.
    public int waiting() {
        return buffer.size();
    }

    public boolean isControllerAway() {
        return away;
    }

    public AgentCounts counts() {
        return new AgentCounts(
                samplesTaken,
                samplesDelivered,
                buffer.dropped(),
                samplesRefused,
                ticksLate,
                ticksMissed,
                collectionsFailed);
    }

    // --- measuring

    private void keepTime(long reached, Instant now) {
        // A clock that was set back starts the grid anew: nothing was missed.
        if (reached > line) {
            ticksMissed += reached - line - 1;
        } else {
            nextReportLine = reportLineAfter(reached);
        }
        Duration late = Duration.between(timeOf(reached), now);
        if (late.compareTo(pace.sampleInterval().dividedBy(LATE_DIVISOR)) > 0) {
            ticksLate++;
        }
        line = reached;
    }

    private void sample(Instant now, List<AgentEvent> events) {
        List<Sample> taken = new ArrayList<>();
        for (Collector collector : collectors) {
            try {
                List<Sample> samples = collector.collect(now);
                keep(samples);
                taken.addAll(samples);
                failing.remove(collector.name());
            } catch (RuntimeException e) {
                // Whatever one collector stumbles over, the others still measure.
                collectionsFailed++;
                if (failing.add(collector.name())) {
                    events.add(new AgentEvent.CollectorFailed(collector.name(), e.toString()));
                }
            }
        }
        screening.ifPresent(odd -> {
            HostScreening.Look look = odd.take(now, taken);
            keep(look.samples());
            events.addAll(look.events());
        });
        if (buffer.dropped() > 0 && !full && away) {
            full = true;
            events.add(new AgentEvent.BufferFull(pace.bufferSamples()));
        }
    }

    private List<Sample> ownHealth(Instant now) {
        return List.of(
                new Sample(droppedSeries, now, buffer.dropped()),
                new Sample(missedSeries, now, ticksMissed),
                new Sample(lateSeries, now, ticksLate));
    }

    private void keep(List<Sample> samples) {
        samplesTaken += samples.size();
        buffer.add(samples);
    }

    // --- reporting

    private void report(Instant now, List<AgentEvent> events) {
        while (draining && underWay.isEmpty() && !now.isBefore(notBefore)) {
            List<Sample> samples = buffer.take(MAX_REPORT_SAMPLES);
            draining = !buffer.isEmpty();
            if (samples.isEmpty()) {
                return;
            }
            underWay =
                    Optional.of(
                            new UnderWay(
                                    samples, uplink.send(OtlpMetrics.encode(origin, samples))));
            settle(now, events);
        }
    }

    private void settle(Instant now, List<AgentEvent> events) {
        if (underWay.isEmpty() || !underWay.get().delivery().isDone()) {
            return;
        }
        List<Sample> samples = underWay.get().samples();
        Delivery delivery = outcome(underWay.get().delivery());
        underWay = Optional.empty();
        switch (delivery) {
            case Delivery.Accepted(long told) -> {
                long rejected = Math.min(told, samples.size());
                samplesRefused += rejected;
                samplesDelivered += samples.size() - rejected;
                if (away) {
                    events.add(new AgentEvent.ControllerBack(buffer.size()));
                }
                away = false;
                refused = false;
                full = false;
            }
            case Delivery.Refused(String reason) -> {
                samplesRefused += samples.size();
                if (!refused) {
                    events.add(new AgentEvent.ReportRefused(reason));
                }
                refused = true;
            }
            case Delivery.Away(String reason, Optional<Duration> retryAfter) -> {
                buffer.giveBack(samples);
                draining = false;
                notBefore = retryAfter.map(now::plus).orElse(Instant.MIN);
                if (!away) {
                    events.add(new AgentEvent.ControllerAway(reason));
                }
                away = true;
            }
        }
    }

    private static Delivery outcome(CompletableFuture<Delivery> delivery) {
        return switch (delivery.state()) {
            case SUCCESS -> delivery.resultNow();
            case FAILED, CANCELLED, RUNNING ->
                    new Delivery.Away("the report was not sent", Optional.empty());
        };
    }

    // --- the grid

    private long lineAt(Instant time) {
        return Math.floorDiv(nanos(time), pace.sampleInterval().toNanos());
    }

    private Instant timeOf(long line) {
        return Instant.EPOCH.plus(pace.sampleInterval().multipliedBy(line));
    }

    private long reportLineAfter(long line) {
        long after = line + 1;
        long phase = Math.floorMod(origin.agent().hashCode(), pace.linesPerReport());
        return after + Math.floorMod(phase - after, (long) pace.linesPerReport());
    }

    private static long nanos(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }
}
