package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;

import java.time.Instant;
import java.util.List;

/// Another source's traffic with surges on top; where several meet, their factors multiply. Outside
/// of them it is the other's traffic, bit for bit.
public final class SurgedTraffic implements TrafficSource {

    private final TrafficSource source;
    private final List<Surge> surges;

    /// By surge: the places of its pairs in the source.
    private final int[][] places;

    private SurgedTraffic(TrafficSource source, List<Surge> surges) {
        this.source = source;
        this.surges = List.copyOf(surges);
        this.places = new int[surges.size()][];
        for (int i = 0; i < places.length; i++) {
            places[i] =
                    surges.get(i).pairs().stream()
                            .mapToInt(pair -> source.pairs().indexOf(pair))
                            .filter(place -> place >= 0)
                            .toArray();
        }
    }

    /// Pairs that the source does not know stay unknown.
    public static SurgedTraffic of(TrafficSource source, List<Surge> surges) {
        return new SurgedTraffic(source, surges);
    }

    @Override
    public List<NodePair> pairs() {
        return source.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        source.fill(time, bitsPerSecond);
        for (int i = 0; i < places.length; i++) {
            double factor = surges.get(i).factorAt(time);
            if (factor != 1) {
                for (int place : places[i]) {
                    bitsPerSecond[place] *= factor;
                }
            }
        }
    }
}
