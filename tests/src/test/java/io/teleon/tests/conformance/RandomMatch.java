package io.teleon.tests.conformance;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import java.util.List;
import java.util.random.RandomGenerator;

/// A random match and what it says about the packets that it takes.
record RandomMatch(Match match, Known known) {

    enum Tagging {
        UNKNOWN,
        NO,
        YES
    }

    /// @param etherType -1 where it is unknown
    /// @param protocol -1 where it is unknown
    /// @param bottom whether the outermost label is the last: 1 yes, 0 no, -1 unknown
    record Known(Tagging tagging, int etherType, int protocol, int bottom) {

        boolean isIp() {
            return etherType == 0x0800 || etherType == 0x86dd;
        }

        boolean isMpls() {
            return etherType == 0x8847 || etherType == 0x8848;
        }

        Known withTagging(Tagging value) {
            return new Known(value, etherType, protocol, bottom);
        }

        Known withType(int type, int bottomNow) {
            return new Known(tagging, type, -1, bottomNow);
        }
    }

    static RandomMatch draw(RandomGenerator random, RandomFrames frames) {
        Match.Builder match = Match.builder();
        if (random.nextInt(5) == 0) {
            match.exact(MatchField.IN_PORT, 1 + random.nextInt(RandomPipeline.PORTS));
        }
        if (random.nextInt(5) == 0) {
            match.exact(MatchField.ETH_DST, frames.one(RandomFrames.MACS));
        }
        if (random.nextInt(6) == 0) {
            match.masked(MatchField.ETH_SRC, frames.one(RandomFrames.MACS), 0xff);
        }
        if (random.nextInt(6) == 0) {
            match.masked(MatchField.METADATA, random.nextLong(), 1L << random.nextInt(8));
        }
        Tagging tagging = drawVlan(random, frames, match);
        Known known = drawPayload(random, frames, match, tagging);
        return new RandomMatch(match.build(), known);
    }

    private static Tagging drawVlan(
            RandomGenerator random, RandomFrames frames, Match.Builder match) {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                match.untagged();
                return Tagging.NO;
            }
            case 2 -> match.anyVlan();
            case 3 -> match.vlan(frames.one(RandomFrames.VLANS));
            case 4 ->
                    match.masked(
                            MatchField.VLAN_VID, 0x1000 | frames.one(RandomFrames.VLANS), 0x1002);
            default -> {
                return Tagging.UNKNOWN;
            }
        }
        if (random.nextInt(4) == 0) {
            match.exact(MatchField.VLAN_PCP, random.nextInt(8));
        }
        return Tagging.YES;
    }

    private static Known drawPayload(
            RandomGenerator random, RandomFrames frames, Match.Builder match, Tagging tagging) {
        return switch (random.nextInt(10)) {
            case 0 -> drawArp(random, frames, match, tagging);
            case 1, 2 -> drawMpls(random, frames, match, tagging);
            case 3, 4, 5, 6 -> {
                match.ethType(0x0800);
                yield new Known(tagging, 0x0800, drawIp(random, frames, match, true), -1);
            }
            case 7 -> {
                match.ethType(0x86dd);
                yield new Known(tagging, 0x86dd, drawIp(random, frames, match, false), -1);
            }
            default -> new Known(tagging, -1, -1, -1);
        };
    }

    private static Known drawArp(
            RandomGenerator random, RandomFrames frames, Match.Builder match, Tagging tagging) {
        match.ethType(0x0806);
        if (random.nextBoolean()) {
            match.exact(MatchField.ARP_OP, 1 + random.nextInt(2));
        }
        if (random.nextInt(4) == 0) {
            match.exact(
                    MatchField.ARP_SPA, Integer.toUnsignedLong(frames.one(RandomFrames.ADDRESSES)));
        }
        if (random.nextInt(4) == 0) {
            match.exact(MatchField.ARP_THA, frames.one(RandomFrames.MACS));
        }
        return new Known(tagging, 0x0806, -1, -1);
    }

    private static Known drawMpls(
            RandomGenerator random, RandomFrames frames, Match.Builder match, Tagging tagging) {
        int type = random.nextInt(4) == 0 ? 0x8848 : 0x8847;
        match.ethType(type);
        int bottom = random.nextInt(3) - 1;
        if (bottom >= 0) {
            match.exact(MatchField.MPLS_BOS, bottom);
        }
        if (random.nextInt(3) == 0) {
            match.exact(MatchField.MPLS_LABEL, frames.one(RandomFrames.LABELS));
        }
        if (random.nextInt(4) == 0) {
            match.exact(MatchField.MPLS_TC, random.nextInt(8));
        }
        return new Known(tagging, type, -1, bottom);
    }

    private static int drawIp(
            RandomGenerator random, RandomFrames frames, Match.Builder match, boolean fourth) {
        if (random.nextInt(4) == 0) {
            match.exact(MatchField.IP_ECN, random.nextInt(4));
        }
        if (fourth && random.nextInt(3) == 0) {
            int length = List.of(8, 24, 31, 32).get(random.nextInt(4));
            long mask = 0xffff_ffffL << (32 - length) & 0xffff_ffffL;
            long address = Integer.toUnsignedLong(frames.one(RandomFrames.ADDRESSES));
            match.masked(
                    random.nextBoolean() ? MatchField.IPV4_SRC : MatchField.IPV4_DST,
                    address,
                    mask);
        }
        int port = frames.one(RandomFrames.PORTS);
        boolean exact = random.nextBoolean();
        int protocol = List.of(-1, -1, 6, 17, 132, 1).get(random.nextInt(fourth ? 6 : 5));
        if (protocol >= 0) {
            match.exact(MatchField.IP_PROTO, protocol);
        }
        if (exact) {
            switch (protocol) {
                case 1 -> match.exact(MatchField.ICMPV4_TYPE, 8L * random.nextInt(2));
                case 6 -> match.exact(MatchField.TCP_DST, port);
                case 17 -> match.exact(MatchField.UDP_SRC, port);
                case 132 -> match.exact(MatchField.SCTP_DST, port);
                default -> {}
            }
        }
        return protocol;
    }
}
