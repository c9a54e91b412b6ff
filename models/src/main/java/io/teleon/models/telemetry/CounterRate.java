package io.teleon.models.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// Turns the readings of one counter into its rate per second.
///
/// A counter that is lower than before has either wrapped or been reset. It has wrapped if the rate
/// this implies is one that the resource can carry at all; otherwise its device restarted, and the
/// interval has no rate. For the same reason a jump above that limit is a discontinuity (RFC 2863's
/// ifCounterDiscontinuityTime) and no rate. Single owner: whoever polls.
public final class CounterRate {

    private static final double TWO_TO_64 = 0x1p64;

    private final CounterWidth width;
    private final double maxPerSecond;
    private Optional<CounterReading> last = Optional.empty();

    /// @param maxPerSecond the most that the resource can do, such as a port's speed in octets,
    ///   with some room for jitter of the readings
    public CounterRate(CounterWidth width, double maxPerSecond) {
        if (!(maxPerSecond > 0)) {
            throw new IllegalArgumentException("highest rate " + maxPerSecond + " is not above 0");
        }
        this.width = width;
        this.maxPerSecond = maxPerSecond;
    }

    /// The mean rate since the last reading; empty at the first one, after a reset, and where the
    /// reading is not later than the last, which is then ignored.
    public OptionalDouble next(CounterReading reading) {
        Optional<CounterReading> before = last;
        if (before.isPresent() && !reading.at().isAfter(before.get().at())) {
            return OptionalDouble.empty();
        }
        last = Optional.of(reading);
        return before.map(b -> between(b, reading)).orElse(OptionalDouble.empty());
    }

    /// Forgets the past: the device says itself that it restarted.
    public void reset() {
        last = Optional.empty();
    }

    private OptionalDouble between(CounterReading before, CounterReading after) {
        double movement = unsigned(width.movement(before.value(), after.value()));
        double perSecond = movement / seconds(before.at(), after.at());
        return perSecond <= maxPerSecond ? OptionalDouble.of(perSecond) : OptionalDouble.empty();
    }

    private static double unsigned(long value) {
        return value < 0 ? value + TWO_TO_64 : value;
    }

    private static double seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() + between.getNano() / 1e9;
    }
}
