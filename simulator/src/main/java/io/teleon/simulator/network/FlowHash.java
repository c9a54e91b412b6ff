package io.teleon.simulator.network;

import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.Transport;
import java.util.List;
import java.util.Optional;

/// Chooses a select group's bucket for a flow, so that all packets of the flow take the same.
///
/// Weighted rendezvous hashing (Thaler and Ravishankar, IEEE/ACM ToN 1998; weights by Schindelhauer
/// and Schomaker, SPAA 2005): when a bucket dies or changes its weight, only flows that must move
/// do. The hash covers addresses, protocol and ports, not what switches rewrite on the way.
final class FlowHash {

    private FlowHash() {}

    static Optional<GroupBucket> choose(
            int groupId, List<GroupBucket> buckets, PacketHeaders headers) {
        long flow = mix(of(headers) ^ groupId);
        Optional<GroupBucket> best = Optional.empty();
        double bestScore = 0;
        for (GroupBucket bucket : buckets) {
            int weight = bucket.bucket().weight();
            if (weight == 0) {
                continue;
            }
            long identity = bucket.bucket().actions().hashCode();
            double unit = ((mix(flow + identity) >>> 11) + 0.5) * 0x1p-53;
            double score = -weight / StrictMath.log(unit);
            if (best.isEmpty() || score > bestScore) {
                best = Optional.of(bucket);
                bestScore = score;
            }
        }
        return best;
    }

    private static long of(PacketHeaders headers) {
        long hash = mix(headers.source().value());
        hash = mix(hash + headers.destination().value());
        if (headers.payload() instanceof Payload.Ipv4 ip) {
            hash = mix(hash + ip.source().value());
            hash = mix(hash + ip.destination().value());
        }
        if (headers.payload() instanceof Payload.Ip ip) {
            hash = mix(hash + ip.protocol());
            if (ip.transport() instanceof Transport.Ports ports) {
                hash = mix(hash + ((long) ports.source() << 16 | ports.destination()));
            }
        }
        return hash;
    }

    /// The finalizer of SplittableRandom (Stafford's variant 13 of MurmurHash3's).
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
