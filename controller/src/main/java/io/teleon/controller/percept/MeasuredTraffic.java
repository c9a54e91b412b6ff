package io.teleon.controller.percept;

import io.teleon.controller.intent.Intents;
import io.teleon.controller.telemetry.IntentRates;
import io.teleon.models.intent.IntentId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What the counters of the switches say of intents.
public final class MeasuredTraffic implements IntentTraffic {

    private final Intents intents;
    private final IntentRates rates;

    public MeasuredTraffic(Intents intents, IntentRates rates) {
        this.intents = intents;
        this.rates = rates;
    }

    @Override
    public Optional<Rate> ingress(IntentId intent) {
        OptionalInt serial = intents.serialOf(intent);
        return serial.isEmpty()
                ? Optional.empty()
                : rates.of(serial.getAsInt()).map(rate -> new Rate(rate.bandwidth(), rate.at()));
    }

    @Override
    public OptionalDouble delivered(IntentId intent) {
        OptionalInt serial = intents.serialOf(intent);
        return serial.isEmpty() ? OptionalDouble.empty() : rates.delivered(serial.getAsInt());
    }
}
