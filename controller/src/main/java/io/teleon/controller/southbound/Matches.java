package io.teleon.controller.southbound;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.Match;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFMatchV3;
import org.projectfloodlight.openflow.protocol.OFOxmList;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.protocol.match.MatchField;
import org.projectfloodlight.openflow.protocol.match.MatchFields;
import org.projectfloodlight.openflow.protocol.oxm.OFOxm;
import org.projectfloodlight.openflow.types.ArpOpcode;
import org.projectfloodlight.openflow.types.EthType;
import org.projectfloodlight.openflow.types.ICMPv4Code;
import org.projectfloodlight.openflow.types.ICMPv4Type;
import org.projectfloodlight.openflow.types.IPv4Address;
import org.projectfloodlight.openflow.types.IpDscp;
import org.projectfloodlight.openflow.types.IpEcn;
import org.projectfloodlight.openflow.types.IpProtocol;
import org.projectfloodlight.openflow.types.MacAddress;
import org.projectfloodlight.openflow.types.OFBooleanValue;
import org.projectfloodlight.openflow.types.OFMetadata;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.OFValueType;
import org.projectfloodlight.openflow.types.OFVlanVidMatch;
import org.projectfloodlight.openflow.types.TransportPort;
import org.projectfloodlight.openflow.types.U32;
import org.projectfloodlight.openflow.types.U64;
import org.projectfloodlight.openflow.types.U8;
import org.projectfloodlight.openflow.types.VlanPcp;

/// Matches and their fields, ours and the library's. The imported `MatchField` is the library's.
final class Matches {

