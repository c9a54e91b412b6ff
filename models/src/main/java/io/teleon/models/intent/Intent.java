package io.teleon.models.intent;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;

/// A wish for connectivity. One direction each: who wants an answer back submits the reverse too.
public sealed interface Intent {

    IntentId id();

    Precedence precedence();

    /// How much it matters beside others when there is not room for all.
    Tier tier();

    /// What its path must be like.
    Constraints constraints();

    /// What a person would call it, `A -> B`.
    String summary();

    /// Frames from one host reach another, wherever the two are plugged in: all unicast frames
    /// between their addresses, and the ARP requests by which the first finds the second.
    record HostToHost(
            IntentId id,
            Precedence precedence,
            HostId source,
            HostId target,
            Tier tier,
            Constraints constraints)
            implements Intent {

        public HostToHost {
            if (source.equals(target)) {
                throw new IllegalArgumentException(
                        "intent " + id + " joins host " + source + " with itself");
            }
        }

        /// By any path.
        public HostToHost(
                IntentId id, Precedence precedence, HostId source, HostId target, Tier tier) {
            this(id, precedence, source, target, tier, Constraints.NONE);
        }

        /// In the usual tier, by any path.
        public HostToHost(IntentId id, Precedence precedence, HostId source, HostId target) {
            this(id, precedence, source, target, Tier.SILVER);
        }

        @Override
        public String summary() {
            return source + " -> " + target;
        }
    }

    /// The selected untagged frames that come in at one connect point leave by another.
    record PointToPoint(
            IntentId id,
            Precedence precedence,
            ConnectPoint ingress,
            ConnectPoint egress,
            TrafficSelector selector,
            Tier tier,
            Constraints constraints)
            implements Intent {

        public PointToPoint {
            if (ingress.equals(egress)) {
                throw new IllegalArgumentException(
                        "intent " + id + " leaves where it comes in, at " + ingress);
            }
            if (!ingress.port().isPhysical() || !egress.port().isPhysical()) {
                throw new IllegalArgumentException(
                        "intent " + id + " names a reserved port: " + ingress + " -> " + egress);
            }
        }

        /// By any path.
        public PointToPoint(
                IntentId id,
                Precedence precedence,
                ConnectPoint ingress,
                ConnectPoint egress,
                TrafficSelector selector,
                Tier tier) {
            this(id, precedence, ingress, egress, selector, tier, Constraints.NONE);
        }

        /// In the usual tier, by any path.
        public PointToPoint(
                IntentId id,
                Precedence precedence,
                ConnectPoint ingress,
                ConnectPoint egress,
                TrafficSelector selector) {
            this(id, precedence, ingress, egress, selector, Tier.SILVER);
        }

        @Override
        public String summary() {
            return ingress + " -> " + egress;
        }
    }
}
