package io.teleon.controller.intent;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.ControllerView.LimitStage;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.Bandwidth;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The limits of intents and the numbers of their meters. Owned by the control loop's thread.
///
/// A meter's number is the lowest that no other limited intent has, whatever the switch: switches
/// know only so many, and an intent keeps its number when its ingress moves.
final class Limits {

    private final IntentMachine machine;
    private final JournalWriter journal;
    private final EventLog events;
    private final BitSet meters = new BitSet();

    Limits(IntentMachine machine, JournalWriter journal, EventLog events) {
        this.machine = machine;
        this.journal = journal;
        this.events = events;
    }

    LimitOutcome limit(IntentRecord intent, Optional<Bandwidth> rate, Instant now) {
        if (intent.state == InstallState.WITHDRAWING || intent.state == InstallState.WITHDRAWN) {
            return new LimitOutcome.Impossible(
                    "intent " + intent.intent.id() + " is " + intent.state);
        }
        if (rate.isPresent()
                && (Limit.kilobits(rate.get()) < 1
                        || Limit.kilobits(rate.get()) > Integer.MAX_VALUE)) {
            return new LimitOutcome.Impossible(
                    "a limit of "
                            + rate.get().exactText()
                            + " is outside what meters know, 1 kbit/s..2.1 Tbit/s");
        }
        intent.failedLimit = Optional.empty();
        Optional<Bandwidth> exact =
                Stream.concat(
                                rate
                                        .map(r -> Bandwidth.ofKilobits((double) Limit.kilobits(r)))
                                        .stream(),
                                own(intent).stream())
                        .min(Comparator.naturalOrder());
        if (intent.limit.map(Limit::rate).equals(exact)) {
            return new LimitOutcome.AlreadyThere();
        }
        Optional<Limit> limit =
                exact.map(r -> new Limit(r, intent.limit.map(Limit::meter).orElseGet(this::free)));
        if (limit.isEmpty()) {
            intent.limit.ifPresent(old -> meters.clear(old.meter()));
        }
        set(intent, limit, now);
        return new LimitOutcome.Changing();
    }

    /// What the intent itself asks for; a program may only lower it.
    private static Optional<Bandwidth> own(IntentRecord intent) {
        return intent.intent.terms().rateLimit();
    }

    /// An intent was submitted.
    void begin(IntentRecord intent, Instant now) {
        if (own(intent).isPresent()) {
            limit(intent, Optional.empty(), now);
        }
    }

    private int free() {
        int meter = meters.nextClearBit(1);
        meters.set(meter);
        return meter;
    }

    private void set(IntentRecord intent, Optional<Limit> limit, Instant now) {
        intent.limit = limit;
        journal.append(new JournalEntry.IntentLimited(now, intent.intent.id(), limit));
        machine.limitChanged(intent);
    }

    /// A switch refused the meter, or the rule that would use it: the intent goes on without what a
    /// program asked for, but not without what it asks for itself.
    void refused(IntentRecord intent, String reason, Instant now) {
        if (intent.limit.isEmpty()) {
            return;
        }
        Limit failed = intent.limit.get();
        Optional<Bandwidth> own = own(intent);
        if (own.equals(Optional.of(failed.rate()))) {
            // Without it the intent would not be what was asked for.
            machine.limitRefused(intent, reason, now);
            return;
        }
        if (own.isEmpty()) {
            meters.clear(failed.meter());
        }
        intent.failedLimit = Optional.of(new LimitView(failed.rate(), LimitStage.FAILED, reason));
        set(intent, own.map(rate -> new Limit(rate, failed.meter())), now);
        events.record(
                now,
                Severity.MINOR,
                Event.Kind.SWITCH_ERROR,
                intent.intent.id(),
                "limit of " + failed.rate() + " failed: " + reason);
    }

    /// Takes over what an earlier life had.
    void restore(IntentRecord intent) {
        intent.limit.ifPresent(limit -> meters.set(limit.meter()));
    }

    /// Its number is free again.
    void forget(IntentRecord intent) {
        intent.limit.ifPresent(limit -> meters.clear(limit.meter()));
    }

    Optional<IntentRecord> withMeter(int meter, Iterable<IntentRecord> intents) {
        for (IntentRecord intent : intents) {
            if (intent.limit.filter(limit -> limit.meter() == meter).isPresent()) {
                return Optional.of(intent);
            }
        }
        return Optional.empty();
    }

    static Optional<LimitView> view(IntentRecord intent) {
        return intent.limit
                .map(limit ->
                        new LimitView(
                                limit.rate(),
                                !intent.ingress.isEmpty()
                                                && intent.confirmedChange >= intent.limitedAt
                                        ? LimitStage.IN_FORCE
                                        : LimitStage.PENDING,
                                ""))
                .or(() -> intent.failedLimit);
    }
}
