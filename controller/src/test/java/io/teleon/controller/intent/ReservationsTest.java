package io.teleon.controller.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Against a list of who holds what, summed anew for every question.
class ReservationsTest {

    private static final int LINKS = 6;
    private static final int INTENTS = 8;

    private record Held(int serial, long bits, List<Link> links) {}

    @Property(tries = 500)
    void agreesWithAListThatIsSummedAnewAndNeverHoldsMoreThanALinkCarries(@ForAll long seed) {
        Random random = new Random(seed);
        List<Link> links = links(random);
        List<Instant> freed = new ArrayList<>();
        Reservations reservations = new Reservations(freed::add);
        List<Held> all = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            Instant now = Instant.EPOCH.plusSeconds(step);
            int serial = 1 + random.nextInt(INTENTS);
            List<Held> before = all.stream().filter(held -> held.serial() == serial).toList();
            // An intent asks for one rate as long as it lives.
            long bits = before.isEmpty() ? 1 + random.nextInt(400) : before.getFirst().bits();
            List<Link> wanted =
                    links.stream()
                            .filter(_ -> random.nextInt(3) == 0)
                            .filter(link ->
                                    bits
                                            <= link.capacity().bitsPerSecond()
                                                    - others(all, link, serial))
                            .toList();
            for (Link link : links) {
                assertEquals(
                        bits <= link.capacity().bitsPerSecond() - others(all, link, serial),
                        reservations.hasRoom(link, new Bandwidth(bits - 0.5), serial));
            }
            all.removeIf(held -> held.serial() == serial);
            all.add(new Held(serial, bits, wanted));
            reservations.hold(
                    serial, new Bandwidth(bits - 0.5), wanted.stream().map(Link::id).toList(), now);
            for (Link link : links) {
                long sum = others(all, link, Reservations.NOBODY);
                assertEquals(sum, (long) reservations.reserved(link.id()).bitsPerSecond());
                assertTrue(sum <= link.capacity().bitsPerSecond());
                assertEquals(greatest(all, link, serial), reservations.greatest(link.id(), serial));
            }
            boolean gaveUp = before.stream().anyMatch(held -> !wanted.containsAll(held.links()));
            assertEquals(gaveUp, !freed.isEmpty() && freed.getLast().equals(now));
        }
    }

    private static List<Link> links(Random random) {
        List<Link> links = new ArrayList<>();
        for (int i = 1; i <= LINKS; i++) {
            links.add(
                    new Link(
                            new LinkId(ConnectPoint.of(1, i), ConnectPoint.of(2, i)),
                            1,
                            new Bandwidth(random.nextInt(1_500)),
                            Duration.ZERO));
        }
        return links;
    }

    private static long others(List<Held> all, Link link, int serial) {
        return all.stream()
                .filter(held -> held.serial() != serial && held.links().contains(link))
                .mapToLong(Held::bits)
                .sum();
    }

    private static OptionalInt greatest(List<Held> all, Link link, int serial) {
        long most =
                all.stream()
                        .filter(held -> held.serial() != serial && held.links().contains(link))
                        .mapToLong(Held::bits)
                        .max()
                        .orElse(0);
        return all.stream()
                .filter(held -> held.serial() != serial && held.links().contains(link))
                .filter(held -> held.bits() == most)
                .mapToInt(Held::serial)
                .min();
    }
}
