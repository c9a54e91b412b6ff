package io.teleon.controller.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.packet.DiscoverySeal.Opened;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.MacAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiscoverySealTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final ConnectPoint SOURCE = ConnectPoint.of(0xa1, 3);

    private final DiscoverySeal seal = new DiscoverySeal(key(1));

    private static Octets key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Octets.of(key);
    }

    @Property
    void whatWasSealedIsGenuine(
            @ForAll long datapath, @ForAll @IntRange(min = 1) int port, @ForAll long nonce) {
        ConnectPoint source = ConnectPoint.of(datapath, Math.min(port, 0x7fffffff));

        Opened opened = seal.open(seal.seal(source, nonce, NOW), NOW.plusMillis(5));

        assertEquals(new Opened.Genuine(source, NOW, nonce), opened);
    }

    @Test
    void theSameKeyPlaceNonceAndTimeGiveTheSameFrame() {
        assertEquals(seal.seal(SOURCE, 7, NOW), new DiscoverySeal(key(1)).seal(SOURCE, 7, NOW));
        assertNotEquals(seal.seal(SOURCE, 7, NOW), seal.seal(SOURCE, 8, NOW));
    }

    @Test
    void aFrameCountsForLessThanASecond() {
        Octets frame = seal.seal(SOURCE, 7, NOW);

        assertInstanceOf(Opened.Genuine.class, seal.open(frame, NOW));
        assertInstanceOf(
                Opened.Genuine.class,
                seal.open(frame, NOW.plus(DiscoverySeal.VALIDITY).minusNanos(1)));
        assertInstanceOf(Opened.Expired.class, seal.open(frame, NOW.plus(DiscoverySeal.VALIDITY)));
        assertInstanceOf(Opened.Expired.class, seal.open(frame, NOW.plus(Duration.ofDays(1))));
        assertInstanceOf(Opened.Expired.class, seal.open(frame, NOW.minusNanos(1)));
    }

    @Test
    void aFrameSealedWithAnotherKeyIsForged() {
        Opened opened = seal.open(new DiscoverySeal(key(2)).seal(SOURCE, 7, NOW), NOW);

        assertEquals(new Opened.Forged("signature does not fit 00000000000000a1/3"), opened);
    }

    @Test
    void noByteOfWhatIsSignedCanBeChanged() {
        Octets frame = seal.seal(SOURCE, 7, NOW);
        for (int i = 14; i < frame.length(); i++) {
            byte[] bytes = frame.toArray();
            bytes[i] ^= 1;
            Opened opened = seal.open(Octets.of(bytes), NOW);
            if (opened instanceof Opened.Genuine genuine) {
                assertEquals(new Opened.Genuine(SOURCE, NOW, 7), genuine, "byte " + i);
            }
        }
    }

    @Test
    void aFrameThatClaimsAnotherPortIsForged() {
        EthernetFrame frame = EthernetFrame.tryParse(seal.seal(SOURCE, 7, NOW)).orElseThrow();
        LldpFrame lldp = LldpFrame.tryParse(frame.payload()).orElseThrow();
        LldpFrame moved =
                new LldpFrame(
                        lldp.chassis(),
                        LldpFrame.Identity.local("4"),
                        lldp.ttlSeconds(),
                        lldp.organizationTlvs());

        assertInstanceOf(Opened.Forged.class, seal.open(wrapped(moved), NOW));
    }

    @Test
    void aFrameInAVlanIsForged() {
        EthernetFrame frame = EthernetFrame.tryParse(seal.seal(SOURCE, 7, NOW)).orElseThrow();
        EthernetFrame tagged =
                new EthernetFrame(
                        frame.destination(),
                        frame.source(),
                        List.of(VlanTag.of(5)),
                        frame.type(),
                        frame.payload());

        assertInstanceOf(Opened.Forged.class, seal.open(tagged.toOctets(), NOW));
    }

    @Test
    void theLldpOfAStrangerIsNotOurs() {
        LldpFrame stranger =
                new LldpFrame(
                        LldpFrame.Identity.local("router"),
                        LldpFrame.Identity.local("eth0"),
                        120,
                        List.of());

        assertEquals(new Opened.NotOurs(), seal.open(wrapped(stranger), NOW));
        assertEquals(new Opened.NotOurs(), seal.open(Octets.EMPTY, NOW));
    }

    @Property
    void noBytesAreGenuine(@ForAll byte[] bytes) {
        assertInstanceOf(Opened.NotOurs.class, seal.open(Octets.of(bytes), NOW));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new DiscoverySeal(Octets.of(new byte[15])));
    }

    private static Octets wrapped(LldpFrame lldp) {
        return EthernetFrame.untagged(
                        LldpFrame.NEAREST_BRIDGE,
                        new MacAddress(5),
                        EtherType.LLDP,
                        lldp.toOctets())
                .toOctets();
    }
}
