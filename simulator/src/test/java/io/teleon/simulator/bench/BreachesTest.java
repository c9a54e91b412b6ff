package io.teleon.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.traffic.DefaultLoads;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.LoadScaling;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreachesTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final Instant START = WorldPlan.USUAL_START;
    private static final Duration SPAN = Ramps.EVERY;

    private static TrafficSource usual() {
        TrafficSource source =
                GeneratedTraffic.of(
                        ABILENE, Bandwidth.ofGigabits(5), TrafficShape.BACKBONE, new Chance(4));
        return LoadScaling.toPeak(source, ABILENE, START, START.plus(SPAN), 0.7);
    }

    private static List<Ramps.Ramp> ramps(long seed) {
        return Ramps.drawn(ABILENE, usual(), START, SPAN, new Chance(seed));
    }

    private static Breaches breaches(TrafficSource traffic) {
        return Breaches.of(DefaultLoads.of(traffic, ABILENE), START, SPAN, Duration.ofSeconds(10));
    }

    @Test
    void aRampLeadsItsLinkAboveItsCapacityAndTheUsualTrafficDoesNot() {
        assertEquals(List.of(), breaches(usual()).nearlyFull());
        for (long seed = 1; seed <= 4; seed++) {
            List<Ramps.Ramp> ramps = ramps(seed);
            Breaches breaches = breaches(Ramps.over(usual(), ramps));

            LinkId link = ramps.getFirst().link();
            assertEquals(link, breaches.peakLink());
            assertTrue(breaches.peak() > 1.1, "seed " + seed);
            assertTrue(breaches.overloaded().stream().anyMatch(s -> s.link().equals(link)));
        }
    }

    @Test
    void whatIsComputedIsWhatAWorldWithoutAutonomyPlays() {
        List<Ramps.Ramp> ramps = ramps(1);
        Surge surge = ramps.getFirst().surge();
        Instant start = surge.begin().minus(Duration.ofMinutes(5));
        Duration span = Duration.between(start, surge.end());
        World world =
                new World(
                        WorldPlan.of(ABILENE, 1, () -> 0L)
                                .withStart(start)
                                .withTraffic(Ramps.over(usual(), ramps))
                                .withoutAgents()
                                .unchecked());
        world.submitWhenDiscovered(world.allPairs());
        world.runUntil(span);
        world.finish();

        Breaches computed =
                Breaches.of(
                        DefaultLoads.of(Ramps.over(usual(), ramps), ABILENE),
                        start,
                        span,
                        world.plan().trafficInterval());
        assertEquals(
                computed.overloadedLinkSeconds(),
                world.utilisation().overloadedLinkSeconds(),
                1e-6);
        assertTrue(computed.overloadedLinkSeconds() > 100);
    }

    @Test
    void aReasonIsABreachOfTheTargetOrLossOnTheWayOfWhoWasMoved() {
        LinkId one = ABILENE.links().get(0).id();
        LinkId other = ABILENE.links().get(1).id();
        Breaches breaches =
                new Breaches(
                        List.of(
                                new Breaches.Spell(one, 100, 200),
                                new Breaches.Spell(other, 100, 200)),
                        List.of(new Breaches.Spell(other, 120, 130)),
                        1.1,
                        other);

        assertTrue(breaches.isReason(one::equals, _ -> false, 50, 101));
        assertFalse(breaches.isReason(one::equals, _ -> false, 200, 300));
        assertTrue(breaches.isReason(_ -> false, other::equals, 125, 300));
        assertFalse(breaches.isReason(_ -> false, other::equals, 130, 300));
        assertFalse(breaches.isReason(_ -> false, one::equals, 0, 300));
    }
}
