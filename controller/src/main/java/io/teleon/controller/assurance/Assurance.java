package io.teleon.controller.assurance;

import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.report.GoalView;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Looks at all intents again and again, and tells where what is measured has changed for good.
/// Owned by the control loop's thread.
public final class Assurance {

    private final AssuranceSettings settings;
    private final Intents intents;
    private final Measurements measured;
    private final Function<IntentView, Optional<String>> suspended;
    private final EventLog events;
    private final AuditChain audit;
    private final JournalWriter journal;
    private final NavigableMap<Integer, Fulfilment> bySerial = new TreeMap<>();

    /// Of those that have goals.
    private final NavigableMap<Integer, GoalReadings> readings = new TreeMap<>();

    /// @param suspended why nothing is promised of an intent now, if so
    public Assurance(
            AssuranceSettings settings,
            Intents intents,
            Measurements measured,
            Function<IntentView, Optional<String>> suspended,
            EventLog events,
            AuditChain audit,
            JournalWriter journal) {
        this.settings = settings;
        this.intents = intents;
        this.measured = measured;
        this.suspended = suspended;
        this.events = events;
        this.audit = audit;
        this.journal = journal;
    }

    /// Goes on from what an earlier life told; to be called once, when intents are restored.
    public void restore(List<JournalEntry> history, Instant now) {
        for (JournalEntry entry : history) {
            if (entry instanceof JournalEntry.FulfilmentTold told
                    && intents.idOf(told.serial()).filter(told.id()::equals).isPresent()) {
                of(told.id(), told.serial(), now)
                        .resume(told.sequence(), told.state(), told.reason(), told.at());
            }
        }
    }

    /// Judges every intent by what was measured last.
    public void look(Instant now) {
        NavigableSet<Integer> present = new TreeSet<>();
        for (IntentView view : intents.views()) {
            present.add(view.serial());
            Intent intent = view.intent();
            Judgement judged =
                    Judgement.of(
                            settings,
                            view.serial(),
                            view.state(),
                            suspended.apply(view),
                            measured,
                            now);
            Judgement whole = withGoals(judged, intent, view.serial(), now);
            Fulfilment one = of(intent.id(), view.serial(), now);
            // What an earlier life found of a goal stands until this one can tell.
            if (!(one.state() == FulfilmentState.DEGRADED
                    && one.state().isWorseThan(whole.state())
                    && isToBeMeasured(view.serial(), now))) {
                one.take(whole, settings, intent.tier(), now).ifPresent(this::tell);
            }
        }
        bySerial.keySet().retainAll(present);
        readings.keySet().retainAll(present);
    }

    private Judgement withGoals(Judgement judged, Intent intent, int serial, Instant now) {
        if (intent.goals().isEmpty()) {
            return judged;
        }
        GoalReadings measuredOf = readings.computeIfAbsent(serial, _ -> new GoalReadings(now));
        List<GoalView> before = measuredOf.last();
        measuredOf.take(serial, measured, now);
        List<GoalView> goals = measuredOf.assess(intent.goals(), settings.shareError(), now);
        if (isLapsed(before, goals)) {
            of(intent.id(), serial, now).release();
        }
        return judged.with(goals);
    }

    private boolean isToBeMeasured(int serial, Instant now) {
        return Optional.ofNullable(readings.get(serial))
                .filter(goals -> goals.areYoung(now))
                .map(GoalReadings::last)
                .stream()
                .flatMap(List::stream)
                .anyMatch(goal -> goal.state() == GoalView.State.NOT_MEASURED);
    }

    /// Whether the time is over of a goal that was missed, which is then no longer held against the
    /// intent.
    private static boolean isLapsed(List<GoalView> before, List<GoalView> now) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).state() == GoalView.State.MISSED
                    && now.get(i).state() == GoalView.State.OUT_OF_TIME) {
                return true;
            }
        }
        return false;
    }

    private Fulfilment of(IntentId id, int serial, Instant now) {
        return bySerial.computeIfAbsent(serial, _ -> new Fulfilment(id, serial, now));
    }

    private void tell(FulfilmentReport report) {
        journal.append(
                new JournalEntry.FulfilmentTold(
                        report.at(),
                        report.intent(),
                        report.serial(),
                        report.sequence(),
                        report.to(),
                        report.reason()));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of("from", report.from()));
        evidence.add(Evidence.of("to", report.to()));
        evidence.add(Evidence.of("reason", report.reason()));
        evidence.add(Evidence.of("report", report.sequence()));
        report.delivered().ifPresent(share -> evidence.add(Evidence.of("delivered", share)));
        report.delay().ifPresent(delay -> evidence.add(Evidence.of("delay", delay)));
        audit.record(
                report.at(),
                AuditRecord.CONTROLLER,
                AuditRecord.Kind.FULFILMENT,
                report.intent(),
                evidence);
        events.record(
                report.at(),
                severity(report.to()),
                Event.Kind.FULFILMENT,
                report.intent(),
                report.to() + ": " + report.reason());
    }

    private static Severity severity(FulfilmentState state) {
        return switch (state) {
            case FULFILLED, SUSPENDED, UNKNOWN -> Severity.NORMAL;
            case DEGRADED -> Severity.MINOR;
            case NOT_FULFILLED -> Severity.MAJOR;
        };
    }

    /// Takes note of an event that tells of an intent's installed state, or of its second path.
    public void heard(Event event) {
        if (event.kind() == Event.Kind.INTENT_STATE
                || event.kind() == Event.Kind.INTENT_PROTECTION) {
            IntentId id = new IntentId(event.subject());
            intents.serialOf(id)
                    .ifPresent(serial ->
                            of(id, serial, event.at())
                                    .installChanged(
                                            event.text(), settings.reportsKept(), event.at()));
        }
    }

    /// What is known of the intent with this serial number.
    public FulfilmentView view(int serial) {
        return Optional.ofNullable(bySerial.get(serial))
                .map(Fulfilment::view)
                .map(view ->
                        Optional.ofNullable(readings.get(serial))
                                .map(goals -> view.with(goals.last()))
                                .orElse(view))
                .orElse(FulfilmentView.NONE);
    }

    /// Entries that lead to the same numbers and states.
    public List<JournalEntry> snapshot() {
        List<JournalEntry> entries = new ArrayList<>();
        bySerial.forEach((serial, one) -> {
            FulfilmentView view = one.view();
            if (view.sequence() > 0) {
                entries.add(
                        new JournalEntry.FulfilmentTold(
                                view.since(),
                                one.id(),
                                serial,
                                view.sequence(),
                                view.state(),
                                view.reason()));
            }
        });
        return List.copyOf(entries);
    }
}
