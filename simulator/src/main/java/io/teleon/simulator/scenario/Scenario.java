package io.teleon.simulator.scenario;

import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.config.Default;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.world.AutonomyMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A rehearsal as its file says it. Times count from the start of the run; hosts are named by the
/// node they are plugged into.
///
/// ```yaml
/// description: One link of Abilene is cut and repaired
/// duration: 60 s
/// topology: abilene                     # a built-in one, or a file beside the scenario
/// traffic: {source: generated, load: 0.5}
/// intents: all-pairs
/// probes:
///   - {from: LOSAng, to: NYCMng, per-second: 1000, start: 15 s, stop: 50 s}
/// faults:
///   - {at: 20 s, lasting: 20 s, link-down: [DNVRng, KSCYng]}
/// expectations:
///   - all-intents-restored-within: 100 ms
///   - no-loop
/// ```
///
/// @param agents whether an agent runs on every host
/// @param channelDelay one way between controller and switch
/// @param history how long before the start the controller has measured the traffic already
/// @param historyLike what that history has in common with the traffic that comes
/// @param autonomy how much the controller does by itself, where the command does not say
/// @param management by which node and ports the controller reaches switches, where it is to keep
///   that way: `{node: SEAT, ports: [SEAT/3]}`
public record Scenario(
        @Default("''") String description,
        Duration duration,
        @Default("abilene") String topology,
        @Default("1") long seed,
        @Default("{}") TrafficPlan traffic,
        @Default("all-pairs") IntentPlan intents,
        @Default("true") boolean agents,
        @Default("1 ms") Duration channelDelay,
        @Default("[]") List<ProbePlan> probes,
        @Default("[]") List<ScheduledFault> faults,
        @Default("[]") List<ScheduledRequest> requests,
        @Default("[]") List<Expectation> expectations,
        Optional<Duration> history,
        @Default("same") Likeness historyLike,
        @Default("none") AutonomyMode autonomy,
        @Default("{}") ManagementPlan management) {

    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LEAST_HISTORY = Duration.ofMinutes(5);

    public Scenario {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "duration " + duration + " is not above 0 and at most 400 d");
        }
        if (history.filter(h -> h.compareTo(LEAST_HISTORY) < 0 || h.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "history " + history.get() + " is not in 5 min..400 d");
        }
        probes = List.copyOf(probes);
        faults = List.copyOf(faults);
        requests = List.copyOf(requests);
        expectations = List.copyOf(expectations);
    }

    /// All pairs of Abilene and nothing going wrong.
    public static Scenario usual(Duration duration, TrafficPlan traffic) {
        return new Scenario(
                "",
                duration,
                "abilene",
                1,
                traffic,
                new IntentPlan.AllPairs(),
                true,
                Duration.ofMillis(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Likeness.SAME,
                AutonomyMode.NONE,
                ManagementPlan.NONE);
    }

    public Scenario withSeed(long other) {
        return new Scenario(
                description,
                duration,
                topology,
                other,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    public Scenario lasting(Duration other) {
        return new Scenario(
                description,
                other,
                topology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    public Scenario on(String otherTopology) {
        return new Scenario(
                description,
                duration,
                otherTopology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    public Scenario withTraffic(TrafficPlan other) {
        return new Scenario(
                description,
                duration,
                topology,
                seed,
                other,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    public Scenario withFaults(List<ScheduledFault> other) {
        return new Scenario(
                description,
                duration,
                topology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                other,
                requests,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    public Scenario withRequests(List<ScheduledRequest> other) {
        return new Scenario(
                description,
                duration,
                topology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                other,
                expectations,
                history,
                historyLike,
                autonomy,
                management);
    }

    /// With more or less autonomy only that is still expected which must never be otherwise.
    public Scenario withAutonomy(AutonomyMode other) {
        List<Expectation> kept =
                other == autonomy
                        ? expectations
                        : expectations.stream().filter(Expectation::isForAnyAutonomy).toList();
        return new Scenario(
                description,
                duration,
                topology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                kept,
                history,
                historyLike,
                other,
                management);
    }

    /// With a controller that has measured the traffic for so long before the start.
    public Scenario withHistory(Duration before) {
        return new Scenario(
                description,
                duration,
                topology,
                seed,
                traffic,
                intents,
                agents,
                channelDelay,
                probes,
                faults,
                requests,
                expectations,
                Optional.of(before),
                historyLike,
                autonomy,
                management);
    }

    /// What a history has in common with the traffic of the run.
    public enum Likeness {
        /// It is the same traffic at an earlier time, without the surges.
        SAME,
        /// Its days are the wrong way round: ebb where the run has flood.
        MIRRORED,
        /// It is the traffic of another seed: other nodes are the large ones.
        OTHER_SEED
    }

    /// What flows.
    ///
    /// @param load scales the traffic so that over the run the busiest link would peak at this
    ///   share of its capacity under plain shortest paths; as it is where left out
    /// @param surges on top of what was scaled
    public record TrafficPlan(
            @Default("none") Source source,
            Optional<Double> load,
            @Default("[]") List<SurgePlan> surges) {

        public TrafficPlan {
            if (load.filter(l -> !(l > 0) || l > 100).isPresent()) {
                throw new IllegalArgumentException("load " + load.get() + " outside (0, 100]");
            }
            surges = List.copyOf(surges);
            if (source instanceof Source.None && !surges.isEmpty()) {
                throw new IllegalArgumentException(
                        "surges rise above traffic, and there is none: source is missing");
            }
        }

        public TrafficPlan(Source source, Optional<Double> load) {
            this(source, load, List.of());
        }

        /// Where traffic comes from.
        public sealed interface Source {

            record None() implements Source {}

            /// Gravity, the shape of days and weeks, noise and bursts, from the seed.
            record Generated() implements Source {}

            /// Traffic matrices in CSV.
            record Recorded(String file) implements Source {}
        }
    }

    /// Which intents are submitted, once the hosts are known.
    public sealed interface IntentPlan {

        /// One host-to-host intent for each ordered pair of hosts.
        record AllPairs() implements IntentPlan {}

        record Pairs(List<HostPair> pairs) implements IntentPlan {

            public Pairs {
                pairs = List.copyOf(pairs);
            }
        }
    }

    public record HostPair(String from, String to) {}

    /// Packets with sequence numbers from one host to another, so that each lost one is counted.
    public record ProbePlan(
            String from, String to, @Default("1000") int perSecond, Duration start, Duration stop) {

        public ProbePlan {
            if (perSecond < 1 || perSecond > 1_000_000) {
                throw new IllegalArgumentException(
                        perSecond + " probes a second outside 1..1000000");
            }
            if (start.isNegative() || stop.compareTo(start) <= 0) {
                throw new IllegalArgumentException("probes from " + start + " to " + stop);
            }
        }
    }
}
