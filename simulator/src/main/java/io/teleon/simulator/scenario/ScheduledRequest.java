package io.teleon.simulator.scenario;

import io.teleon.models.config.Inline;
import java.time.Duration;
import java.util.List;

/// Something a person asks of the controller during a run.
public record ScheduledRequest(Duration at, @Inline Request request) {

    /// What is asked.
    public sealed interface Request {

        /// Lead the intent between two hosts around a link, without losing a packet.
        ///
        /// @param avoid the two nodes the link joins
        record Move(String from, String to, List<String> avoid) implements Request {

            public Move {
                avoid = List.copyOf(avoid);
                if (avoid.size() != 2) {
                    throw new IllegalArgumentException(
                            "a link is named by the two nodes it joins, not by " + avoid);
                }
            }
        }

        record Submit(String from, String to) implements Request {}

        record Withdraw(String from, String to) implements Request {}

        /// Compare all tables with what they should hold.
        record Reconcile() implements Request {}
    }
}
