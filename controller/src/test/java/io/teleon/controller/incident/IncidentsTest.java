package io.teleon.controller.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.incident.Sign.Fare;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What belongs together, for how long, and what is told of it.
class IncidentsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final LinkId LINK = link(1, 2);

    private Incidents incidents = new Incidents();
    private final List<IncidentMemo> memos = new ArrayList<>();
    private int opened;
    private int cleared;

    private static LinkId link(int from, int to) {
        return LinkId.parse("%016x/%d>%016x/%d".formatted(from, to, to, from));
    }

    private static IntentId intent(int n) {
        return IntentId.parse("i" + n);
    }

    private static Instant at(double seconds) {
        return START.plusNanos((long) (seconds * 1e9));
    }

    private void step(double seconds, Sign... signs) {
        Incidents.Outcome outcome = incidents.step(List.of(signs), at(seconds));
        memos.addAll(outcome.memos());
        opened += outcome.opened().size();
        cleared += outcome.cleared().size();
    }

    private static Sign down(LinkId link, int... users) {
        return new Sign.Broke(
                Element.Cable.of(link),
                new Mark(Trouble.LINK_DOWN, link.toString()),
                List.of(
                        new Element.Switch(link.source().datapath()),
                        new Element.Switch(link.target().datapath())),
                Arrays.stream(users).mapToObj(IncidentsTest::intent).toList(),
                link + " is down");
    }

    private static Sign up(LinkId link) {
        return new Sign.Mended(new Mark(Trouble.LINK_DOWN, link.toString()), link + " is up");
    }

    private static Sign away(int datapath) {
        DatapathId id = new DatapathId(datapath);
        return new Sign.Broke(
                new Element.Switch(id),
                new Mark(Trouble.SWITCH_AWAY, id.toString()),
                List.of(),
                List.of(),
                "lost");
    }

    private static Sign fared(int intent, Fare fare) {
        return new Sign.Fared(
                intent(intent), fare, List.of(Element.Cable.of(LINK)), fare.toString());
    }

    private static Sign acted(long action) {
        return new Sign.Acted(action, List.of(Element.Cable.of(LINK)), "action " + action);
    }

    private IncidentView only() {
        assertEquals(1, incidents.views().size());
        return incidents.views().getFirst();
    }

    private List<String> texts() {
        return only().timeline().stream().map(IncidentView.Line::text).toList();
    }

    @Test
    void tenFlapsOfBothDirectionsAreOneIncident() {
        for (int i = 0; i < 10; i++) {
            step(10 * i, down(LINK), down(LINK.reversed()));
            step(10 * i + 5, up(LINK));
            step(10 * i + 5.01, up(LINK.reversed()));
        }
        IncidentView one = only();
        assertEquals(10, one.flaps());
        assertEquals(Severity.MAJOR, one.severity(), "it flaps");
        assertEquals(Optional.of(at(95.01 + 600)), one.clearsAt());
        step(694);
        assertEquals(IncidentState.OPEN, only().state());
        step(700);
        assertEquals(Optional.of(at(95.01 + 600)), only().clearedAt());
        assertEquals(List.of(1, 1), List.of(opened, cleared));
    }

    @Test
    void aSecondOutageAfterTheHoldOffIsAnotherIncident() {
        step(0, down(LINK));
        step(5, up(LINK));
        step(124, down(LINK));
        assertEquals(2, only().flaps());
        step(130, up(LINK));
        step(130 + 241, down(LINK));
        assertEquals(2, incidents.views().size());
        assertEquals(IncidentState.CLEARED, incidents.views().getFirst().state());
    }

    @Test
    void whatStaysBrokenStaysOpen() {
        step(0, down(LINK));
        step((double) Duration.ofDays(2).toSeconds());
        assertEquals(IncidentState.OPEN, only().state());
        assertEquals(Optional.empty(), incidents.next());
    }

    @Test
    void oneDirectionThatIsStillDownKeepsItFromBeingCleared() {
        step(0, down(LINK), down(LINK.reversed()));
        step(1, up(LINK));
        step(1000);
        assertEquals(IncidentState.OPEN, only().state());
        step(1001, up(LINK.reversed()));
        step(1122);
        assertEquals(IncidentState.CLEARED, only().state());
    }

    @Test
    void theLinksOfASwitchThatIsAwayBelongToIt() {
        step(0, away(1));
        step(1, down(LINK));
        assertEquals("switch", only().kind());
        assertEquals(2, only().troubles().size());
        step(2, down(link(3, 4)));
        assertEquals(2, incidents.views().size());
    }

    @Test
    void saysWhoSufferedAndWhenAllAreServedAgain() {
        step(0, down(LINK, 1, 2, 3), fared(1, Fare.MOVING), fared(2, Fare.MOVING));
        assertEquals(3, only().intents().size());
        assertEquals(Severity.MINOR, only().severity(), "everybody is led another way");
        step(0.004, fared(1, Fare.SERVED));
        assertEquals(2, texts().size());
        step(0.006, fared(2, Fare.SERVED));
        assertEquals("all that went by it are served, 6 ms after it broke", texts().getLast());
    }

    @Test
    void whoeverIsLeftWithoutAWayMakesItWorse() {
        step(0, down(LINK, 1, 2, 3, 4), fared(1, Fare.FAILED));
        assertEquals(Severity.MAJOR, only().severity());
        step(1, fared(2, Fare.PARKED), fared(3, Fare.PARKED));
        assertEquals(Severity.CRITICAL, only().severity());
        assertEquals("2 intents are PARKED: i2, i3", texts().getLast());
        step(2, fared(1, Fare.SERVED), fared(2, Fare.SERVED), fared(3, Fare.SERVED));
        assertEquals(Severity.CRITICAL, only().severity(), "the worst that was seen");
    }

    @Test
    void whatGoesByItAndIsPoorIsToldOnce() {
        step(0, down(LINK));
        step(1, fared(7, Fare.DEGRADED));
        step(2, fared(7, Fare.DEGRADED));
        assertEquals(List.of(intent(7)), only().intents());
        assertEquals(2, texts().size());
        step(3, fared(7, Fare.FULFILLED));
        assertEquals("intent i7: FULFILLED", texts().getLast());
    }

    @Test
    void whatIsPoorElsewhereIsNoPartOfIt() {
        step(0, down(link(3, 4)));
        step(1, fared(7, Fare.DEGRADED));
        assertEquals(List.of(), only().intents());
    }

    @Test
    void actionsAboutItAreListedToTheirEndEvenAfterIt() {
        step(0, acted(1), down(LINK));
        step(1, acted(2));
        step(2, up(LINK));
        step(200, acted(2), acted(3));
        assertEquals(IncidentState.CLEARED, only().state());
        assertEquals(List.of(2L), only().actions());
        assertEquals("action 2", texts().getLast());
    }

    @Test
    void aRestartGoesOnWithTheSameNumbers() {
        step(0, down(LINK, 1));
        step(1, up(LINK));
        step(2, down(LINK), acted(5));
        List<IncidentView> before = incidents.views();
        incidents = new Incidents();
        incidents.restore(memos, at(3));
        assertEquals(before, incidents.views());
        step(4, down(LINK));
        assertEquals(before, incidents.views(), "known already");
        step(5, up(LINK), acted(5));
        assertEquals(2, only().flaps());
        incidents = new Incidents();
        incidents.restore(memos, at(300));
        assertEquals(Optional.of(at(300 + 240)), only().clearsAt(), "nobody looked meanwhile");
        step(600, down(LINK));
        assertEquals(List.of(1L, 2L), incidents.views().stream().map(IncidentView::id).toList());
    }

    @Test
    void aSnapshotLeadsToTheSame() {
        step(0, down(LINK, 1, 2), fared(1, Fare.PARKED));
        for (int i = 0; i < 300; i++) {
            step(10 + i, acted(i));
        }
        assertEquals(Timeline.MOST, only().timeline().size());
        assertTrue(only().leftOut() > 100);
        assertEquals("action 0", texts().get(3), "how it began is kept");
        Incidents again = new Incidents();
        again.restore(incidents.memos(), at(400));
        assertEquals(incidents.views(), again.views());
        Incidents replayed = new Incidents();
        replayed.restore(memos, at(400));
        assertEquals(incidents.views(), replayed.views());
    }

    @Test
    void theOldestClearedFallOutFirst() {
        step(0, down(link(1, 2)));
        for (int i = 0; i < Incidents.MOST + 20; i++) {
            step(1000 * i, down(link(3, 4 + i)));
            step(1000 * i + 1, up(link(3, 4 + i)));
        }
        List<IncidentView> views = incidents.views();
        assertEquals(Incidents.MOST, views.size());
        assertEquals(1, views.getFirst().id(), "is still open");
        assertEquals(23, views.get(1).id());
        step(1e7, up(link(1, 2)));
        assertFalse(incidents.views().getFirst().clearsAt().isEmpty());
    }

    @Test
    void whatFallsOutWhileItIsBrokenIsNewWhenItBreaksAgain() {
        for (int i = 0; i <= Incidents.MOST; i++) {
            step(i, down(link(3, 4 + i)));
        }
        assertEquals(2, incidents.views().getFirst().id());
        step(9000, up(link(3, 4)));
        step(9001, down(link(3, 4)));
        assertEquals(Incidents.MOST + 2, incidents.views().getLast().id());
    }

    @Test
    void whatBecomesOfAnIntentInOneStepCountsThoughItIsMendedMeanwhile() {
        step(0, down(LINK));
        step(1, fared(7, Fare.DEGRADED), up(LINK), fared(7, Fare.FAILED));
        assertEquals(Severity.CRITICAL, only().severity());
    }

    @Test
    void thoseThatAreOnlyCountedAreForgottenWithIt() {
        int users = Incident.MOST_INTENTS + 5;
        step(0, down(LINK, IntStream.range(0, users).toArray()));
        step(1, up(LINK));
        step(2, down(LINK, IntStream.range(0, users).toArray()), up(LINK));
        step(1000);
        assertEquals(Incident.MOST_INTENTS, only().intents().size());
        assertEquals(5, only().moreIntents());
        for (int i = 0; i < Incidents.MOST; i++) {
            step(10_000 + 1000 * i, down(link(3, 4 + i)), up(link(3, 4 + i)));
        }
        step(1e7, fared(users - 1, Fare.FAILED));
        assertEquals(Incidents.MOST, incidents.views().size());
    }
}
