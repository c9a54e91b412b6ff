package io.teleon.controller.act;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.report.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What people outside are told: messages and tickets. One ticket is open for a team and a subject
/// at a time, however many and however often they ask for it, and it is closed when the last of
/// them has no more need of it.
///
/// Bounded: at most [#MOST_OPEN] tickets are open; further ones are told as messages.
public final class Desk {

    static final int MOST_OPEN = 10_000;

    private final Consumer<Effect> effects;
    private final JournalWriter journal;

    /// By ticket, who asked for it.
    private final Map<Ticket, SortedSet<String>> open = new TreeMap<>();

    private long lastNumber;

    /// @param journal told of tickets that are opened and closed, for the next life
    public Desk(Consumer<Effect> effects, JournalWriter journal) {
        this.effects = effects;
        this.journal = journal;
    }

    /// What a ticket is known by.
    private record Ticket(String team, String subject) implements Comparable<Ticket> {

        private static final Comparator<Ticket> ORDER =
                Comparator.comparing(Ticket::team).thenComparing(Ticket::subject);

        @Override
        public int compareTo(Ticket other) {
            return ORDER.compare(this, other);
        }
    }

    /// Takes over the tickets that an earlier life left open.
    public void restore(List<JournalEntry.TicketNoted> tickets) {
        for (JournalEntry.TicketNoted noted : tickets) {
            Ticket ticket = new Ticket(noted.team(), noted.subject());
            if (noted.wantedBy().isEmpty()) {
                open.remove(ticket);
            } else {
                open.put(ticket, new TreeSet<>(noted.wantedBy()));
            }
        }
    }

    /// Entries that lead to the same tickets.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        open.forEach((ticket, wantedBy) -> entries.add(noted(ticket, wantedBy, now)));
        return entries;
    }

    private static JournalEntry noted(Ticket ticket, SortedSet<String> wantedBy, Instant now) {
        return new JournalEntry.TicketNoted(
                now, ticket.team(), ticket.subject(), List.copyOf(wantedBy));
    }

    /// Numbers from here on.
    public void countFrom(long number) {
        lastNumber = Math.max(lastNumber, number);
    }

    public long lastNumber() {
        return lastNumber;
    }

    public void message(String topic, String subject, String text, Instant now) {
        tell(Notice.Kind.MESSAGE, topic, subject, text, now);
    }

    /// @param by who asks for it
    /// @return whether it is a new one
    boolean openTicket(String team, String subject, String by, String text, Instant now) {
        Ticket key = new Ticket(team, subject);
        if (open.size() >= MOST_OPEN && !open.containsKey(key)) {
            message(team, subject, text, now);
            return true;
        }
        boolean isNew = !open.containsKey(key);
        SortedSet<String> wantedBy = open.computeIfAbsent(key, _ -> new TreeSet<>());
        if (wantedBy.add(by)) {
            journal.append(noted(key, wantedBy, now));
        }
        if (isNew) {
            tell(Notice.Kind.TICKET_OPENED, team, subject, text, now);
        }
        return isNew;
    }

    /// @param by who has no more need of it
    void closeTicket(String team, String subject, String by, String text, Instant now) {
        Ticket key = new Ticket(team, subject);
        SortedSet<String> wantedBy = open.get(key);
        if (wantedBy == null || !wantedBy.remove(by)) {
            return;
        }
        journal.append(noted(key, wantedBy, now));
        if (wantedBy.isEmpty()) {
            open.remove(key);
            tell(Notice.Kind.TICKET_CLOSED, team, subject, text, now);
        }
    }

    private void tell(Notice.Kind kind, String topic, String subject, String text, Instant now) {
        effects.accept(new Effect.Tell(new Notice(++lastNumber, now, kind, topic, subject, text)));
    }
}
