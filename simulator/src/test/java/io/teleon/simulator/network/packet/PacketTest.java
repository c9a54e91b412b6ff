package io.teleon.simulator.network.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketTest {

    private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
    private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
    private static final String ETHERNET = "02000000000b02000000000a";

    /// A ping request with an identification and four bytes of data, checksums computed by hand of
    /// RFC 1071.
    private static final String PING =
            ETHERNET
                    + "0800"
                    + "4500002012340000400154a7"
                    + "0a0000010a000002"
                    + "0800"
                    + "f3f6"
                    + "0001"
                    + "0002"
                    + "01020304";

    private static Payload.Ipv4 udp(int source, int destination) {
        return new Payload.Ipv4(
                0,
                0,
                64,
                EtherType.UDP,
                Ipv4Address.parse("10.0.0.1"),
                Ipv4Address.parse("10.0.0.2"),
                new Transport.Ports(source, destination));
    }

    @Test
    void readsTheFieldsOfAPing() {
        PacketHeaders headers = Packet.parse(Octets.parse(PING)).headers();
        assertEquals(A, headers.source());
        assertEquals(B, headers.destination());
        Payload.Ipv4 ip = headers.visibleIpv4().orElseThrow();
        assertEquals(EtherType.ICMP, ip.protocol());
        assertEquals(64, ip.ttl());
        assertEquals(new Transport.Icmp(8, 0), ip.transport());
    }

    @Test
    void rewritesAPingAndItsChecksumsInPlace() {
        Packet ping = Packet.parse(Octets.parse(PING));
        PacketHeaders changed = FieldRewrite.set(ping.headers(), MatchField.ICMPV4_TYPE, 0);
        changed = FieldRewrite.set(changed, MatchField.IPV4_DST, 0x0a000003);
        changed = TimeToLive.decrementIp(changed).orElseThrow();
        assertEquals(
                ETHERNET
                        + "0800"
                        + "45000020123400003f0155a6"
                        + "0a0000010a000003"
                        + "0000"
                        + "fbf6"
                        + "0001"
                        + "0002"
                        + "01020304",
                ping.withHeaders(changed).frame().toString());
    }

    @Test
    void writesTagsInFrontOfThePayloadAndReadsThemBack() {
        Packet ping = Packet.parse(Octets.parse(PING));
        List<Tag> tags =
                List.of(
                        new Tag.Vlan(EtherType.SERVICE_VLAN, 5, true, 100),
                        new Tag.Vlan(EtherType.VLAN, 0, false, 7),
                        new Tag.Mpls(EtherType.MPLS, 16, 3, false, 60),
                        new Tag.Mpls(EtherType.MPLS, 17, 0, true, 61));
        Packet tagged = ping.withHeaders(ping.headers().withTags(tags));
        String frame =
                ETHERNET
                        + "88a8b064"
                        + "81000007"
                        + "8847"
                        + "0001063c"
                        + "0001113d"
                        + PING.substring(28);
        assertEquals(frame, tagged.frame().toString());
        assertEquals(tagged, Packet.parse(tagged.frame()));
    }

    @Test
    void pushesALabelInFrontOfAVlanTagAsTheStandardSays() {
        Packet ping = Packet.parse(Octets.parse(PING));
        PacketHeaders tagged = ping.headers().withTags(List.of(Tag.Vlan.of(7)));
        PacketHeaders labelled = tagged.pushMpls(EtherType.MPLS);
        assertEquals(
                ETHERNET + "8847" + "00000140" + "0007" + "0800" + PING.substring(28),
                ping.withHeaders(labelled).frame().toString());
        assertEquals(Optional.empty(), labelled.vlan());
        assertEquals(Optional.empty(), labelled.visibleIpv4());
        assertEquals(tagged, labelled.popMpls(EtherType.VLAN));
    }

    @Test
    void pushedTagsTakeOverTheFieldsOfTheOuterOnes() {
        PacketHeaders plain = PacketHeaders.ipv4(A, B, udp(1, 2));
        PacketHeaders tagged = plain.pushVlan(EtherType.VLAN);
        assertEquals(List.of(Tag.Vlan.of(0)), tagged.tags());
        Tag.Vlan voice = new Tag.Vlan(EtherType.VLAN, 5, false, 9);
        assertEquals(
                Optional.of(voice.withEtherType(EtherType.SERVICE_VLAN)),
                tagged.withVlan(voice).pushVlan(EtherType.SERVICE_VLAN).vlan());
        PacketHeaders labelled = plain.pushMpls(EtherType.MPLS);
        assertEquals(Optional.of(new Tag.Mpls(EtherType.MPLS, 0, 0, true, 64)), labelled.label());
        Tag.Mpls label = new Tag.Mpls(EtherType.MPLS, 77, 3, true, 12);
        assertEquals(
                Optional.of(label.withBottom(false)),
                labelled.withLabel(label).pushMpls(EtherType.MPLS).label());
    }

    @Test
    void copiesTimeToLiveInAndOut() {
        PacketHeaders one =
                TimeToLive.setMpls(PacketHeaders.ipv4(A, B, udp(1, 2)).pushMpls(EtherType.MPLS), 9);
        assertEquals(9, ttl(TimeToLive.copyIn(one).popMpls(EtherType.IPV4)));
        assertEquals(64, TimeToLive.copyOut(one).label().orElseThrow().ttl());
        PacketHeaders two = TimeToLive.setMpls(one.pushMpls(EtherType.MPLS), 5);
        assertEquals(5, TimeToLive.copyIn(two).popMpls(EtherType.MPLS).label().orElseThrow().ttl());
        assertEquals(9, TimeToLive.copyOut(two).label().orElseThrow().ttl());
        assertEquals(
                64, ttl(TimeToLive.copyIn(two).popMpls(EtherType.MPLS).popMpls(EtherType.IPV4)));
    }

    private static int ttl(PacketHeaders headers) {
        return headers.visibleIpv4().orElseThrow().ttl();
    }

    @Test
    void neverLetsATtlReachZero() {
        PacketHeaders headers = PacketHeaders.ipv4(A, B, udp(1, 2).withTtl(2));
        PacketHeaders once = TimeToLive.decrementIp(headers).orElseThrow();
        assertEquals(1, ttl(once));
        assertEquals(Optional.empty(), TimeToLive.decrementIp(once));
        assertEquals(Optional.empty(), TimeToLive.decrementIp(TimeToLive.setIp(once, 0)));
        PacketHeaders labelled = TimeToLive.setMpls(headers.pushMpls(EtherType.MPLS), 1);
        assertEquals(Optional.empty(), TimeToLive.decrementMpls(labelled));
    }

    @Test
    void leavesAUdpChecksumOfNoneAlone() {
        Packet packet = Packet.of(PacketHeaders.ipv4(A, B, udp(1, 2)), Octets.EMPTY);
        byte[] frame = packet.frame().toArray();
        frame[40] = 0;
        frame[41] = 0;
        Packet without = Packet.parse(Octets.of(frame));
        Octets rewritten =
                without.withHeaders(FieldRewrite.set(without.headers(), MatchField.IPV4_SRC, 7))
                        .frame();
        assertEquals(0, rewritten.at(40));
        assertEquals(0, rewritten.at(41));
    }

    @Test
    void aLaterFragmentHasNoPorts() {
        String fragment =
                ETHERNET
                        + "0800"
                        + "4500001c0000000a40110000"
                        + "0a0000010a000002"
                        + "0035003500080000";
        assertEquals(
                new Transport.None(),
                Packet.parse(Octets.parse(fragment))
                        .headers()
                        .visibleIpv4()
                        .orElseThrow()
                        .transport());
    }

    @Test
    void takesWhatIsCutShortOrWrongAsOpaque() {
        for (String body :
                List.of(
                        "",
                        "45",
                        "4500001c0000000a4011",
                        "65".repeat(40),
                        "4f" + "00".repeat(30),
                        "41" + "00".repeat(40))) {
            Packet packet = Packet.parse(Octets.parse(ETHERNET + "0800" + body));
            assertEquals(new Payload.Opaque(), packet.headers().payload(), body);
        }
    }

    @Test
    void refusesAFrameThatEndsInItsTags() {
        for (String frame :
                List.of(
                        "",
                        ETHERNET,
                        ETHERNET + "8100",
                        ETHERNET + "81000001",
                        ETHERNET + "8847000001")) {
            assertEquals(Optional.empty(), Packet.tryParse(Octets.parse(frame)));
        }
        assertThrows(IllegalArgumentException.class, () -> Packet.parse(Octets.EMPTY));
    }

    @Property
    void anyFrameThatIsReadIsWrittenAgainAsItWas(@ForAll @Size(max = 80) byte[] tail) {
        for (String type : List.of("0800", "0806", "8100", "8847", "88cc")) {
            Octets frame = Octets.parse(ETHERNET + type + Octets.of(tail));
            Packet.tryParse(frame).ifPresent(packet -> assertEquals(frame, packet.frame()));
        }
    }

    @Property
    void anyFrameBearsEveryRewrite(
            @ForAll @Size(min = 10, max = 80) byte[] tail,
            @ForAll boolean sixth,
            @ForAll byte protocol) {
        tail[0] = (byte) (sixth ? 0x60 : 0x45);
        tail[6] = sixth ? protocol : 0;
        tail[7] = 0;
        tail[9] = sixth ? tail[9] : protocol;
        String type = sixth ? "86dd" : "0800";
        Packet packet = Packet.parse(Octets.parse(ETHERNET + type + Octets.of(tail)));
        for (MatchField field : MatchField.values()) {
            PacketHeaders changed = FieldRewrite.set(packet.headers(), field, 1);
            Packet written = Packet.parse(packet.withHeaders(changed).frame());
            if (field != MatchField.IP_PROTO) {
                assertEquals(changed, written.headers());
            }
        }
    }

    @Test
    void readsAndRewritesIpv6BehindItsExtensionHeaders() {
        String addresses = "fe80000000000000000000000000000a" + "fe80000000000000000000000000000b";
        String hopByHop = "1100000000000000";
        String udp = "13881389000a0000" + "abcd";
        String frame = ETHERNET + "86dd" + "6030000000120040" + addresses + hopByHop + udp;
        Packet packet = Packet.parse(Octets.parse(frame));
        assertEquals(
                Optional.of(
                        new Payload.Ipv6(0, 3, 64, EtherType.UDP, new Transport.Ports(5000, 5001))),
                packet.headers().visibleIp());
        PacketHeaders changed = FieldRewrite.set(packet.headers(), MatchField.UDP_DST, 80);
        changed = FieldRewrite.set(changed, MatchField.IP_DSCP, 46);
        changed = TimeToLive.decrementIp(changed).orElseThrow();
        assertEquals(
                ETHERNET
                        + "86dd"
                        + "6bb000000012003f"
                        + addresses
                        + hopByHop
                        + "13880050000a0000"
                        + "abcd",
                packet.withHeaders(changed).frame().toString());
    }

    @Property
    void aPacketMadeFromHeadersIsReadBackAsThem(
            @ForAll short source, @ForAll short destination, @ForAll @Size(max = 40) byte[] data) {
        for (int protocol : new int[] {EtherType.TCP, EtherType.UDP, EtherType.SCTP}) {
            Payload.Ipv4 ip =
                    udp(1, 1)
                            .withProtocol(protocol)
                            .withTransport(
                                    new Transport.Ports(source & 0xffff, destination & 0xffff));
            PacketHeaders headers = PacketHeaders.ipv4(A, B, ip);
            Packet packet = Packet.of(headers, Octets.of(data));
            assertEquals(packet, Packet.parse(packet.frame()));
            assertEquals(headers, packet.headers());
        }
    }

    @Test
    void makesAnArpPacket() {
        Payload.Arp request =
                new Payload.Arp(
                        1,
                        A,
                        Ipv4Address.parse("10.0.0.1"),
                        new MacAddress(0),
                        Ipv4Address.parse("10.0.0.2"));
        Packet packet =
                Packet.of(PacketHeaders.arp(A, MacAddress.BROADCAST, request), Octets.EMPTY);
        assertEquals(
                "ffffffffffff02000000000a0806"
                        + "0001080006040001"
                        + "02000000000a0a000001"
                        + "0000000000000a000002",
                packet.frame().toString());
        assertEquals(packet, Packet.parse(packet.frame()));
    }

    @Test
    void hidesWhatLiesBeneathALabel() {
        PacketHeaders labelled = PacketHeaders.ipv4(A, B, udp(1, 2)).pushMpls(EtherType.MPLS);
        HeaderFields fields = HeaderFields.of(labelled, new PortNumber(1), 0, 0);
        assertEquals(EtherType.MPLS, fields.value(MatchField.ETH_TYPE));
        assertEquals(false, fields.has(MatchField.IPV4_DST));
        assertEquals(false, fields.has(MatchField.UDP_DST));
        assertEquals(true, fields.has(MatchField.MPLS_BOS));
        assertEquals(false, fields.has(MatchField.VLAN_PCP));
        assertEquals(true, fields.has(MatchField.VLAN_VID), "no tag is a value of its own");
    }
}
