package io.teleon.simulator.scenario;

import io.teleon.models.config.Default;
import io.teleon.models.config.Inline;
import io.teleon.policies.program.Policy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something a person asks of the controller during a run.
public record ScheduledRequest(Duration at, @Inline Request request) {

    public ScheduledRequest {
        if (at.isNegative()) {
            throw new IllegalArgumentException("request at " + at + ", before the start");
        }
    }

    /// What is asked. Who asks is named for the audit.
    public sealed interface Request {

        /// Lead the intent between two hosts around a link, without losing a packet.
        ///
        /// @param avoid the two nodes the link joins
        record Move(String from, String to, List<String> avoid) implements Request {

            public Move {
                avoid = requireTwo(avoid);
            }
        }

        record Submit(String from, String to) implements Request {}

        record Withdraw(String from, String to) implements Request {}

        /// Compare all tables with what they should hold.
        record Reconcile() implements Request {}

        /// The kill switch.
        record Pause(@Default("rehearsal") String reason, @Default("operator") String by)
                implements Request {}

        record Resume(@Default("operator") String by) implements Request {}

        /// How far actions of a kind may go.
        ///
        /// @param level off, suggest, approve or auto
        record SetAutonomy(String action, Policy.Mode level, @Default("operator") String by)
                implements Request {

            public SetAutonomy {
                if (level.compareTo(Policy.Mode.AUTO) > 0) {
                    throw new IllegalArgumentException(
                            "level "
                                    + level.name().toLowerCase(Locale.ROOT)
                                    + " is not one of off, suggest, approve, auto");
                }
            }
        }

        /// Grants everything that programs ask, looking once a second for so long.
        record ApproveAll(@Default("1 s") Duration lasting, @Default("operator") String by)
                implements Request {}

        /// Denies everything that programs ask, looking once a second for so long.
        record DenyAll(@Default("1 s") Duration lasting, @Default("operator") String by)
                implements Request {}

        /// Take back the newest action that is in force.
        ///
        /// @param action of this name, any where left out
        record Undo(Optional<String> action, @Default("operator") String by) implements Request {}

        /// A link is worked on from now on, both directions of it.
        record BeginMaintenance(List<String> between, @Default("operator") String by)
                implements Request {

            public BeginMaintenance {
                between = requireTwo(between);
            }
        }

        record EndMaintenance(List<String> between, @Default("operator") String by)
                implements Request {

            public EndMaintenance {
                between = requireTwo(between);
            }
        }

        /// A window of the calendar.
        ///
        /// @param from since the start of the run
        record Freeze(
                @Default("change_freeze") String window,
                Duration from,
                Duration to,
                @Default("operator") String by)
                implements Request {

            public Freeze {
                if (to.compareTo(from) < 0) {
                    throw new IllegalArgumentException("window from " + from + " to " + to);
                }
            }
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
