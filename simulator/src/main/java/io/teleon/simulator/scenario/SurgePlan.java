package io.teleon.simulator.scenario;

import io.teleon.models.config.Default;
import io.teleon.models.config.Inline;
import io.teleon.simulator.scenario.Scenario.HostPair;
import io.teleon.simulator.traffic.Surge;
import java.time.Duration;
import java.util.List;

/// More traffic than usual for a while: `{at: 30 min, to-load: 1.2, on: [DNVRng, KSCYng]}`.
///
/// @param at since the start of the run, when it begins to rise
/// @param days on which it comes, of the run and of the history before
public record SurgePlan(
        Duration at,
        @Default("10 min") Duration rise,
        @Default("20 min") Duration hold,
        @Default("10 min") Duration fall,
        @Default("run") Days days,
        @Inline Height height,
        @Inline Scope scope) {

    private static final double MAX_LOAD = 100;

    public SurgePlan {
        if (at.isNegative()) {
            throw new IllegalArgumentException("surge at " + at + ", before the start");
        }
        if (rise.compareTo(Surge.STEEPEST) < 0 || fall.compareTo(Surge.STEEPEST) < 0) {
            throw new IllegalArgumentException(
                    "rise " + rise + " and fall " + fall + " must be 1 s or more");
        }
        if (height instanceof Height.ToLoad && !(scope instanceof Scope.On)) {
            throw new IllegalArgumentException(
                    "to-load is the load of a link, which 'on: [A, B]' names");
        }
        if (height instanceof Height.ToLoad && !hold.isPositive()) {
            throw new IllegalArgumentException(
                    "to-load is the load while it holds, so hold " + hold + " must be above 0");
        }
    }

    /// When a surge comes.
    public enum Days {
        /// In the run alone: nobody has seen it before.
        RUN,
        /// At the same time on each day of the history too, so that it can be learned.
        DAILY,
        /// On each day of the history, but not in the run: what was learned is wrong.
        EARLIER
    }

    /// How high it rises.
    public sealed interface Height {

        /// So many times the usual.
        record Factor(double times) implements Height {

            public Factor {
                if (!(times >= 0) || times > 10_000) {
                    throw new IllegalArgumentException(times + " outside 0..10000");
                }
            }
        }

        /// So that the link would have to carry this share of its capacity in the mean while it
        /// holds, if everything took its shortest path.
        record ToLoad(double share) implements Height {

            public ToLoad {
                if (!(share > 0) || share > MAX_LOAD) {
                    throw new IllegalArgumentException(share + " outside (0, 100]");
                }
            }
        }
    }

    /// Whose traffic it is.
    public sealed interface Scope {

        /// All pairs whose shortest path goes by the link from the first node to the second.
        record On(List<String> link) implements Scope {

            public On {
                link = List.copyOf(link);
                if (link.size() != 2) {
                    throw new IllegalArgumentException(
                            "a link is named by the node it leaves and the one it reaches, not by "
                                    + link);
                }
            }
        }

        /// All pairs that begin or end at a node.
        record Of(String node) implements Scope {}

        record Pairs(List<HostPair> between) implements Scope {

            public Pairs {
                between = List.copyOf(between);
            }
        }

        record Everybody() implements Scope {}
    }
}
