package io.teleon.tests.behaviour;

import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Traffic that is the same at all times.
final class ConstantTraffic implements TrafficSource {

    private final NavigableMap<NodePair, Double> rates = new TreeMap<>();

    /// @param rates such as `a d 100`: from, to, Mbit/s
    static ConstantTraffic of(Topology topology, String... rates) {
        ConstantTraffic traffic = new ConstantTraffic();
        for (String rate : rates) {
            List<String> parts = List.of(rate.split(" "));
            traffic.rates.put(
                    new NodePair(
                            topology.nodeNamed(parts.get(0)).orElseThrow().id(),
                            topology.nodeNamed(parts.get(1)).orElseThrow().id()),
                    Double.parseDouble(parts.get(2)) * 1e6);
        }
        return traffic;
    }

    double sum() {
        return rates.values().stream().mapToDouble(rate -> rate).sum();
    }

    @Override
    public List<NodePair> pairs() {
        return new ArrayList<>(rates.keySet());
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        int i = 0;
        for (double rate : rates.values()) {
            bitsPerSecond[i++] = rate;
        }
    }
}
