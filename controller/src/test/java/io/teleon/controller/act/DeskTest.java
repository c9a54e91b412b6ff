package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.report.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One ticket for a team and a subject, however many ask for it.
class DeskTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Notice> told = new ArrayList<>();
    private final List<JournalEntry.TicketNoted> noted = new ArrayList<>();
    private Desk desk = desk();

    private Desk desk() {
        return new Desk(
                effect -> {
                    if (effect instanceof Effect.Tell(Notice notice)) {
                        told.add(notice);
                    }
                },
                entry -> {
                    if (entry instanceof JournalEntry.TicketNoted ticket) {
                        noted.add(ticket);
                    }
                });
    }

    private List<Notice.Kind> kinds() {
        return told.stream().map(Notice::kind).toList();
    }

    @Test
    void theFirstOpensAndTheLastCloses() {
        assertTrue(desk.openTicket("optics", "a>b", "a>b", "dark", NOW));
        assertFalse(desk.openTicket("optics", "a>b", "b>a", "dark", NOW));
        assertTrue(desk.openTicket("field", "a>b", "a>b", "dark", NOW), "another team");
        desk.closeTicket("optics", "a>b", "a>b", "well", NOW);
        assertEquals(2, told.size());
        desk.closeTicket("optics", "a>b", "b>a", "well", NOW);
        assertEquals(Notice.Kind.TICKET_CLOSED, told.getLast().kind());
        desk.closeTicket("optics", "a>b", "b>a", "well", NOW);
        assertEquals(3, told.size(), "there is none any more");
    }

    @Test
    void whoAsksTwiceNeedsItOnce() {
        desk.openTicket("optics", "a>b", "a>b", "dark", NOW);
        desk.openTicket("optics", "a>b", "a>b", "dark", NOW);
        desk.closeTicket("optics", "a>b", "c>d", "who is that", NOW);
        assertEquals(List.of(Notice.Kind.TICKET_OPENED), kinds());
        desk.closeTicket("optics", "a>b", "a>b", "well", NOW);
        assertEquals(List.of(Notice.Kind.TICKET_OPENED, Notice.Kind.TICKET_CLOSED), kinds());
        assertTrue(desk.openTicket("optics", "a>b", "a>b", "dark again", NOW));
    }

    @Test
    void teamsAndSubjectsWithSpacesAreNotMixedUp() {
        desk.openTicket("a b", "c", "c", "", NOW);
        assertTrue(desk.openTicket("a", "b c", "c", "", NOW));
    }

    @Test
    void numbersGoOn() {
        desk.countFrom(41);
        desk.message("noc", "a>b", "look", NOW);
        assertEquals(42, told.getLast().number());
        desk.countFrom(7);
        desk.message("noc", "a>b", "look", NOW);
        assertEquals(43, desk.lastNumber());
    }

    @Test
    void whatIsOpenOutlivesARestartAndASnapshot() {
        desk.openTicket("optics", "a>b", "a>b", "dark", NOW);
        desk.openTicket("optics", "a>b", "b>a", "dark", NOW);
        desk.openTicket("field", "c>d", "c>d", "dark", NOW);
        desk.closeTicket("field", "c>d", "c>d", "well", NOW);
        List<JournalEntry.TicketNoted> snapshot =
                desk.snapshot(NOW).stream().map(entry -> (JournalEntry.TicketNoted) entry).toList();
        assertEquals(1, snapshot.size());
        for (List<JournalEntry.TicketNoted> past : List.of(List.copyOf(noted), snapshot)) {
            desk = desk();
            desk.restore(past);
            told.clear();
            assertFalse(desk.openTicket("optics", "a>b", "a>b", "dark", NOW));
            desk.closeTicket("optics", "a>b", "b>a", "well", NOW);
            assertEquals(List.of(), kinds());
            desk.closeTicket("optics", "a>b", "a>b", "well", NOW);
            assertEquals(List.of(Notice.Kind.TICKET_CLOSED), kinds());
        }
    }

    @Test
    void aboveTheBoundATicketIsAMessage() {
        for (int i = 0; i < Desk.MOST_OPEN; i++) {
            desk.openTicket("field", "link " + i, "link " + i, "", NOW);
        }
        told.clear();
        assertTrue(desk.openTicket("field", "one more", "one more", "", NOW));
        assertFalse(desk.openTicket("field", "link 3", "link 3", "", NOW));
        assertEquals(List.of(Notice.Kind.MESSAGE), kinds());
    }
}
