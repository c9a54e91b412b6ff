package io.teleon.controller.assurance;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.probe.ShortestDelays;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.telemetry.IntentRates;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/// Shares by the counters of the switches, delays by probes.
public final class TrafficMeasurements implements Measurements {

    private final IntentRates rates;
    private final Intents intents;
    private final IntFunction<Optional<ProbeView>> probed;
    private final ShortestDelays shortest;

    /// @param probed what probes found on the path of an intent, by its serial number
    public TrafficMeasurements(
            IntentRates rates,
            Intents intents,
            IntFunction<Optional<ProbeView>> probed,
            ShortestDelays shortest) {
        this.rates = rates;
        this.intents = intents;
        this.probed = probed;
        this.shortest = shortest;
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
        Optional<ProbeView.Delay> found = probed.apply(serial).flatMap(ProbeView::delay);
        Optional<Tunnel> tunnel = intents.currentTunnel(serial);
        if (found.isEmpty() || tunnel.isEmpty()) {
            return Optional.empty();
        }
        ProbeView.Delay delay = found.get();
        return shortest.of(tunnel.get().ingress(), tunnel.get().egress().datapath())
                .map(least -> new Delay(delay.at(), delay.oneWay(), delay.error(), least));
    }
}
