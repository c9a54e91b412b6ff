package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentView;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Groups signs of trouble into incidents, one for each element at a time.
///
/// An incident begins with the first trouble of an element and is cleared once there has been none
/// for the hold-off: [Incident#HOLD_OFF] after the first, twice as long each time that it broke
/// again, at most [Incident#LONGEST_HOLD_OFF]. So whatever flaps is one incident.
///
/// Bounded: [#MOST] are remembered. The oldest that is cleared falls out first; where none is, the
/// oldest of all.
public final class Incidents {

    static final int MOST = 500;

    private final NavigableMap<Long, Incident> byId = new TreeMap<>();
    private final Map<Element, Incident> open = new TreeMap<>();
    private final Map<Mark, Incident> byMark = new TreeMap<>();

    /// Of those that are open.
    private final Map<IntentId, NavigableSet<Long>> byIntent = new TreeMap<>();

    private final Map<Long, Incident> byAction = new TreeMap<>();
    private final Map<Long, IncidentView> views = new TreeMap<>();
    private long lastId;

    /// What came of a step.
    ///
    /// @param memos to be journalled, in this order
    public record Outcome(
            List<IncidentView> opened, List<IncidentView> cleared, List<IncidentMemo> memos) {

        public Outcome {
            opened = List.copyOf(opened);
            cleared = List.copyOf(cleared);
            memos = List.copyOf(memos);
        }
    }

    /// Lets time pass, then takes what was seen, in this order.
    ///
    /// @param now not before that of the step before
    public Outcome step(List<Sign> signs, Instant now) {
        NavigableSet<Long> touched = new TreeSet<>();
        NavigableSet<Long> opened = new TreeSet<>();
        NavigableSet<Long> cleared = new TreeSet<>();
        for (Incident due : List.copyOf(open.values())) {
            if (due.clearsAt().filter(at -> !at.isAfter(now)).isPresent()) {
                clear(due, due.clearsAt().orElseThrow());
                touched.add(due.id);
                cleared.add(due.id);
            }
        }
        for (Sign sign : signs) {
            for (Incident concerned : take(sign, opened, now)) {
                touched.add(concerned.id);
            }
        }
        List<IncidentMemo> memos = new ArrayList<>();
        for (long id : touched) {
            Incident incident = incident(id);
            incident.settle(now);
            incident.drainNews()
                    .ifPresent(memo -> {
                        memos.add(memo);
                        views.remove(id);
                    });
        }
        Outcome outcome = new Outcome(viewsOf(opened), viewsOf(cleared), memos);
        forgetOldest();
        return outcome;
    }

    private Incident incident(long id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow();
    }

    private List<IncidentView> viewsOf(NavigableSet<Long> ids) {
        return ids.stream().map(id -> incident(id).view()).toList();
    }

    private void index(Incident incident, IntentId intent) {
        if (incident.hurts(intent)) {
            byIntent.computeIfAbsent(intent, _ -> new TreeSet<>()).add(incident.id);
        }
    }

    private void clear(Incident due, Instant at) {
        unindex(due);
        due.clear(at);
        open.remove(due.element);
    }

    private void unindex(Incident gone) {
        for (IntentId intent : gone.suffering()) {
            NavigableSet<Long> of = byIntent.getOrDefault(intent, new TreeSet<>());
            of.remove(gone.id);
            if (of.isEmpty()) {
                byIntent.remove(intent);
            }
        }
    }

    /// @return the incidents that a sign bears on
    private List<Incident> take(Sign sign, NavigableSet<Long> opened, Instant now) {
        return switch (sign) {
            case Sign.Broke broke -> broke(broke, opened, now);
            case Sign.Mended mended -> {
                Incident of = byMark.remove(mended.mark());
                if (of == null) {
                    yield List.of();
                }
                of.mended(mended, now);
                yield List.of(of);
            }
            case Sign.Fared fared -> {
                List<Incident> concerned = concerned(fared);
                for (Incident incident : concerned) {
                    incident.fared(fared);
                    // at once, for the next sign of the same step may be of the same intent
                    index(incident, fared.intent());
                }
                yield concerned;
            }
            case Sign.Noted noted -> {
                Optional<Incident> about =
                        noted.about().stream()
                                .flatMap(element -> inTrouble(element).stream())
                                .findFirst();
                about.ifPresent(incident -> incident.noted(noted, now));
                yield about.stream().toList();
            }
            case Sign.Acted acted -> {
                Optional<Incident> about = about(acted);
                about.ifPresent(incident -> {
                    incident.acted(acted, now);
                    byAction.put(acted.action(), incident);
                });
                yield about.stream().toList();
            }
        };
    }

