package io.teleon.controller.assurance;

import io.teleon.controller.telemetry.IntentRates;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the counters of the switches say: shares, but no delays.
public final class CounterMeasurements implements Measurements {

    private final IntentRates rates;

    public CounterMeasurements(IntentRates rates) {
        this.rates = rates;
    }

    @Override
    public Optional<Sent> sent(int serial) {
        return rates.of(serial).map(rate -> new Sent(rate.at(), rate.packetsPerSecond()));
    }

    @Override
    public OptionalDouble delivered(int serial) {
        return rates.delivered(serial);
    }

    @Override
    public Optional<Delay> delay(int serial) {
        return Optional.empty();
    }
}
