package io.teleon.controller.percept;

import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The network at one look: what is known of each link and each intent, with the times at which it
/// was measured.
///
/// @param links every link ever discovered, in order
/// @param intents those not withdrawn, in order
public record Picture(
        Instant at, SequencedMap<LinkId, OfLink> links, SequencedMap<IntentId, OfIntent> intents) {

    /// A number and when it was measured.
    public record Measured(double value, Instant at) {}

    /// One directed link.
    ///
    /// @param observed whether both its ends can be asked
    /// @param carried bits per second sent into it
    /// @param offered bits per second that would be sent into it if nobody steered or limited
    /// @param soon bits per second that will be offered in a few minutes if it goes on growing as
    ///   it does; empty while that cannot be told
    /// @param loss the share it loses on the way; empty where that cannot be told
    /// @param rxPower dBm at its receiving end
    /// @param users intents whose default way goes by it
    public record OfLink(
            Link link,
            boolean observed,
            boolean up,
            boolean adminUp,
            Optional<Measured> carried,
            Optional<Measured> offered,
            Optional<Measured> soon,
            Optional<Measured> loss,
            Optional<Measured> rxPower,
            List<IntentId> users) {

        public OfLink {
            users = List.copyOf(users);
        }

        public double capacity() {
            return link.capacity().bitsPerSecond();
        }
    }

    /// One intent.
    ///
    /// @param ends the switches it begins and ends at
    /// @param sends bits per second at its ingress
    public record OfIntent(IntentView view, Optional<NodePair> ends, Optional<Measured> sends) {

        public IntentId id() {
            return view.intent().id();
        }
    }
}
