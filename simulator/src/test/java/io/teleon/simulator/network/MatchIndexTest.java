package io.teleon.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.models.time.Chance;
import io.teleon.simulator.network.packet.EtherType;
import io.teleon.simulator.network.packet.HeaderFields;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.Tag;
import io.teleon.simulator.network.packet.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MatchIndexTest {

    private static FlowEntry entry(int priority, Match match, long sequence) {
        return new FlowEntry(
                FlowMod.add(0, new TableId(0), priority, match, 0, List.of()),
                sequence,
                SwitchFixture.START);
    }

    /// Looks at every entry.
    private static Optional<FlowEntry> linear(List<FlowEntry> entries, HeaderFields packet) {
        FlowEntry best = null;
        for (FlowEntry entry : entries) {
            if (packet.meets(entry.match())) {
                boolean better =
                        best == null
                                || entry.priority() > best.priority()
                                || (entry.priority() == best.priority()
                                        && entry.sequence() < best.sequence());
                best = better ? entry : best;
            }
        }
        return Optional.ofNullable(best);
    }

    @Property(tries = 300)
    void findsWhatALookAtEveryEntryFinds(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("index");
        MatchIndex index = new MatchIndex();
        List<FlowEntry> entries = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(4) == 0 && !entries.isEmpty()) {
                index.remove(entries.remove(random.nextInt(entries.size())));
            } else {
                FlowEntry added = entry(random.nextInt(20), match(random), i);
                entries.add(added);
                index.add(added);
            }
            HeaderFields packet = packet(random);
            assertEquals(linear(entries, packet), index.lookup(packet));
        }
    }

    private static Match match(RandomGenerator random) {
        Match.Builder match = Match.builder();
        if (random.nextInt(3) == 0) {
            match.exact(MatchField.IN_PORT, 1 + random.nextInt(2));
        }
        switch (random.nextInt(5)) {
            case 0 -> match.vlan(random.nextInt(3));
            case 1 -> match.anyVlan();
            case 2 -> match.untagged();
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            match.masked(MatchField.METADATA, random.nextLong(), random.nextLong() & 3);
        }
        if (random.nextBoolean()) {
            int length = random.nextInt(33);
            long mask = length == 0 ? 0 : 0xffff_ffffL << (32 - length) & 0xffff_ffffL;
            match.ethType(0x0800).masked(MatchField.IPV4_DST, random.nextInt(4), mask);
            if (random.nextBoolean()) {
                match.exact(MatchField.IP_PROTO, 6).exact(MatchField.TCP_DST, random.nextInt(3));
            }
        }
        return match.build();
    }

    private static HeaderFields packet(RandomGenerator random) {
        MacAddress mac = new MacAddress(random.nextInt(4));
        PacketHeaders headers =
                random.nextInt(4) == 0
                        ? PacketHeaders.opaque(mac, mac, 0x88cc)
                        : PacketHeaders.ipv4(
                                mac,
                                mac,
                                new Payload.Ipv4(
                                        0,
                                        0,
                                        64,
                                        random.nextBoolean() ? EtherType.TCP : EtherType.UDP,
                                        new Ipv4Address(random.nextInt(4)),
                                        new Ipv4Address(random.nextInt(4)),
                                        new Transport.Ports(random.nextInt(3), random.nextInt(3))));
        if (random.nextBoolean()) {
            headers = headers.withTags(List.of(Tag.Vlan.of(random.nextInt(3))));
        }
        return HeaderFields.of(
                headers, new PortNumber(1 + random.nextInt(2)), random.nextLong() & 3, 0);
    }

    @Test
    void theOldestOfEqualsWins() {
        MatchIndex index = new MatchIndex();
        FlowEntry young = entry(5, Match.builder().inPort(new PortNumber(1)).build(), 2);
        FlowEntry old = entry(5, Match.builder().ethType(0x0800).build(), 1);
        index.add(young);
        index.add(old);
        HeaderFields packet = HeaderFields.of(SwitchFixture.udp(), new PortNumber(1), 0, 0);
        assertEquals(Optional.of(old), index.lookup(packet));
        index.remove(old);
        assertEquals(Optional.of(young), index.lookup(packet));
    }

    @Test
    void refusesToForgetWhatItNeverKnew() {
        MatchIndex index = new MatchIndex();
        assertThrows(IllegalStateException.class, () -> index.remove(entry(1, Match.ANY, 1)));
    }
}
