package io.teleon.controller.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.AnomalyView.Of;
import io.teleon.controller.report.IncidentView;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OdditiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LinkId LINK = LinkId.parse("0000000000000001/2>0000000000000002/1");
    private static final Mark LOAD = new Mark(Trouble.LOAD_ODD, LINK.toString());

    private final Oddities oddities = new Oddities();

    private static AnomalyView odd(Of of, String subject) {
        return new AnomalyView(
                of, subject, subject, NOW, NOW, 0.6, OptionalDouble.of(1e-6), "restless", false);
    }

    private List<Sign> signs(List<AnomalyView> anomalies, List<Mark> known) {
        return oddities.signs(anomalies, known, _ -> List.of(LINK));
    }

    @Test
    void whatIsOddIsInTroubleUntilItIsOddNoMore() {
        AnomalyView load = odd(Of.LOAD, LINK.toString());
        Sign.Broke broke = (Sign.Broke) signs(List.of(load), List.of()).getFirst();
        assertEquals(LOAD, broke.mark());
        assertEquals(Element.Cable.of(LINK), broke.element());
        assertEquals(List.of(), signs(List.of(load), List.of(LOAD)), "known, after a restart too");
        Mark down = new Mark(Trouble.LINK_DOWN, LINK.toString());
        List<Sign> over = signs(List.of(), List.of(LOAD, down));
        assertEquals(1, over.size(), "what is down stays so");
        assertEquals(LOAD, ((Sign.Mended) over.getFirst()).mark());
    }

    @Test
    void anOddDelayIsALineOfWhatIsInTroubleOnItsWayAndNoMore() {
        AnomalyView delay = odd(Of.DELAY, "i");
        List<Sign> noted = signs(List.of(delay), List.of());
        assertEquals(List.of(), signs(List.of(delay), List.of()), "once");
        Incidents incidents = new Incidents();
        assertEquals(List.of(), incidents.step(noted, NOW).opened());
        incidents.step(signs(List.of(odd(Of.LOAD, LINK.toString())), List.of()), NOW);
        incidents.step(noted, NOW.plusSeconds(1));
        IncidentView only = incidents.views().getFirst();
        assertEquals(1, incidents.views().size());
        assertTrue(
                only.timeline().getLast().text().startsWith("delay of intent i is odd"),
                only::toString);
    }
}