    private static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);
    private static final OFMatchV3 ANY = FACTORY.buildMatchV3().setOxmList(OFOxmList.EMPTY).build();

    /// How one field is carried by a type of the library.
    private record Carrier<F extends OFValueType<F>>(
            io.teleon.controller.openflow.MatchField field,
            MatchField<F> libraryField,
            LongFunction<F> outward,
            ToLongFunction<F> inward) {

        OFOxm<F> exact(long value) {
            return FACTORY.oxms().fromValue(outward.apply(value), libraryField);
        }

        OFOxm<F> masked(long value, long mask) {
            return FACTORY.oxms()
                    .fromValueAndMask(outward.apply(value), outward.apply(mask), libraryField);
        }

        @SuppressWarnings("unchecked") // the library's field says the type of its value
        long value(OFOxm<?> oxm) {
            return inward.applyAsLong((F) oxm.getValue());
        }

        @SuppressWarnings("unchecked")
        long mask(OFOxm<?> oxm) {
            return oxm.isMasked() ? inward.applyAsLong((F) oxm.getMask()) : field.fullMask();
        }
    }

    private static final Map<io.teleon.controller.openflow.MatchField, Carrier<?>> BY_FIELD =
            new EnumMap<>(io.teleon.controller.openflow.MatchField.class);
    private static final Map<MatchFields, Carrier<?>> BY_LIBRARY_FIELD =
            new EnumMap<>(MatchFields.class);

    static {
        for (io.teleon.controller.openflow.MatchField field :
                io.teleon.controller.openflow.MatchField.values()) {
            Carrier<?> carrier = carrier(field);
            BY_FIELD.put(field, carrier);
            BY_LIBRARY_FIELD.put(carrier.libraryField().id, carrier);
        }
    }

    private Matches() {}

    static OFMatchV3 out(Match match) {
        if (match.terms().isEmpty()) {
            return ANY;
        }
        List<OFOxm<?>> fields = new ArrayList<>(match.terms().size());
        for (Match.Term term : match.terms()) {
            Carrier<?> carrier = of(term.field());
            fields.add(
                    term.isExact()
                            ? carrier.exact(term.value())
                            : carrier.masked(term.value(), term.mask()));
        }
        return FACTORY.buildMatchV3().setOxmList(OFOxmList.ofList(fields)).build();
    }

    static Match in(org.projectfloodlight.openflow.protocol.match.Match match) {
        if (!(match instanceof OFMatchV3 oxms)) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_MATCH, "BAD_TYPE", "match is not made of OXM fields");
        }
        List<Match.Term> terms = new ArrayList<>();
        for (OFOxm<?> oxm : oxms.getOxmList()) {
            Carrier<?> carrier = of(oxm);
            if (carrier.mask(oxm) != 0) {
                terms.add(new Match.Term(carrier.field(), carrier.value(oxm), carrier.mask(oxm)));
            }
        }
        return terms.isEmpty() ? Match.ANY : new Match(terms);
    }

    static OFOxm<?> oxm(io.teleon.controller.openflow.MatchField field, long value) {
        return of(field).exact(value);
    }

    static io.teleon.controller.openflow.MatchField field(OFOxm<?> oxm) {
        return of(oxm).field();
    }

    static long value(OFOxm<?> oxm) {
        return of(oxm).value(oxm);
    }

    private static Carrier<?> of(io.teleon.controller.openflow.MatchField field) {
        Carrier<?> carrier = BY_FIELD.get(field);
        if (carrier == null) {
            throw new IllegalStateException("no carrier for " + field);
        }
        return carrier;
    }

    private static Carrier<?> of(OFOxm<?> oxm) {
        Carrier<?> carrier = BY_LIBRARY_FIELD.get(oxm.getMatchField().id);
        if (carrier == null) {
            throw new Uncarried(
                    ErrorCode.Type.BAD_MATCH,
                    "BAD_FIELD",
                    "match field " + oxm.getMatchField().getName());
        }
        return carrier;
    }

    private static Carrier<?> carrier(io.teleon.controller.openflow.MatchField field) {
        return switch (field) {
            case IN_PORT -> port(field, MatchField.IN_PORT);
            case IN_PHY_PORT -> port(field, MatchField.IN_PHY_PORT);
            case METADATA ->
                    new Carrier<>(
                            field,
                            MatchField.METADATA,
                            OFMetadata::ofRaw,
                            metadata -> metadata.getValue().getValue());
            case ETH_DST -> mac(field, MatchField.ETH_DST);
            case ETH_SRC -> mac(field, MatchField.ETH_SRC);
            case ETH_TYPE ->
                    new Carrier<>(
                            field,
                            MatchField.ETH_TYPE,
                            value -> EthType.of((int) value),
                            type -> type.getValue() & 0xffff);
            case VLAN_VID ->
                    new Carrier<>(
                            field,
                            MatchField.VLAN_VID,
                            value -> OFVlanVidMatch.ofRawVid((short) value),
                            vid -> vid.getRawVid() & 0xffff);
            case VLAN_PCP ->
                    new Carrier<>(
                            field,
                            MatchField.VLAN_PCP,
                            value -> VlanPcp.of((byte) value),
                            VlanPcp::getValue);
            case IP_DSCP ->
                    new Carrier<>(
                            field,
                            MatchField.IP_DSCP,
                            value -> IpDscp.of((byte) value),
                            IpDscp::getDscpValue);
            case IP_ECN ->
                    new Carrier<>(
                            field,
                            MatchField.IP_ECN,
                            value -> IpEcn.of((byte) value),
                            IpEcn::getEcnValue);
            case IP_PROTO ->
                    new Carrier<>(
                            field,
                            MatchField.IP_PROTO,
                            value -> IpProtocol.of((short) value),
                            IpProtocol::getIpProtocolNumber);
            case IPV4_SRC -> ipv4(field, MatchField.IPV4_SRC);
            case IPV4_DST -> ipv4(field, MatchField.IPV4_DST);
            case TCP_SRC -> transport(field, MatchField.TCP_SRC);
            case TCP_DST -> transport(field, MatchField.TCP_DST);
            case UDP_SRC -> transport(field, MatchField.UDP_SRC);
            case UDP_DST -> transport(field, MatchField.UDP_DST);
            case SCTP_SRC -> transport(field, MatchField.SCTP_SRC);
            case SCTP_DST -> transport(field, MatchField.SCTP_DST);
            case ICMPV4_TYPE ->
                    new Carrier<>(
                            field,
                            MatchField.ICMPV4_TYPE,
                            value -> ICMPv4Type.of((short) value),
                            ICMPv4Type::getType);
            case ICMPV4_CODE ->
                    new Carrier<>(
                            field,
                            MatchField.ICMPV4_CODE,
                            value -> ICMPv4Code.of((short) value),
                            ICMPv4Code::getCode);
            case ARP_OP ->
                    new Carrier<>(
                            field,
                            MatchField.ARP_OP,
                            value -> ArpOpcode.of((int) value),
                            ArpOpcode::getOpcode);
            case ARP_SPA -> ipv4(field, MatchField.ARP_SPA);
            case ARP_TPA -> ipv4(field, MatchField.ARP_TPA);
            case ARP_SHA -> mac(field, MatchField.ARP_SHA);
            case ARP_THA -> mac(field, MatchField.ARP_THA);
            case MPLS_LABEL -> new Carrier<>(field, MatchField.MPLS_LABEL, U32::of, U32::getValue);
            case MPLS_TC ->
                    new Carrier<>(
                            field, MatchField.MPLS_TC, value -> U8.of((short) value), U8::getValue);
            case MPLS_BOS ->
                    new Carrier<>(
                            field,
                            MatchField.MPLS_BOS,
                            value -> OFBooleanValue.of(value != 0),
                            bottom -> bottom.getValue() ? 1 : 0);
            case TUNNEL_ID -> new Carrier<>(field, MatchField.TUNNEL_ID, U64::of, U64::getValue);
        };
    }

    private static Carrier<OFPort> port(
            io.teleon.controller.openflow.MatchField field, MatchField<OFPort> libraryField) {
        return new Carrier<>(
                field,
                libraryField,
                value -> OFPort.ofInt((int) value),
                port -> Integer.toUnsignedLong(port.getPortNumber()));
    }

    private static Carrier<MacAddress> mac(
            io.teleon.controller.openflow.MatchField field, MatchField<MacAddress> libraryField) {
        return new Carrier<>(field, libraryField, MacAddress::of, MacAddress::getLong);
    }

    private static Carrier<IPv4Address> ipv4(
            io.teleon.controller.openflow.MatchField field, MatchField<IPv4Address> libraryField) {
        return new Carrier<>(
                field,
                libraryField,
                value -> IPv4Address.of((int) value),
                address -> Integer.toUnsignedLong(address.getInt()));
    }

    private static Carrier<TransportPort> transport(
            io.teleon.controller.openflow.MatchField field,
            MatchField<TransportPort> libraryField) {
        return new Carrier<>(
                field,
                libraryField,
                value -> TransportPort.of((int) value),
                TransportPort::getPort);
    }
}
