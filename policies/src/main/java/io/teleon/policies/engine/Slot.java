package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.Optional;

/// One fact: what is stored of it, if anything is. Its readers are woken when its value or truth
/// becomes another, known or unknown; not when it is only measured again.
final class Slot extends Source {

    private static final Value NOTHING = new Value.Bool(false);

    final FactTable table;
    final Fact fact;

    private boolean stored;
    private Value value = NOTHING;

    /// The value where it is a number, else not a number. Kept as such: telemetry comes by the
    /// million, and what a host allocates for it can be forgotten at once.
    private double amount = Double.NaN;

    private long at;
    private long until = Micros.NEVER;
    private String source = "";
    private Optional<Forecast> forecast = Optional.empty();
    private Optional<SampleList> samples = Optional.empty();

    /// What its readers were told last of whether it is known. Kept only while it is watched.
    private boolean told;

    /// Values between these are read alike by all its readers.
    private double low = Double.NEGATIVE_INFINITY;

    private double high = Double.POSITIVE_INFINITY;

    Slot(FactTable table, Fact fact) {
        this.table = table;
        this.fact = fact;
    }

    // --- reading

    boolean isStored() {
        return stored;
    }

    boolean isEmpty() {
        return !stored && forecast.isEmpty() && samples.isEmpty();
    }

    Facts.Stored content() {
        return new Facts.Stored(value(), at, until, source);
    }

    Value value() {
        return Double.isNaN(amount) ? value : Value.of(amount);
    }

    /// Its value, if it is known.
    Optional<Value> known(long now) {
        return isKnown(now) ? Optional.of(value()) : Optional.empty();
    }

    long at() {
        return at;
    }

    String source() {
        return source;
    }

    boolean isKnown(long now) {
        return stored && (table.belief || now - time() < table.fresh);
    }

    /// The time that decides how old it is.
    long time() {
        return table.relation && !table.belief ? Math.max(at, table.completed()) : at;
    }

    /// Whether a relation, or a belief without value, holds.
    Truth holds(long now) {
        if (table.belief) {
            return Truth.of(stored);
        }
        if (!stored) {
            return table.isComplete(now) ? Truth.FALSE : Truth.UNKNOWN;
        }
        return isKnown(now)
                ? Truth.of(value() instanceof Value.Bool(boolean holds) && holds)
                : Truth.UNKNOWN;
    }

    Optional<Forecast> forecast() {
        return forecast;
    }

    Optional<SampleList> samples() {
        return samples;
    }

    // --- writing

    void store(Facts.Stored stores, long now) {
        Value next = stores.value();
        boolean was = stored;
        boolean same = isSame(next);
        stored = true;
        if (!same) {
            if (next instanceof Value.Quantity(double number)) {
                amount = number;
                value = NOTHING;
            } else {
                amount = Double.NaN;
                value = next;
            }
        }
        at = stores.at();
        until = stores.until();
        source = stores.source();
        if (isWatched()) {
            tell(was && same, was, now);
        }
        if (isWatched() || table.belief) {
            table.arm(this);
        }
    }

    private boolean isSame(Value next) {
        return next instanceof Value.Quantity(double number)
                ? number == amount
                : next.equals(value);
    }

    /// Nothing is stored any more; forecast and samples are left.
    void clear() {
        stored = false;
        value = NOTHING;
        amount = Double.NaN;
        at = 0;
        until = Micros.NEVER;
        source = "";
        told = false;
        changed();
    }

    void forecast(Optional<Forecast> next) {
        table.advice(advice(next) - advice(forecast));
        forecast = next;
        changed();
    }

    private static int advice(Optional<Forecast> forecast) {
        return forecast.isPresent() && forecast.get().standing() == Forecast.Standing.SUGGEST
                ? 1
                : 0;
    }

    void samples(Optional<SampleList> next) {
        samples = next;
        changed();
    }

    private void tell(boolean same, boolean was, long now) {
        boolean known = isKnown(now);
        if (!known) {
            table.isStale();
        }
        if (!was || known != told) {
            told = known;
            changed();
        } else if (known && !same) {
            if (Double.isNaN(amount)) {
                changed();
            } else if (!(amount >= low && amount <= high)) {
                tellNumber();
            }
        }
    }

    /// Wakes those who do not read the new value as they read the last.
    private void tellNumber() {
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
        for (Watch watch = watches; watch != null; watch = watch.nextOfSource) {
            if (watch.minds(amount)) {
                watch.reader.wake();
            }
            if (!watch.reader.woken || !watch.minds(amount)) {
                quiet(watch.low, watch.high);
            }
        }
    }

    @Override
    void quiet(double from, double to) {
        low = Math.max(low, from);
        high = Math.min(high, to);
    }

    @Override
    void unwatched() {
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
        table.unwatched(this);
    }

    /// Its first reader takes it from now on for what it is now.
    void read(long now) {
        if (!isWatched()) {
            told = isKnown(now);
            if (stored && !told) {
                table.isStale();
            }
        }
    }

    // --- time

    @Override
    long due() {
        if (!stored) {
            return Micros.NEVER;
        }
        if (table.belief) {
            return until;
        }
        return isWatched() && told ? time() + table.fresh : Micros.NEVER;
    }

    @Override
    void elapsed(long now) {
        if (table.belief) {
            table.remove(this);
        } else {
            told = false;
            table.isStale();
            changed();
        }
    }

    /// The relation is complete again.
    void refreshed(long now) {
        if (stored && !told && isKnown(now)) {
            told = true;
            changed();
            table.arm(this);
        }
    }
}
