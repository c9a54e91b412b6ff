package io.teleon.controller.incident;

import io.teleon.controller.incident.Sign.Fare;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.IncidentView.About;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One incident as it goes on. Changed by [Incidents] alone.
final class Incident {

    /// Of those that suffered so many are listed; the others are counted.
    static final int MOST_INTENTS = 1000;

    /// So many actions are listed.
    static final int MOST_ACTIONS = 1000;

    /// An element that broke so often is an unreliable one, whoever is led around it.
    static final int FLAPPING = 4;

    static final Duration HOLD_OFF = Duration.ofMinutes(2);
    static final Duration LONGEST_HOLD_OFF = Duration.ofMinutes(10);

    private static final int MOST_NAMES = 5;

    final long id;
    final Element element;
    final Instant firstSeen;
    private final TreeSet<Mark> marks = new TreeSet<>();
    private final Timeline timeline = new Timeline();
    private final SequencedSet<IntentId> intents = new LinkedHashSet<>();

    /// All that suffered from it while it is open, those too that are only counted.
    private final NavigableSet<IntentId> suffering = new TreeSet<>();

    private final SequencedSet<Long> actions = new LinkedHashSet<>();
    private Severity severity = Severity.WARNING;
    private IncidentState state = IncidentState.OPEN;
    private Instant lastSeen;
    private Instant wellSince;
    private Optional<Instant> clearedAt = Optional.empty();
    private int flaps;
    private int moreIntents;

    /// Of intents that are not served, and of those that are not given what they are promised.
    private final Map<IntentId, Fare> unserved = new TreeMap<>();

    private final Map<IntentId, Fare> poor = new TreeMap<>();

    /// Since when some have waited to be led another way.
    private Optional<Instant> movingSince = Optional.empty();

    /// What became of intents in this step, to be told in one line each.
    private final Map<Fare, List<Sign.Fared>> told = new EnumMap<>(Fare.class);

    private final List<IntentId> freshIntents = new ArrayList<>();
    private final List<Long> freshActions = new ArrayList<>();
    private boolean changed;

    Incident(long id, Element element, Instant now) {
        this.id = id;
        this.element = element;
        this.firstSeen = now;
        this.lastSeen = now;
        this.wellSince = now;
    }

    // --- what happens

    void broke(Sign.Broke sign, Instant now) {
        changed = true;
        if (marks.isEmpty()) {
            flaps++;
        }
        marks.add(sign.mark());
        lastSeen = now;
        raise(sign.mark().trouble().severity());
        timeline.add(now, About.ELEMENT, sign.text());
        if (flaps == FLAPPING && marks.size() == 1) {
            raise(Severity.MAJOR);
            timeline.add(
                    now,
                    About.INCIDENT,
                    "it flaps: broken "
                            + FLAPPING
                            + " times; it counts as well only after "
                            + holdOff().toMinutes()
                            + " min of quiet");
        }
        List<IntentId> fresh =
                sign.users().stream().filter(user -> !suffering.contains(user)).toList();
        sign.users().forEach(this::suffers);
        if (!fresh.isEmpty()) {
            timeline.add(now, About.INTENT, counted(fresh) + " went by it: " + named(fresh));
        }
        if (!sign.users().isEmpty() && sign.mark().trouble() == Trouble.LINK_DOWN) {
            movingSince = movingSince.or(() -> Optional.of(now));
        }
    }

    void mended(Sign.Mended sign, Instant now) {
        changed = true;
        marks.remove(sign.mark());
        lastSeen = now;
        wellSince = now;
        timeline.add(now, About.ELEMENT, sign.text());
    }

    void noted(Sign.Noted sign, Instant now) {
        changed = true;
        timeline.add(now, About.ELEMENT, sign.text());
    }

    void acted(Sign.Acted sign, Instant now) {
        changed = true;
        if (actions.size() < MOST_ACTIONS && actions.add(sign.action())) {
            freshActions.add(sign.action());
        }
        timeline.add(now, About.ACTION, sign.text());
    }

    void fared(Sign.Fared sign) {
        IntentId intent = sign.intent();
        boolean isNews =
                switch (sign.fare()) {
                    case MOVING -> {
                        unserved.putIfAbsent(intent, Fare.MOVING);
                        yield false;
                    }
                    case SERVED -> {
                        Fare before = unserved.remove(intent);
                        yield before == Fare.FAILED || before == Fare.PARKED;
                    }
                    case FAILED, PARKED -> unserved.put(intent, sign.fare()) != sign.fare();
                    case DEGRADED, NOT_FULFILLED -> poor.put(intent, sign.fare()) != sign.fare();
                    case FULFILLED -> poor.remove(intent) != null;
                    case GONE -> {
                        unserved.remove(intent);
                        poor.remove(intent);
                        yield false;
                    }
                };
        if (isNews) {
            changed = true;
            suffers(intent);
            told.computeIfAbsent(sign.fare(), _ -> new ArrayList<>()).add(sign);
        }
    }

    private void suffers(IntentId intent) {
        if (!suffering.add(intent)) {
            return;
        }
        changed = true;
        if (intents.size() < MOST_INTENTS) {
            intents.add(intent);
            freshIntents.add(intent);
        } else {
            moreIntents++;
        }
    }

