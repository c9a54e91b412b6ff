package io.teleon.controller.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManagementTest {

    /// A ring of three, and two more that hang by one cable each.
    private final GivenNetwork given = new GivenNetwork("ab", "bc", "ca", "cd", "de");

    private final EventLog events = new EventLog(100);
    private final Deadlines deadlines = new Deadlines();

    private Management management(Optional<String> node, String... ports) {
        return new Management(new ManagementPlan(node, List.of(ports)), given.network, events);
    }

    private Optional<String> obstacle(Management management, String link) {
        return management.obstacle(GivenNetwork.link(link));
    }

    private List<String> told() {
        return events.all().stream().map(Event::text).toList();
    }

    @Test
    void aCableWithAManagementPortAtEitherEndIsNotTakenDown() {
        Management byName = management(Optional.empty(), "b/3", "a/100");
        Optional<String> refusal =
                Optional.of("port b/3 carries the controller's own way: cutting it is refused");
        assertEquals(refusal, obstacle(byName, "bc"));
        assertEquals(refusal, obstacle(byName, "cb"));
        assertEquals(Optional.empty(), obstacle(byName, "ab"));
        assertTrue(byName.carries(ConnectPoint.of(1, 100)));
        assertFalse(byName.carries(ConnectPoint.of(2, 100)));
        assertEquals(refusal, obstacle(management(Optional.empty(), "0000000000000002/3"), "bc"));
    }

    @Test
    void noCableIsTakenDownWithoutWhichASwitchCannotBeReached() {
        Management fromA = management(Optional.of("a"));
        assertEquals(Optional.of(new DatapathId(1)), fromA.node());
        assertEquals(
                Optional.of("taking it down would cut the controller's own way from a to d, e"),
                obstacle(fromA, "dc"));
        assertEquals(Optional.empty(), obstacle(fromA, "ab"), "there is another way round");
        assertEquals(
                Optional.of(
                        "taking it down would cut the controller's own way from e to a, b, c and"
                                + " 1 more"),
                obstacle(management(Optional.of("0000000000000005")), "ed"));
        assertEquals(Optional.empty(), obstacle(management(Optional.empty()), "ed"));
    }

    @Test
    void whatIsNotFoundIsToldOnceAndKeepsEveryCableUp() {
        given.network.switchReady(new DatapathId(6), "seattle", List.of(), GivenNetwork.NOW);
        Management management = management(Optional.of("seatle"), "x/1", "b/77");
        management.watch(deadlines, GivenNetwork.NOW);
        assertEquals(Optional.empty(), management.node());
        assertEquals(
                Optional.of(
                        "it may carry the controller's own way, which is not known whole: node"
                                + " 'seatle' names no switch that has been seen, did you mean"
                                + " 'seattle'?"),
                obstacle(management, "ab"));
        deadlines.pass(GivenNetwork.NOW.plusSeconds(59));
        assertEquals(List.of(), told());
        deadlines.pass(GivenNetwork.NOW.plusSeconds(60));
        deadlines.pass(GivenNetwork.NOW.plus(Duration.ofMinutes(5)));
        String rest = ": no port is taken down until it is known";
        assertEquals(
                List.of(
                        "node 'seatle' names no switch that has been seen, did you mean 'seattle'?"
                                + rest,
                        "port 'x/1' names no switch that has been seen" + rest,
                        "port 'b/77' is not there: the switch has no port 77" + rest),
                told());
    }

    @Test
    void whatAppearsLateIsFoundThen() {
        Management management = management(Optional.of("f"));
        management.watch(deadlines, GivenNetwork.NOW);
        deadlines.pass(GivenNetwork.NOW.plusSeconds(60));
        assertTrue(obstacle(management, "ab").isPresent());
        given.network.switchReady(new DatapathId(6), "f", List.of(), GivenNetwork.NOW);
        assertEquals(Optional.of(new DatapathId(6)), management.node());
        assertEquals(Optional.empty(), obstacle(management, "ab"));
        deadlines.pass(GivenNetwork.NOW.plusSeconds(120));
        assertEquals("no longer so: node 'f' names no switch that has been seen", told().getLast());
    }
}
