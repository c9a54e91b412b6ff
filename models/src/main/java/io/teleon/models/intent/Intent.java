package io.teleon.models.intent;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import java.util.List;

/// A wish for connectivity. One direction each: who wants an answer back submits the reverse too.
public sealed interface Intent {

    IntentId id();

    Precedence precedence();

    /// How it is to be carried.
    Terms terms();

    /// How much it matters beside others when there is not room for all.
    default Tier tier() {
        return terms().tier();
    }

    /// What its path must be like.
    default Constraints constraints() {
        return terms().constraints();
    }

    /// What is to be measured of it.
    default List<Goal> goals() {
        return terms().goals();
    }

    /// What a person would call it, `A -> B`.
    String summary();

    /// Frames from one host reach another, wherever the two are plugged in: all unicast frames
    /// between their addresses, and the ARP requests by which the first finds the second.
    record HostToHost(IntentId id, Precedence precedence, HostId source, HostId target, Terms terms)
            implements Intent {

        public HostToHost {
            if (source.equals(target)) {
                throw new IllegalArgumentException(
                        "intent " + id + " joins host " + source + " with itself");
            }
        }

        /// Without goals.
        public HostToHost(
                IntentId id,
                Precedence precedence,
                HostId source,
                HostId target,
                Tier tier,
                Constraints constraints) {
            this(id, precedence, source, target, new Terms(tier, constraints, List.of()));
        }

        /// By any path.
        public HostToHost(
                IntentId id, Precedence precedence, HostId source, HostId target, Tier tier) {
            this(id, precedence, source, target, tier, Constraints.NONE);
        }

        /// On the usual terms.
        public HostToHost(IntentId id, Precedence precedence, HostId source, HostId target) {
            this(id, precedence, source, target, Terms.USUAL);
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
            Terms terms)
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

        /// Without goals.
        public PointToPoint(
                IntentId id,
                Precedence precedence,
                ConnectPoint ingress,
                ConnectPoint egress,
                TrafficSelector selector,
                Tier tier,
                Constraints constraints) {
            this(
                    id,
                    precedence,
                    ingress,
                    egress,
                    selector,
                    new Terms(tier, constraints, List.of()));
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

        /// On the usual terms.
        public PointToPoint(
                IntentId id,
                Precedence precedence,
                ConnectPoint ingress,
                ConnectPoint egress,
                TrafficSelector selector) {
            this(id, precedence, ingress, egress, selector, Terms.USUAL);
        }

        @Override
        public String summary() {
            return ingress + " -> " + egress;
        }
    }
}
