package io.teleon.simulator.network;

import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.MeterMod.Band;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How traffic passes what is not decided by headers alone: select groups and meters.
///
/// A packet goes one way and empties token buckets; fluid traffic goes all ways in proportion and
/// meters let it through, as only who knows its rate can tell what they would drop.
sealed interface Passage {

    /// A live bucket and the share of the group's traffic that it gets.
    record Part(GroupBucket bucket, double share) {}

    /// How a select group's traffic is parted; empty where no live bucket has a weight.
    List<Part> part(GroupEntry group, List<GroupBucket> live, PacketHeaders headers);

    /// The band of a meter that the traffic exceeds.
    Optional<Band> exceeded(MeterEntry meter);

    /// By weight over all buckets.
    record Fluid() implements Passage {

        @Override
        public List<Part> part(GroupEntry group, List<GroupBucket> live, PacketHeaders headers) {
            double total = 0;
            for (GroupBucket bucket : live) {
                total += bucket.bucket().weight();
            }
            List<Part> parts = new ArrayList<>();
            for (GroupBucket bucket : live) {
                if (bucket.bucket().weight() > 0) {
                    parts.add(new Part(bucket, bucket.bucket().weight() / total));
                }
            }
            return parts;
        }

        @Override
        public Optional<Band> exceeded(MeterEntry meter) {
            return Optional.empty();
        }
    }

    /// One bucket by the hash of the flow, meters by the bytes of the packet.
    record Discrete(int bytes, Instant now) implements Passage {

        @Override
        public List<Part> part(GroupEntry group, List<GroupBucket> live, PacketHeaders headers) {
            if (group.type() != GroupType.SELECT) {
                throw new IllegalStateException("group " + group.id() + " does not select");
            }
            return FlowHash.choose(group.id(), live, headers)
                    .map(bucket -> List.of(new Part(bucket, 1)))
                    .orElse(List.of());
        }

        @Override
        public Optional<Band> exceeded(MeterEntry meter) {
            return meter.meter(bytes, now);
        }
    }
}
