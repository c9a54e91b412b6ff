package io.teleon.controller.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Ask;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What people ordered, as it stands.
class OrdersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LinkId LINK = LinkId.parse("0000000000000001/2>0000000000000002/1");
    private static final Name STEER = new Name("net", "steer");

    private final Orders orders = new Orders();

    private boolean take(Ask.ToAutonomy ask) {
        return orders.take(ask, Optional.of(STEER), NOW);
    }

    @Example
    void theSameOrderAgainChangesNothing() {
        List<Ask.ToAutonomy> all =
                List.of(
                        new Ask.Pause("storm", "ann"),
                        new Ask.SetAutonomy("steer", Policy.Mode.SUGGEST, "ann"),
                        new Ask.Maintain(LINK, true, "ann"),
                        new Ask.Freeze("night", NOW, NOW.plusSeconds(60), "ann"));
        for (Ask.ToAutonomy order : all) {
            assertTrue(take(order), order.toString());
            assertFalse(take(order), order.toString());
        }
    }

    @Example
    void aSecondPauseKeepsTheFirst() {
        take(new Ask.Pause("storm", "ann"));
        take(new Ask.Pause("odd", "bob"));
        assertEquals("ann", orders.paused().orElseThrow().by());
        assertTrue(take(new Ask.Resume("bob")));
        assertFalse(take(new Ask.Resume("bob")));
    }

    @Example
    void aWindowBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
        take(new Ask.Freeze("night", NOW, NOW.plusSeconds(60), "ann"));
        assertFalse(orders.isIn("night", NOW.minusMillis(1)));
        assertTrue(orders.isIn("night", NOW));
        assertTrue(orders.isIn("night", NOW.plusMillis(59_999)));
        assertFalse(orders.isIn("night", NOW.plusSeconds(60)));
        assertFalse(orders.isIn("day", NOW));
        assertTrue(take(new Ask.Freeze("night", NOW, NOW, "ann")), "lifts it");
        assertFalse(orders.isIn("night", NOW));
    }

    @Example
    void windowsAreBounded() {
        for (int i = 0; i < Orders.MOST_WINDOWS; i++) {
            take(new Ask.Freeze("w" + i, NOW, NOW.plusSeconds(60), "ann"));
        }
        Ask.Freeze more = new Ask.Freeze("more", NOW, NOW.plusSeconds(60), "ann");
        assertEquals(
                Optional.of("there are " + Orders.MOST_WINDOWS + " windows already"),
                orders.against(more));
        assertEquals(
                Optional.empty(),
                orders.against(new Ask.Freeze("w3", NOW, NOW.plusSeconds(9), "ann")));
        assertTrue(
                orders.against(new Ask.Freeze("w3", NOW, NOW.minusSeconds(9), "ann"))
                        .orElseThrow()
                        .contains("before it begins"));
    }

    @Property(tries = 200)
    void theEquivalentOrdersLeadToTheSame(@ForAll long seed) {
        Orders whole = new Orders();
        RandomGenerator random = new Chance(seed).stream("orders");
        for (int i = 0; i < 30; i++) {
            whole.take(order(random), Optional.of(STEER), NOW);
        }
        Orders again = new Orders();
        whole.equivalent().forEach(order -> again.take(order, Optional.of(STEER), NOW));
        assertEquals(whole.paused(), again.paused());
        assertEquals(whole.windows(), again.windows());
        assertEquals(whole.maintained(), again.maintained());
        assertEquals(
                whole.levels().values().stream()
                        .filter(level -> !level.by().equals(Orders.BY_CONFIGURATION))
                        .toList(),
                List.copyOf(again.levels().values()),
                "what the configuration says is told anew by each start");
    }

    private static Ask.ToAutonomy order(RandomGenerator random) {
        String by = random.nextInt(3) == 0 ? Orders.BY_CONFIGURATION : "p" + random.nextInt(2);
        return switch (random.nextInt(5)) {
            case 0 -> new Ask.Pause("r" + random.nextInt(3), by);
            case 1 -> new Ask.Resume(by);
            case 2 ->
                    new Ask.SetAutonomy(
                            "steer", random.nextBoolean() ? Policy.Mode.AUTO : Policy.Mode.OFF, by);
            case 3 ->
                    new Ask.Maintain(
                            random.nextBoolean() ? LINK : LINK.reversed(),
                            random.nextBoolean(),
                            by);
            default ->
                    new Ask.Freeze(
                            "w" + random.nextInt(3), NOW, NOW.plusSeconds(random.nextInt(3)), by);
        };
    }
}
