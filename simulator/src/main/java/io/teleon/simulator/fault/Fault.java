package io.teleon.simulator.fault;

import io.teleon.controller.report.ActionState;
import io.teleon.models.config.Default;
import io.teleon.models.config.Inline;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that goes wrong. Each fault begins at one moment and, unless it ends by itself or
/// lasts for ever, is over at another.
///
/// Links are named by the two nodes they join; where these are joined by several, the first in the
/// order of link ids is meant.
public sealed interface Fault {

    /// What is broken, for people: `link A - B`.
    String element();

    /// Both directions of a link are cut; both ports lose their signal.
    record LinkDown(List<String> between) implements Fault {

        public LinkDown {
            between = requireTwo(between);
        }

        @Override
        public String element() {
            return "link " + between.get(0) + " - " + between.get(1);
        }
    }

    /// Both directions of one cable are cut, told apart from others between the same nodes by a
    /// link that goes by it.
    record CableCut(LinkId link) implements Fault {

        @Override
        public String element() {
            return "cable " + link;
        }
    }

    /// One direction of a link is cut: the receiving port loses its signal, the sending one notices
    /// nothing.
    record DirectionDown(String from, String to) implements Fault {

        @Override
        public String element() {
            return "direction " + from + " > " + to;
        }
    }

    /// A switch loses its power: its tables are empty when it comes back.
    record SwitchCrash(String node) implements Fault {

        @Override
        public String element() {
            return "switch " + node;
        }
    }

    /// A link goes down and up again and again: down for the first half of each period. Ends by
    /// itself.
    record PortFlap(List<String> between, int times, Duration period) implements Fault {

        public PortFlap {
            between = requireTwo(between);
            if (times < 1 || times > 100_000) {
                throw new IllegalArgumentException("flap " + times + " times outside 1..100000");
            }
            if (period.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("flap period " + period + " below 1 ms");
            }
        }

        @Override
        public String element() {
            return "link " + between.get(0) + " - " + between.get(1) + " flapping";
        }
    }

    /// A direction of a link loses a share of its packets without a word.
    ///
    /// @param share above 0, at most 1
    record LinkLoss(String from, String to, double share) implements Fault {

        public LinkLoss {
            if (!(share > 0) || share > 1) {
                throw new IllegalArgumentException("loss " + share + " outside (0, 1]");
            }
        }

        @Override
        public String element() {
            return "loss on " + from + " > " + to;
        }
    }

    /// The way between controller and switches takes longer, each direction.
    ///
    /// @param node the one switch concerned, or all
    record SlowChannel(Duration delay, Optional<String> node) implements Fault {

        public SlowChannel {
            if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("channel delay " + delay + " outside 0..1 min");
            }
        }

        @Override
        public String element() {
            return node.map(n -> "slow channel of " + n).orElse("slow channels");
        }
    }

    /// A switch and the controller cannot reach each other; their connection breaks.
    record ChannelDown(String node) implements Fault {

        @Override
        public String element() {
            return "channel of " + node;
        }
    }

    /// The controller is killed; when the fault is over it starts again from its journal.
    record ControllerGone() implements Fault {

        @Override
        public String element() {
            return "controller";
        }
    }

    /// The controller is killed the moment an action of a program comes to a state for the first
    /// time after the fault's `at`; it starts again from its journal after the fault's `lasting`,
    /// counted from the kill.
    ///
    /// @param action its name, any where left out
    record ControllerKilledAt(ActionState state, Optional<String> action) implements Fault {

        @Override
        public String element() {
            return "controller at "
                    + state.name().toLowerCase(Locale.ROOT)
                    + action.map(name -> " of " + name).orElse("");
        }
    }

    /// A port's counters, and the flow counters behind them, say other than the truth. They go on
    /// from where they were, only faster, slower or not at all, and keep what they said when it is
    /// over.
    ///
    /// @param from the switch that lies, at its port towards `to`
    /// @param says what becomes of what is counted from one reading to the next
    record LyingSensor(
            String from, String to, @Inline Says says, @Default("port") Counters counters)
            implements Fault {

        /// What it makes of the truth.
        public sealed interface Says {

            /// So many times as much was sent and received.
            record Factor(double times) implements Says {

                public Factor {
                    if (!(times >= 0) || times > 1000) {
                        throw new IllegalArgumentException(times + " outside 0..1000");
                    }
                }
            }

            /// This was sent, whatever was.
            record Rate(Bandwidth rate) implements Says {}
        }

        /// Which counters of the switch lie.
        public enum Counters {
            /// Those of the port.
            PORT,
            /// Those of all flow entries of the switch; a rate is that of each.
            FLOW,
            BOTH
        }

        @Override
        public String element() {
            return "sensor of " + from + " > " + to;
        }
    }

    /// Requests for statistics are not answered; the channel works for everything else.
    ///
    /// @param node the one switch concerned, or all
    record TelemetryLost(Optional<String> node) implements Fault {

        @Override
        public String element() {
            return node.map(n -> "telemetry of " + n).orElse("telemetry");
        }
    }

    /// A direction of a link carries less than its plan and its port say.
    ///
    /// @param share of its capacity that it really has, above 0 and below 1
    record HiddenCapacity(String from, String to, double share) implements Fault {

        public HiddenCapacity {
            if (!(share > 0) || share >= 1) {
                throw new IllegalArgumentException("capacity share " + share + " outside (0, 1)");
            }
        }

        @Override
        public String element() {
            return "capacity of " + from + " > " + to;
        }
    }

    /// A link whose ports hang: light is there, but no signal in either direction, until one of its
    /// two ports is taken down and up again (or the fault's time is over).
    record PortStuck(List<String> between) implements Fault {

        public PortStuck {
            between = requireTwo(between);
        }

        @Override
        public String element() {
            return "ports of " + between.get(0) + " - " + between.get(1);
        }
    }

    /// The agent of a node's host is dead: it neither measures nor reports.
    record AgentSilent(String node) implements Fault {

        @Override
        public String element() {
            return "agent of " + node;
        }
    }

    /// The host of a node asks for one address after the other, whoever may have it.
    ///
    /// @param spoofed whether each question claims to come from another sender
    record HostScan(String node, @Default("20") int perSecond, @Default("false") boolean spoofed)
            implements Fault {

        public HostScan {
            if (perSecond < 1 || perSecond > 1000) {
                throw new IllegalArgumentException(
                        perSecond + " questions a second outside 1..1000");
            }
        }

        @Override
        public String element() {
            return "scan by the host of " + node;
        }
    }

    private static List<String> requireTwo(List<String> between) {
        if (between.size() != 2) {
            throw new IllegalArgumentException(
                    "a link is named by the two nodes it joins, not by " + between);
        }
        return List.copyOf(between);
    }
}