    /// Tells what became of intents in a step, and how bad it is now.
    void settle(Instant now) {
        told.forEach((fare, signs) -> {
            List<IntentId> ids = signs.stream().map(Sign.Fared::intent).toList();
            String text =
                    ids.size() == 1
                            ? "intent " + ids.getFirst() + ": " + signs.getFirst().text()
                            : counted(ids) + " are " + fare + ": " + named(ids);
            timeline.add(now, About.INTENT, text);
        });
        told.clear();
        if (movingSince.isPresent() && unserved.isEmpty()) {
            changed = true;
            timeline.add(
                    now,
                    About.INTENT,
                    "all that went by it are served, "
                            + Duration.between(movingSince.get(), now).toMillis()
                            + " ms after it broke");
            movingSince = Optional.empty();
        }
        if (!poor.isEmpty()) {
            raise(Severity.MINOR);
        }
        long hurt =
                unserved.values().stream().filter(fare -> fare != Fare.MOVING).count()
                        + poor.entrySet().stream()
                                .filter(one -> one.getValue() == Fare.NOT_FULFILLED)
                                .filter(one -> !isLost(one.getKey()))
                                .count();
        if (hurt > 0) {
            raise(2 * hurt > intents.size() + moreIntents ? Severity.CRITICAL : Severity.MAJOR);
        }
    }

    private boolean isLost(IntentId intent) {
        Fare fare = unserved.get(intent);
        return fare == Fare.FAILED || fare == Fare.PARKED;
    }

    private void raise(Severity seen) {
        if (seen.compareTo(severity) > 0) {
            severity = seen;
            changed = true;
        }
    }

    private static String counted(List<IntentId> ids) {
        return ids.size() == 1 ? "1 intent" : ids.size() + " intents";
    }

    private static String named(List<IntentId> ids) {
        List<String> names = ids.stream().limit(MOST_NAMES).map(IntentId::toString).toList();
        int more = ids.size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    // --- its end

    /// How long it must be well to be over: twice as long each time that it broke, up to a bound.
    Duration holdOff() {
        Duration held = HOLD_OFF;
        for (int i = 1; i < flaps && held.compareTo(LONGEST_HOLD_OFF) < 0; i++) {
            held = held.multipliedBy(2);
        }
        return held.compareTo(LONGEST_HOLD_OFF) > 0 ? LONGEST_HOLD_OFF : held;
    }

    /// When it is over if nothing happens; empty where it is over or in trouble.
    Optional<Instant> clearsAt() {
        return isOpen() && marks.isEmpty()
                ? Optional.of(wellSince.plus(holdOff()))
                : Optional.empty();
    }

    void clear(Instant at) {
        changed = true;
        state = IncidentState.CLEARED;
        clearedAt = Optional.of(at);
        unserved.clear();
        poor.clear();
        suffering.clear();
        movingSince = Optional.empty();
        timeline.add(at, About.INCIDENT, "cleared: well for " + holdOff().toMinutes() + " min");
    }

    // --- what is known

    boolean isOpen() {
        return state == IncidentState.OPEN;
    }

    boolean isInTrouble() {
        return !marks.isEmpty();
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /// Whether this intent suffered from it and it is not over.
    boolean hurts(IntentId intent) {
        return suffering.contains(intent);
    }

    /// All that suffered from it; empty where it is over.
    List<IntentId> suffering() {
        return List.copyOf(suffering);
    }

    List<Long> actions() {
        return List.copyOf(actions);
    }

    IncidentView view() {
        return new IncidentView(
                id,
                element.kind(),
                element.id(),
                marks.stream().map(Mark::text).toList(),
                severity,
                state,
                firstSeen,
                lastSeen,
                clearsAt(),
                clearedAt,
                flaps,
                List.copyOf(intents),
                moreIntents,
                List.copyOf(actions),
                timeline.lines(),
                timeline.leftOut());
    }

    // --- restarts

    /// What is new since this was last asked, if anything is.
    Optional<IncidentMemo> drainNews() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        IncidentMemo memo =
                memo(List.copyOf(freshIntents), List.copyOf(freshActions), timeline.drainFresh());
        freshIntents.clear();
        freshActions.clear();
        return Optional.of(memo);
    }

    /// All there is to remember.
    IncidentMemo memo() {
        return memo(List.copyOf(intents), List.copyOf(actions), timeline.lines());
    }

    private IncidentMemo memo(
            List<IntentId> ofIntents, List<Long> ofActions, List<IncidentView.Line> lines) {
        return new IncidentMemo(
                id,
                element,
                marks(),
                severity,
                state,
                firstSeen,
                lastSeen,
                clearedAt,
                flaps,
                ofIntents,
                moreIntents,
                ofActions,
                lines,
                timeline.leftOut());
    }

    /// Takes over a memo of an earlier life. Nobody looked meanwhile, so that it must be well for
    /// the whole hold-off from now on.
    void restore(IncidentMemo memo, Instant now) {
        marks.clear();
        marks.addAll(memo.marks());
        severity = memo.severity();
        state = memo.state();
        lastSeen = memo.lastSeen();
        wellSince = now;
        clearedAt = memo.clearedAt();
        flaps = memo.flaps();
        intents.addAll(memo.intents());
        if (isOpen()) {
            suffering.addAll(memo.intents());
        } else {
            suffering.clear();
        }
        moreIntents = memo.moreIntents();
        actions.addAll(memo.actions());
        timeline.restore(memo.lines(), memo.leftOut());
    }
}
