package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.simulator.network.packet.EtherType;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether a match is one that a packet could meet: prerequisites and values (OpenFlow 1.3.5
/// section 7.2.3.6 and table 12).
final class MatchCheck {

    private MatchCheck() {}

    static Optional<ErrorCode> check(Match match) {
        Known known = Known.of(match);
        for (Match.Term term : match.terms()) {
            if (!known.allows(term.field())) {
                return failed("BAD_PREREQ");
            }
            if (term.field() == MatchField.VLAN_VID && !isVlanDemand(term)) {
                return failed(term.isExact() ? "BAD_VALUE" : "BAD_MASK");
            }
        }
        return Optional.empty();
    }

    /// No tag, any tag, or a tag whose id is given wholly or in part (table 13).
    private static boolean isVlanDemand(Match.Term term) {
        boolean none = term.value() == 0 && term.isExact();
        boolean present = (term.value() & MatchField.VID_PRESENT) != 0;
        return none || present;
    }

    private static Optional<ErrorCode> failed(String code) {
        return Optional.of(ErrorCode.of(ErrorCode.Type.BAD_MATCH, code));
    }

    /// What is known of every packet that a match takes: the part on which other fields hang.
    ///
    /// @param etherType -1 where it is not known
    /// @param protocol the IP protocol, -1 where it is not known
    record Known(boolean tagged, int etherType, int protocol) {

        static Known of(Match match) {
            boolean tagged =
                    match.terms().stream()
                            .anyMatch(term ->
                                    term.field() == MatchField.VLAN_VID
                                            && (term.value() & MatchField.VID_PRESENT) != 0);
            return new Known(
                    tagged, value(match, MatchField.ETH_TYPE), value(match, MatchField.IP_PROTO));
        }

        private static int value(Match match, MatchField field) {
            OptionalLong exact = match.exact(field);
            return exact.isPresent() ? (int) exact.getAsLong() : -1;
        }

        Known withTagged(boolean value) {
            return new Known(value, etherType, protocol);
        }

        Known withEtherType(int value) {
            return new Known(tagged, value, -1);
        }

        boolean isIp() {
            return etherType == EtherType.IPV4 || etherType == EtherType.IPV6;
        }

        /// Whether the prerequisites of the field are known to hold.
        boolean allows(MatchField field) {
            return switch (field) {
                case IN_PORT, METADATA, TUNNEL_ID, ETH_DST, ETH_SRC, ETH_TYPE, VLAN_VID -> true;
                // The ports here are never part of a bundle, so IN_PORT says it all.
                case IN_PHY_PORT -> true;
                case VLAN_PCP -> tagged;
                case IP_DSCP, IP_ECN, IP_PROTO -> isIp();
                case IPV4_SRC, IPV4_DST -> etherType == EtherType.IPV4;
                case TCP_SRC, TCP_DST -> isIp() && protocol == EtherType.TCP;
                case UDP_SRC, UDP_DST -> isIp() && protocol == EtherType.UDP;
                case SCTP_SRC, SCTP_DST -> isIp() && protocol == EtherType.SCTP;
                case ICMPV4_TYPE, ICMPV4_CODE ->
                        etherType == EtherType.IPV4 && protocol == EtherType.ICMP;
                case ARP_OP, ARP_SPA, ARP_TPA, ARP_SHA, ARP_THA -> etherType == EtherType.ARP;
                case MPLS_LABEL, MPLS_TC, MPLS_BOS -> EtherType.isMpls(etherType);
            };
        }
    }
}
