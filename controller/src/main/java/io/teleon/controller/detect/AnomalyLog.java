package io.teleon.controller.detect;

import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The anomalies that go on: tells of each when it begins and when it is over. Bounded by the
/// subjects there are. Owned by the control loop's thread.
final class AnomalyLog {

    private final EventLog events;
    private final AnomalyWitness witness;
    private final NavigableMap<Subject, AnomalyView> ongoing = new TreeMap<>();

    AnomalyLog(EventLog events, AnomalyWitness witness) {
        this.events = events;
        this.witness = witness;
    }

    Optional<AnomalyView> of(Subject subject) {
        return Optional.ofNullable(ongoing.get(subject));
    }

    /// Takes over one that began before this life; it was told of then.
    void remember(Subject subject, AnomalyView anomaly) {
        ongoing.put(subject, anomaly);
    }

    /// Leaves one alone that was over before this life.
    void forget(Subject subject) {
        ongoing.remove(subject);
    }

    void begin(Subject subject, AnomalyView anomaly, Instant now) {
        ongoing.put(subject, anomaly);
        events.record(
                now, Severity.WARNING, Event.Kind.ANOMALY_BEGAN, subject.id(), anomaly.text());
    }

    /// It was odd again.
    void goOn(Subject subject, AnomalyView anomaly) {
        ongoing.computeIfPresent(subject, (_, _) -> anomaly);
    }

    void end(Subject subject, Instant now) {
        AnomalyView over = ongoing.remove(subject);
        if (over != null) {
            events.record(
                    now,
                    Severity.NORMAL,
                    Event.Kind.ANOMALY_ENDED,
                    subject.id(),
                    "odd no more since " + over.lastOdd() + ": " + over.text());
        }
    }

    /// Much is odd at once.
    void network(int odd, int series, Instant now) {
        events.record(
                now,
                Severity.WARNING,
                Event.Kind.ANOMALY_BEGAN,
                "network",
                odd + " of " + series + " series of the network are odd at once");
    }

    NavigableMap<Subject, AnomalyView> ongoing() {
        return new TreeMap<>(ongoing);
    }

    List<AnomalyView> views() {
        return List.copyOf(ongoing.values());
    }

    /// Has the witness know of all of them.
    void testify(Instant now) {
        witness.odd(views(), now);
    }
}
