package io.teleon.models.telemetry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is measured, in which unit, and how it moves. The constants are the catalogue; the names of
/// interface metrics are those of RFC 2863 (IF-MIB) where it has them.
public record Metric(String name, Unit unit, Kind kind) implements Comparable<Metric> {

    /// How a metric's value moves.
    public enum Kind {
        /// Only up, until it wraps or its device restarts.
        COUNTER,
        /// Up and down.
        GAUGE
    }

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9.]{0,63}");

    /// Octets received at a port.
    public static final Metric IF_IN_OCTETS = counter("ifInOctets", Unit.OCTETS);

    public static final Metric IF_OUT_OCTETS = counter("ifOutOctets", Unit.OCTETS);
    public static final Metric IF_IN_PACKETS = counter("ifInPackets", Unit.PACKETS);
    public static final Metric IF_OUT_PACKETS = counter("ifOutPackets", Unit.PACKETS);

    /// Packets without a fault that were dropped all the same, for want of room.
    public static final Metric IF_IN_DISCARDS = counter("ifInDiscards", Unit.PACKETS);

    public static final Metric IF_OUT_DISCARDS = counter("ifOutDiscards", Unit.PACKETS);
    public static final Metric IF_IN_ERRORS = counter("ifInErrors", Unit.PACKETS);
    public static final Metric IF_OUT_ERRORS = counter("ifOutErrors", Unit.PACKETS);

    /// 1 up, 2 down, 3 testing, 4 unknown, 5 dormant, 6 not present, 7 lower layer down.
    public static final Metric IF_OPER_STATUS = gauge("ifOperStatus", Unit.ONE);

    public static final Metric IF_SPEED = gauge("ifSpeed", Unit.BITS_PER_SECOND);

    /// Power of the light that a port receives: about -7 in health, below -28 too little, about -40
    /// dark.
    public static final Metric IF_RX_POWER = gauge("ifRxPower", Unit.DECIBEL_MILLIWATT);

    /// Carried rate over capacity, 0..1.
    public static final Metric LINK_UTILISATION = gauge("linkUtilisation", Unit.ONE);

    /// IP packet transfer delay, one way (ITU-T Y.1540 IPTD).
    public static final Metric LINK_DELAY = gauge("linkDelay", Unit.SECONDS);

    /// IP packet loss ratio, 0..1 (ITU-T Y.1540 IPLR).
    public static final Metric LINK_LOSS = gauge("linkLoss", Unit.ONE);

    /// Octets that an intent's ingress rule has matched.
    public static final Metric INTENT_OCTETS = counter("intentOctets", Unit.OCTETS);

    public static final Metric INTENT_PACKETS = counter("intentPackets", Unit.PACKETS);

    /// One way through an intent's tunnel, as a probe took it (ITU-T Y.1540 IPTD).
    public static final Metric PROBE_DELAY = gauge("probeDelay", Unit.SECONDS);

    /// The share of an intent's newest probes that did not arrive, 0..1 (ITU-T Y.1540 IPLR).
    public static final Metric PROBE_LOSS = gauge("probeLoss", Unit.ONE);

    /// Flow rules in use at a switch.
    public static final Metric FLOW_COUNT = gauge("flowCount", Unit.ONE);

    /// There and back on a switch's control channel.
    public static final Metric ECHO_DELAY = gauge("echoDelay", Unit.SECONDS);

    /// Busy share of all processors, 0..1.
    public static final Metric CPU_LOAD = gauge("cpuLoad", Unit.ONE);

    /// Runnable threads, averaged over a minute.
    public static final Metric LOAD_AVERAGE = gauge("loadAverage", Unit.ONE);

    public static final Metric MEMORY_USED = gauge("memoryUsed", Unit.OCTETS);
    public static final Metric MEMORY_TOTAL = gauge("memoryTotal", Unit.OCTETS);
    public static final Metric DISK_USED = gauge("diskUsed", Unit.OCTETS);
    public static final Metric DISK_TOTAL = gauge("diskTotal", Unit.OCTETS);
    public static final Metric UPTIME = gauge("uptime", Unit.SECONDS);
    public static final Metric TEMPERATURE = gauge("temperature", Unit.DEGREES_CELSIUS);

    /// Samples an agent lost because its buffer was full.
    public static final Metric AGENT_SAMPLES_DROPPED = counter("agentSamplesDropped", Unit.ONE);

    /// Times at which an agent should have measured and did not.
    public static final Metric AGENT_TICKS_MISSED = counter("agentTicksMissed", Unit.ONE);

    /// Times at which an agent measured noticeably late.
    public static final Metric AGENT_TICKS_LATE = counter("agentTicksLate", Unit.ONE);

    /// The share of a host's series that are odd at once, 0..1.
    public static final Metric ANOMALY_RATE = gauge("anomalyRate", Unit.ONE);

    private static final List<Metric> CATALOGUE =
            List.of(
                    IF_IN_OCTETS,
                    IF_OUT_OCTETS,
                    IF_IN_PACKETS,
                    IF_OUT_PACKETS,
                    IF_IN_DISCARDS,
                    IF_OUT_DISCARDS,
                    IF_IN_ERRORS,
                    IF_OUT_ERRORS,
                    IF_OPER_STATUS,
                    IF_SPEED,
                    IF_RX_POWER,
                    LINK_UTILISATION,
                    LINK_DELAY,
                    LINK_LOSS,
                    INTENT_OCTETS,
                    INTENT_PACKETS,
                    PROBE_DELAY,
                    PROBE_LOSS,
                    FLOW_COUNT,
                    ECHO_DELAY,
                    CPU_LOAD,
                    LOAD_AVERAGE,
                    MEMORY_USED,
                    MEMORY_TOTAL,
                    DISK_USED,
                    DISK_TOTAL,
                    UPTIME,
                    TEMPERATURE,
                    AGENT_SAMPLES_DROPPED,
                    AGENT_TICKS_MISSED,
                    AGENT_TICKS_LATE,
                    ANOMALY_RATE);

    private static final Map<String, Metric> BY_NAME =
            CATALOGUE.stream()
                    .collect(
                            Collectors.toMap(
                                    Metric::name,
                                    Function.identity(),
                                    (one, other) -> {
                                        throw new IllegalStateException(
                                                "two metrics are named " + one.name());
                                    },
                                    TreeMap::new));

    private static final Comparator<Metric> ORDER =
            Comparator.comparing(Metric::name)
                    .thenComparing(Metric::unit)
                    .thenComparing(Metric::kind);

    public Metric {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "metric name '"
                            + name
                            + "' is not 1 to 64 letters, digits and dots, small letter first");
        }
    }

    public static Metric counter(String name, Unit unit) {
        return new Metric(name, unit, Kind.COUNTER);
    }

    public static Metric gauge(String name, Unit unit) {
        return new Metric(name, unit, Kind.GAUGE);
    }

    /// All metrics that Teleon itself knows.
    public static List<Metric> catalogue() {
        return CATALOGUE;
    }

    /// The metric of the catalogue with this name.
    public static Metric parse(String name) {
        return tryParse(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "metric '" + name + "' is not in the catalogue"));
    }

    public static Optional<Metric> tryParse(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    @Override
    public int compareTo(Metric other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