    private List<Incident> broke(Sign.Broke sign, NavigableSet<Long> opened, Instant now) {
        if (byMark.containsKey(sign.mark())) {
            return List.of(); // known since before a restart
        }
        Element element =
                sign.within().stream()
                        .filter(outer -> inTrouble(outer).isPresent())
                        .findFirst()
                        .orElse(sign.element());
        Incident incident = open.get(element);
        if (incident == null) {
            incident = new Incident(++lastId, element, now);
            open.put(element, incident);
            byId.put(incident.id, incident);
            opened.add(incident.id);
        }
        incident.broke(sign, now);
        byMark.put(sign.mark(), incident);
        for (IntentId user : sign.users()) {
            index(incident, user);
        }
        return List.of(incident);
    }

    private Optional<Incident> inTrouble(Element element) {
        return Optional.ofNullable(open.get(element)).filter(Incident::isInTrouble);
    }

    /// Whoever suffered from it before, and, where an intent fares badly, what is in trouble on its
    /// way.
    private List<Incident> concerned(Sign.Fared fared) {
        NavigableSet<Long> ids =
                new TreeSet<>(byIntent.getOrDefault(fared.intent(), new TreeSet<>()));
        switch (fared.fare()) {
            case FAILED, PARKED, DEGRADED, NOT_FULFILLED -> {
                for (Element element : fared.way()) {
                    inTrouble(element).ifPresent(incident -> ids.add(incident.id));
                }
            }
            case MOVING, SERVED, FULFILLED, GONE -> {}
        }
        return ids.stream().map(this::incident).toList();
    }

    private Optional<Incident> about(Sign.Acted acted) {
        return Optional.ofNullable(byAction.get(acted.action()))
                .or(() ->
                        acted.about().stream()
                                .flatMap(element -> Optional.ofNullable(open.get(element)).stream())
                                .findFirst());
    }

    private void forgetOldest() {
        while (byId.size() > MOST) {
            Incident oldest =
                    byId.values().stream()
                            .min(
                                    Comparator.comparing(Incident::isOpen)
                                            .thenComparingLong(incident -> incident.id))
                            .orElseThrow();
            byId.remove(oldest.id);
            views.remove(oldest.id);
            open.remove(oldest.element, oldest);
            oldest.marks().forEach(byMark::remove);
            oldest.actions().forEach(byAction::remove);
            unindex(oldest);
        }
    }

    /// When a step is due even if nothing is seen.
    public Optional<Instant> next() {
        return open.values().stream()
                .flatMap(incident -> incident.clearsAt().stream())
                .min(Comparator.naturalOrder());
    }

    /// Whether this trouble is known of.
    public boolean knows(Mark mark) {
        return byMark.containsKey(mark);
    }

    /// Every trouble there is now, in order.
    public List<Mark> marks() {
        return List.copyOf(byMark.keySet());
    }

    public boolean isAnyOpen() {
        return !open.isEmpty();
    }

    /// All that are remembered, oldest first.
    public List<IncidentView> views() {
        byId.forEach((id, incident) -> views.computeIfAbsent(id, _ -> incident.view()));
        return List.copyOf(views.values());
    }

    // --- restarts

    /// All there is to remember, oldest first.
    public List<IncidentMemo> memos() {
        return byId.values().stream().map(Incident::memo).toList();
    }

    /// Takes over what an earlier life remembered. To be called once, before anything else.
    public void restore(List<IncidentMemo> memos, Instant now) {
        for (IncidentMemo memo : memos) {
            byId.computeIfAbsent(
                            memo.id(), id -> new Incident(id, memo.element(), memo.firstSeen()))
                    .restore(memo, now);
            lastId = Math.max(lastId, memo.id());
        }
        for (Incident incident : byId.values()) {
            incident.actions().forEach(action -> byAction.put(action, incident));
            if (incident.isOpen()) {
                open.put(incident.element, incident);
                incident.marks().forEach(mark -> byMark.put(mark, incident));
                incident.suffering().forEach(intent -> index(incident, intent));
            }
        }
        forgetOldest();
    }
}
