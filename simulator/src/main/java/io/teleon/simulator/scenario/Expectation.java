package io.teleon.simulator.scenario;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Notice;
import io.teleon.models.config.Default;
import io.teleon.models.time.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What must come of a run.
public sealed interface Expectation {

    /// Whether it must be met however much the controller does by itself.
    default boolean isForAnyAutonomy() {
        return false;
    }

    /// Every intent that a fault interrupts, and whose ends stay connected, delivers again so soon.
    record AllIntentsRestoredWithin(Duration limit) implements Expectation {}

    record NoLoop() implements Expectation {
        @Override
        public boolean isForAnyAutonomy() {
            return true;
        }
    }

    record NoBlackHole() implements Expectation {
        @Override
        public boolean isForAnyAutonomy() {
            return true;
        }
    }

    record NoOwnerlessRule() implements Expectation {
        @Override
        public boolean isForAnyAutonomy() {
            return true;
        }
    }

    /// At most so many of all probe packets were lost.
    record LostProbes(long atMost) implements Expectation {}

    /// So many intents are parked at the end.
    record Parked(int count) implements Expectation {}

    /// So many intents are installed at the end.
    record Installed(int count) implements Expectation {}

    /// So many directed links were discovered.
    record Discovered(int count) implements Expectation {}

    /// The controller tells of this, from `min` to `max` times.
    ///
    /// @param subject what the event is about, with names in place of datapath ids; any where left
    ///   out
    record EventsInclude(
            Event.Kind kind,
            Optional<String> subject,
            @Default("1") int min,
            @Default("1000000000") int max)
            implements Expectation {}

    /// At least this share of the offered traffic was delivered.
    record DeliveredShare(double atLeast) implements Expectation {}

    /// From `min` to `max` actions of programs are of this kind; see [ActionFilter] for the keys.
    record Actions(
            Optional<String> rule,
            Optional<String> action,
            Optional<String> target,
            Optional<String> outcome,
            @Default("1") int min,
            @Default("1000000000") int max)
            implements Expectation {}

    /// No action of this kind was carried out; it may have been suggested or refused. What only
    /// tells people something, `open_ticket`, is meant where `action` or `rule` is given.
    ///
    /// @param from since the start: those are meant that were proposed in [from, to)
    record NoActionOf(
            Optional<String> rule,
            Optional<String> action,
            Optional<String> target,
            Optional<Duration> from,
            Optional<Duration> to)
            implements Expectation {

        public NoActionOf {
            requireOrder(from, to);
        }
    }

    /// From `min` to `max` notices of this kind go to people outside; what is left out is any.
    ///
    /// @param kind message, ticket-opened or ticket-closed
    /// @param topic the team or topic, `noc`
    /// @param subject what it is about, as the notice says, `DNVRng>KSCYng`
    /// @param text a part of what it says
    /// @param from since the start: those are meant that were told in [from, to)
    record Notices(
            Optional<Notice.Kind> kind,
            Optional<String> topic,
            Optional<String> subject,
            Optional<String> text,
            Optional<Duration> from,
            Optional<Duration> to,
            @Default("1") int min,
            @Default("1000000000") int max)
            implements Expectation {

        public Notices {
            requireOrder(from, to);
            if (min < 0 || max < min) {
                throw new IllegalArgumentException(
                        "min " + min + " and max " + max + " are not 0 <= min <= max");
            }
        }
    }

    /// No program moved or limited the intent between two nodes' hosts.
    record Untouched(String from, String to) implements Expectation {}

    /// Some action of this kind went through these states in this order, maybe with others between.
    record Transitions(
            Optional<String> rule,
            Optional<String> action,
            Optional<String> target,
            List<ActionState> states)
            implements Expectation {

        public Transitions {
            states = List.copyOf(states);
            if (states.isEmpty()) {
                throw new IllegalArgumentException("states is empty, which any action passes");
            }
        }
    }

    /// Seconds of intents in which they got less than was promised, over all of them.
    record SloViolationSeconds(long atMost) implements Expectation {}

    /// Seconds of links in which they were asked for more than they carry, over all of them.
    record OverloadedLinkSeconds(double atMost) implements Expectation {}

    /// No intent was led another way more often than this within any hour.
    record MaxMoves(int perHour) implements Expectation {}

    private static void requireOrder(Optional<Duration> from, Optional<Duration> to) {
        if (to.isPresent() && to.get().compareTo(from.orElse(Duration.ZERO)) <= 0) {
            throw new IllegalArgumentException(
                    "no time is from "
                            + DurationText.format(from.orElse(Duration.ZERO))
                            + " to before "
                            + DurationText.format(to.get()));
        }
    }
}
