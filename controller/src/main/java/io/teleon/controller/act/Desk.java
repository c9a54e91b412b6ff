package io.teleon.controller.act;

import io.teleon.controller.loop.Effect;
import io.teleon.controller.report.Notice;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What people outside are told: messages and tickets. One ticket is open for a team and a subject
/// at a time, however many ask for it, and it is closed when the last of them has no more need of
/// it.
///
/// Bounded: at most [#MOST_OPEN] tickets are open; further ones are told as messages.
public final class Desk {

    static final int MOST_OPEN = 10_000;

    private final Consumer<Effect> effects;
    private final Map<String, Integer> open = new TreeMap<>();
    private long lastNumber;

    public Desk(Consumer<Effect> effects) {
        this.effects = effects;
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

    /// Whether it is a new one.
    boolean openTicket(String team, String subject, String text, Instant now) {
        String key = team + " " + subject;
        if (open.size() >= MOST_OPEN && !open.containsKey(key)) {
            message(team, subject, text, now);
            return true;
        }
        boolean isNew = open.merge(key, 1, Integer::sum) == 1;
        if (isNew) {
            tell(Notice.Kind.TICKET_OPENED, team, subject, text, now);
        }
        return isNew;
    }

    void closeTicket(String team, String subject, String text, Instant now) {
        String key = team + " " + subject;
        Integer count = open.get(key);
        if (count != null && count > 1) {
            open.put(key, count - 1);
        } else if (count != null) {
            open.remove(key);
            tell(Notice.Kind.TICKET_CLOSED, team, subject, text, now);
        }
    }

    private void tell(Notice.Kind kind, String topic, String subject, String text, Instant now) {
        effects.accept(new Effect.Tell(new Notice(++lastNumber, now, kind, topic, subject, text)));
    }
}
