package io.teleon.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NounsTest {

    @Property
    void identifiersReadBackFromTheirText(@ForAll long a, @ForAll long b, @ForAll int bits) {
        DatapathId datapath = new DatapathId(a);
        assertEquals(datapath, DatapathId.parse(datapath.toString()));
        assertEquals(datapath, DatapathId.parse("of:" + datapath));

        PortNumber port = PortNumber.of(1 + (bits >>> 2));
        assertEquals(port, PortNumber.parse(port.toString()));

        ConnectPoint point = new ConnectPoint(datapath, port);
        assertEquals(point, ConnectPoint.parse(point.toString()));

        LinkId link = new LinkId(point, new ConnectPoint(new DatapathId(b), PortNumber.LOCAL));
        assertEquals(link, LinkId.parse(link.toString()));
        assertEquals(link, link.reversed().reversed());

        MacAddress mac = MacAddress.parse(new MacAddress(a & 0xffff_ffff_ffffL).toString());
        assertEquals(a & 0xffff_ffff_ffffL, mac.value());
        assertEquals(new HostId(mac), HostId.parse(mac.toString()));

        Ipv4Address address = new Ipv4Address(bits);
        assertEquals(address, Ipv4Address.parse(address.toString()));
    }

    @Property
    void anyTextIsReadOrRefusedWithTheText(@ForAll String text) {
        assertRefusalNames(text, DatapathId.tryParse(text), () -> DatapathId.parse(text));
        assertRefusalNames(text, PortNumber.tryParse(text), () -> PortNumber.parse(text));
        assertRefusalNames(text, ConnectPoint.tryParse(text), () -> ConnectPoint.parse(text));
        assertRefusalNames(text, LinkId.tryParse(text), () -> LinkId.parse(text));
        assertRefusalNames(text, MacAddress.tryParse(text), () -> MacAddress.parse(text));
        assertRefusalNames(text, Ipv4Address.tryParse(text), () -> Ipv4Address.parse(text));
        assertRefusalNames(text, Bandwidth.tryParse(text), () -> Bandwidth.parse(text));
        assertRefusalNames(text, DurationText.tryParse(text), () -> DurationText.parse(text));
    }

    private static void assertRefusalNames(String text, Optional<?> tried, Runnable parse) {
        if (tried.isEmpty()) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, parse::run);
            assertTrue(String.valueOf(e.getMessage()).contains("'" + text + "'"));
        } else {
            parse.run();
        }
    }

    @Test
    void portsHaveTheNamesOfTheStandard() {
        for (PortNumber port :
                List.of(
                        PortNumber.IN_PORT,
                        PortNumber.TABLE,
                        PortNumber.NORMAL,
                        PortNumber.FLOOD,
                        PortNumber.ALL,
                        PortNumber.CONTROLLER,
                        PortNumber.LOCAL,
                        PortNumber.ANY)) {
            assertEquals(port, PortNumber.parse(port.toString()));
            assertTrue(!port.isPhysical(), port::toString);
            assertTrue(port.compareTo(PortNumber.of(0xffffff00)) > 0, port::toString);
        }
        assertThrows(IllegalArgumentException.class, () -> PortNumber.of(0));
        assertThrows(IllegalArgumentException.class, () -> PortNumber.of(0xffffff01));
    }

    @Test
    void identifiersAreOrderedAsUnsigned() {
        assertTrue(new DatapathId(-1).compareTo(new DatapathId(1)) > 0);
        assertTrue(Ipv4Address.parse("200.0.0.1").compareTo(Ipv4Address.parse("10.0.0.1")) > 0);
        assertTrue(ConnectPoint.of(1, 10).compareTo(ConnectPoint.of(1, 9)) > 0);
    }

    @Test
    void bandwidthKnowsItsUnits() {
        assertEquals(new Bandwidth(1), Bandwidth.parse("1 bit/s"));
        assertEquals(Bandwidth.ofKilobits(64), Bandwidth.parse("64kbit/s"));
        assertEquals(Bandwidth.ofMegabits(155.52), Bandwidth.parse("155.52 Mbit/s"));
        assertEquals(Bandwidth.ofGigabits(2.5), Bandwidth.parse("2.50 Gbit/s"));
        assertEquals(new Bandwidth(1e12), Bandwidth.parse("1 Tbit/s"));
        for (String wrong : List.of("", "1", "-1 bit/s", "1 Mb", "1e3 bit/s", "Gbit/s")) {
            assertEquals(Optional.empty(), Bandwidth.tryParse(wrong), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> new Bandwidth(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Bandwidth(-1));
    }

    @Property
    void bandwidthReadsBackExactly(@ForAll @DoubleRange(min = 0, max = 1e15) double bits) {
        Bandwidth bandwidth = new Bandwidth(bits);
        assertEquals(bandwidth, Bandwidth.parse(bandwidth.exactText()));
        assertTrue(Bandwidth.tryParse(bandwidth.toString()).isPresent(), bandwidth::toString);
    }

    @Property
    void durationsReadBackExactly(@ForAll @LongRange(min = 0) long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertEquals(duration, DurationText.parse(DurationText.format(duration)));
    }

    @Test
    void durationsKnowTheirUnits() {
        assertEquals(Duration.ofNanos(1500), DurationText.parse("1.5us"));
        assertEquals(Duration.ofMinutes(90), DurationText.parse("1.5 h"));
        assertEquals(Duration.ofDays(2), DurationText.parse("2d"));
        for (String wrong : List.of("", "5", "s", "-1 s", "1 m", "1e3 s", "999999999999 d")) {
            assertEquals(Optional.empty(), DurationText.tryParse(wrong), wrong);
        }
    }

    @Test
    void measuresTheGreatCircle() {
        Location newYork = new Location(-74.006, 40.7128);
        Location london = new Location(-0.1276, 51.5072);
        assertEquals(5570, newYork.distanceKm(london), 5);
        assertEquals(0, london.distanceKm(london));
        assertEquals(20015, new Location(0, 0).distanceKm(new Location(180, 0)), 1);
        assertThrows(IllegalArgumentException.class, () -> new Location(181, 0));
        assertThrows(IllegalArgumentException.class, () -> new Location(0, Double.NaN));
    }
}
