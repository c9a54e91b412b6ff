package io.teleon.controller.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PacketTest {

    private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
    private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
    private static final Ipv4Address IP_A = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address IP_B = Ipv4Address.parse("10.0.0.2");

    @Property
    void aFrameComesBackAsItWas(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<VlanTag> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(
                    new VlanTag(
                            random.nextBoolean() ? EtherType.VLAN : EtherType.SERVICE_VLAN,
                            random.nextInt(8),
                            random.nextBoolean(),
                            random.nextInt(4096)));
        }
        EthernetFrame frame =
                new EthernetFrame(
                        mac(random), mac(random), tags, EtherType.IPV4, octets(random, 60));

        assertEquals(Optional.of(frame), EthernetFrame.tryParse(frame.toOctets()));
    }

    @Property
    void anArpPacketComesBackAsItWas(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        ArpPacket request = ArpPacket.request(mac(random), address(random), address(random));
        ArpPacket reply = request.reply(mac(random));

        assertEquals(Optional.of(request), ArpPacket.tryParse(request.toOctets()));
        assertEquals(Optional.of(reply), ArpPacket.tryParse(padded(reply.toOctets())));
        assertEquals(
                Optional.of(request),
                ArpPacket.tryParseFrame(
                        EthernetFrame.untagged(
                                        MacAddress.BROADCAST,
                                        A,
                                        EtherType.ARP,
                                        padded(request.toOctets()))
                                .toOctets()));
    }

    @Property
    void anIpv4PacketComesBackAsItWas(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Ipv4Packet packet =
                new Ipv4Packet(
                        address(random),
                        address(random),
                        random.nextInt(256),
                        random.nextInt(65536),
                        random.nextInt(256),
                        new IpProtocol(random.nextInt(256)),
                        octets(random, 50));

        assertEquals(Optional.of(packet), Ipv4Packet.tryParse(packet.toOctets()));
        assertEquals(Optional.of(packet), Ipv4Packet.tryParse(padded(packet.toOctets())));
    }

    @Property
    void datagramsAndEchoesComeBackAsTheyWere(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        UdpDatagram datagram =
                new UdpDatagram(random.nextInt(65536), random.nextInt(65536), octets(random, 50));
        IcmpEcho echo =
                new IcmpEcho(
                        IcmpEcho.Kind.REQUEST,
                        random.nextInt(65536),
                        random.nextInt(65536),
                        octets(random, 50));

        assertEquals(
                Optional.of(datagram),
                UdpDatagram.tryParse(datagram.between(address(random), address(random))));
        assertEquals(
                Optional.of(echo),
                IcmpEcho.tryParse(Ipv4Packet.of(IP_A, IP_B, IpProtocol.ICMP, echo.toOctets())));
        assertEquals(
                Optional.of(echo.reply()),
                IcmpEcho.tryParse(
                        Ipv4Packet.of(IP_B, IP_A, IpProtocol.ICMP, echo.reply().toOctets())));
    }

    @Property
    void anLldpFrameComesBackAsItWas(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<LldpFrame.OrganizationTlv> tlvs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tlvs.add(
                    new LldpFrame.OrganizationTlv(
                            random.nextInt(1 << 24), random.nextInt(256), octets(random, 507)));
        }
        LldpFrame frame =
                new LldpFrame(
                        new LldpFrame.Identity(
                                random.nextInt(256), Octets.of(new byte[1 + random.nextInt(255)])),
                        new LldpFrame.Identity(
                                random.nextInt(256), Octets.of(new byte[1 + random.nextInt(255)])),
                        random.nextInt(65536),
                        tlvs);

        assertEquals(Optional.of(frame), LldpFrame.tryParse(frame.toOctets()));
        assertEquals(Optional.of(frame), LldpFrame.tryParse(padded(frame.toOctets())));
    }

    @Property(tries = 2000)
    void noBytesMakeAParserThrow(@ForAll byte[] bytes) {
        Octets octets = Octets.of(bytes);
        assertNotNull(EthernetFrame.tryParse(octets));
        assertNotNull(ArpPacket.tryParse(octets));
        assertNotNull(LldpFrame.tryParse(octets));
        assertNotNull(Ipv4Packet.tryParse(octets));
        assertNotNull(UdpDatagram.tryParse(Ipv4Packet.of(IP_A, IP_B, IpProtocol.UDP, octets)));
        assertNotNull(IcmpEcho.tryParse(Ipv4Packet.of(IP_A, IP_B, IpProtocol.ICMP, octets)));
    }

    @Property(tries = 500)
    void noDamageMakesAParserThrow(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        LldpFrame lldp =
                new LldpFrame(
                        LldpFrame.Identity.local("chassis"),
                        LldpFrame.Identity.local("1"),
                        120,
                        List.of(new LldpFrame.OrganizationTlv(1, 2, octets(random, 40))));
        Octets ip = new UdpDatagram(1, 2, octets(random, 20)).between(IP_A, IP_B).toOctets();

        assertNotNull(LldpFrame.tryParse(damaged(lldp.toOctets(), random)));
        assertNotNull(Ipv4Packet.tryParse(damaged(ip, random)).flatMap(UdpDatagram::tryParse));
        assertNotNull(
                EthernetFrame.tryParse(
                        damaged(
                                new EthernetFrame(A, B, List.of(VlanTag.of(5)), EtherType.IPV4, ip)
                                        .toOctets(),
                                random)));
    }

    @Test
    void anArpRequestIsWrittenAsTheRfcLaysItOut() {
        assertEquals(
                Octets.parse(
                        "0001"
                                + "0800"
                                + "06"
                                + "04"
                                + "0001"
                                + "02000000000a"
                                + "0a000001"
                                + "000000000000"
                                + "0a000002"),
                ArpPacket.request(A, IP_A, IP_B).toOctets());
    }

    /// The example of RFC 1071's arithmetic as widely printed: a header whose checksum is b861.
    @Test
    void theHeaderChecksumIsThatOfTheRfc() {
        Octets packet =
                Octets.parse("45000073000040004011b861c0a80001c0a800c7" + "00".repeat(0x73 - 20));

        Ipv4Packet parsed = Ipv4Packet.tryParse(packet).orElseThrow();

        assertEquals(Ipv4Address.parse("192.168.0.1"), parsed.source());
        assertEquals(packet, parsed.toOctets());
    }

    @Test
    void aWrongChecksumIsNotReadThrough() {
        Octets good = new UdpDatagram(1, 2, Octets.ofText("x")).between(IP_A, IP_B).toOctets();
        for (int i = 0; i < good.length(); i++) {
            byte[] bytes = good.toArray();
            bytes[i] ^= 0x04;
            assertEquals(
                    Optional.empty(),
                    Ipv4Packet.tryParse(Octets.of(bytes)).flatMap(UdpDatagram::tryParse),
                    "byte " + i);
        }
    }

    @Test
    void aFragmentIsNoPacket() {
        Octets whole = Ipv4Packet.of(IP_A, IP_B, IpProtocol.UDP, Octets.EMPTY).toOctets();

        assertEquals(Optional.empty(), Ipv4Packet.tryParse(withFragmentBits(whole, 0x20)));
        assertEquals(
                Ipv4Packet.tryParse(whole), Ipv4Packet.tryParse(withFragmentBits(whole, 0x00)));
    }

    /// The header with other fragment bits than "do not fragment", and the checksum that goes with
    /// them.
    private static Octets withFragmentBits(Octets packet, int bits) {
        byte[] bytes = packet.toArray();
        bytes[10] = (byte) (bytes[10] + bytes[6] - bits);
        bytes[6] = (byte) bits;
        return Octets.of(bytes);
    }

    private static Octets damaged(Octets octets, RandomGenerator random) {
        byte[] bytes = octets.first(random.nextInt(octets.length() + 1)).toArray();
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Octets.of(bytes);
    }

    private static Octets padded(Octets octets) {
        byte[] bytes = new byte[octets.length() + 9];
        System.arraycopy(octets.toArray(), 0, bytes, 0, octets.length());
        return Octets.of(bytes);
    }

    private static Octets octets(RandomGenerator random, int atMost) {
        byte[] bytes = new byte[random.nextInt(atMost + 1)];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private static MacAddress mac(RandomGenerator random) {
        return new MacAddress(random.nextLong() >>> 16);
    }

    private static Ipv4Address address(RandomGenerator random) {
        return new Ipv4Address(random.nextInt());
    }
}
