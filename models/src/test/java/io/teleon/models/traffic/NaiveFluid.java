package io.teleon.models.traffic;

import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A second implementation that is as dumb as possible: maps and lists, the definitions taken
/// literally, no candidates, no groups, no increments.
final class NaiveFluid {

    private static final int ROUNDS = 20_000;

    final FluidNetwork network;
    final Map<LinkId, Double> letIn = new TreeMap<>();
    final Map<LinkId, Double> inelastic = new TreeMap<>();
    final Map<LinkId, Double> elastic = new TreeMap<>();
    final Map<DemandId, Double> sent = new TreeMap<>();
    final Map<DemandId, Double> delivered = new TreeMap<>();

    NaiveFluid(FluidNetwork network, List<RoutedDemand> demands) {
        this.network = network;
        network.links().forEach(link -> letIn.put(link.id(), 1.0));
        List<RoutedDemand> stubborn =
                demands.stream()
                        .filter(d -> d.demand().elasticity() == Elasticity.INELASTIC)
                        .toList();
        thin(stubborn);
        List<RoutedDemand> yielding =
                demands.stream()
                        .filter(d -> d.demand().elasticity() == Elasticity.ELASTIC)
                        .toList();
        for (RoutedDemand demand : stubborn) {
            sent.put(demand.demand().id(), demand.demand().offered().bitsPerSecond());
        }
        fill(yielding);
        for (RoutedDemand demand : demands) {
            double rate = sent(demand);
            double sum = 0;
            for (Route route : demand.forwarding().routes()) {
                double reaching = rate * route.share();
                for (LinkId link : route.links()) {
                    boolean isThinned = stubborn.contains(demand);
                    reaching *= (isThinned ? letIn(link) : 1) * keep(link);
                }
                sum += route.end() == Route.End.DELIVERED ? reaching : 0;
            }
            delivered.put(demand.demand().id(), sum);
        }
        for (RoutedDemand demand : yielding) {
            loads(demand)
                    .forEach((link, load) -> elastic.merge(link, load * sent(demand), Double::sum));
        }
    }

    private double sent(RoutedDemand demand) {
        return sent.getOrDefault(demand.demand().id(), 0.0);
    }

    private double letIn(LinkId link) {
        return letIn.getOrDefault(link, 1.0);
    }

    double capacity(LinkId link) {
        return network.capacityBitsPerSecond(network.indexOf(link));
    }

    private double keep(LinkId link) {
        return 1 - network.loss(network.indexOf(link));
    }

    double inelastic(LinkId link) {
        return inelastic.getOrDefault(link, 0.0);
    }

    double elastic(LinkId link) {
        return elastic.getOrDefault(link, 0.0);
    }

    /// Small steps towards what each link would let in, many of them.
    private void thin(List<RoutedDemand> demands) {
        for (int round = 0; round < ROUNDS; round++) {
            inelastic.clear();
            for (RoutedDemand demand : demands) {
                for (Route route : demand.forwarding().routes()) {
                    double reaching = demand.demand().offered().bitsPerSecond() * route.share();
                    for (LinkId link : route.links()) {
                        inelastic.merge(link, reaching, Double::sum);
                        reaching *= letIn(link) * keep(link);
                    }
                }
            }
            double moved = 0;
            for (LinkId link : List.copyOf(letIn.keySet())) {
                double load = inelastic(link);
                double goal = load > capacity(link) ? capacity(link) / load : 1;
                moved = Math.max(moved, Math.abs(goal - letIn(link)));
                letIn.put(link, letIn(link) + 0.3 * (goal - letIn(link)));
            }
            if (moved < 1e-14) {
                return;
            }
        }
    }

    /// How much of a unit that the demand sends arrives at each link.
    Map<LinkId, Double> loads(RoutedDemand demand) {
        Map<LinkId, Double> loads = new TreeMap<>();
        for (Route route : demand.forwarding().routes()) {
            double reaching = route.share();
            for (LinkId link : route.links()) {
                loads.merge(link, reaching, Double::sum);
                reaching *= keep(link);
            }
        }
        return loads;
    }

    double room(LinkId link) {
        return Math.max(0, capacity(link) - inelastic(link));
    }

    /// Raises all together by the largest step that nothing forbids, freezes whom it stopped.
    private void fill(List<RoutedDemand> demands) {
        List<RoutedDemand> rising = new ArrayList<>(demands);
        demands.forEach(demand -> sent.put(demand.demand().id(), 0.0));
        while (!rising.isEmpty()) {
            double step = Double.POSITIVE_INFINITY;
            for (RoutedDemand demand : rising) {
                step = Math.min(step, demand.demand().offered().bitsPerSecond() - sent(demand));
            }
            Map<LinkId, Double> used = new TreeMap<>();
            Map<LinkId, Double> weight = new TreeMap<>();
            for (RoutedDemand demand : demands) {
                loads(demand)
                        .forEach(
                                (link, load) -> used.merge(link, load * sent(demand), Double::sum));
            }
            for (RoutedDemand demand : rising) {
                loads(demand).forEach((link, load) -> weight.merge(link, load, Double::sum));
            }
            for (var entry : weight.entrySet()) {
                if (entry.getValue() > 0) {
                    double left = room(entry.getKey()) - used.getOrDefault(entry.getKey(), 0.0);
                    step = Math.min(step, Math.max(0, left) / entry.getValue());
                }
            }
            for (RoutedDemand demand : rising) {
                sent.put(demand.demand().id(), sent(demand) + step);
            }
            TreeSet<LinkId> full = new TreeSet<>();
            for (var entry : weight.entrySet()) {
                double after = used.getOrDefault(entry.getKey(), 0.0) + step * entry.getValue();
                if (entry.getValue() > 0 && after >= room(entry.getKey()) * (1 - 1e-12)) {
                    full.add(entry.getKey());
                }
            }
            rising.removeIf(demand ->
                    sent(demand) >= demand.demand().offered().bitsPerSecond() * (1 - 1e-12)
                            || loads(demand).entrySet().stream()
                                    .anyMatch(e -> e.getValue() > 0 && full.contains(e.getKey())));
        }
    }
}
