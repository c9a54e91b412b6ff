package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Loads, loss and delay of some demands on a network, forwarded in one way. Immutable.
public final class FluidSolution {

    /// Ours alone and not changed any more.
    private final FluidSolver solver;

    private final SortedMap<DemandId, RoutedDemand> demands;

    /// For look-up only, never iterated.
    private final Map<DemandId, Integer> slots;

    private FluidSolution(
            FluidSolver solver,
            SortedMap<DemandId, RoutedDemand> demands,
            Map<DemandId, Integer> slots) {
        this.solver = solver;
        this.demands = demands;
        this.slots = slots;
    }

    static FluidSolution of(FluidNetwork network, List<RoutedDemand> demands) {
        FluidSolver solver = network.solver();
        SortedMap<DemandId, RoutedDemand> byId = new TreeMap<>();
        Map<DemandId, Integer> slots = HashMap.newHashMap(demands.size());
        for (RoutedDemand demand : demands) {
            add(demand, solver, byId, slots);
        }
        solver.solve();
        return new FluidSolution(solver, byId, slots);
    }

    private static void add(
            RoutedDemand demand,
            FluidSolver solver,
            SortedMap<DemandId, RoutedDemand> demands,
            Map<DemandId, Integer> slots) {
        DemandId id = demand.demand().id();
        if (demands.putIfAbsent(id, demand) != null) {
            throw new IllegalArgumentException("demand " + id + " is there twice");
        }
        slots.put(id, solver.add(demand));
    }

    /// The solution after some changes, applied in order. Only what they touch is solved again.
    public FluidSolution after(List<FluidChange> changes) {
        FluidSolver changed = solver.copy();
        SortedMap<DemandId, RoutedDemand> newDemands = new TreeMap<>(demands);
        Map<DemandId, Integer> newSlots = new HashMap<>(slots);
        for (FluidChange change : changes) {
            switch (change) {
                case FluidChange.Added(var demand) -> add(demand, changed, newDemands, newSlots);
                case FluidChange.Removed(var id) -> {
                    changed.remove(slot(id, newSlots));
                    newSlots.remove(id);
                    newDemands.remove(id);
                }
                case FluidChange.Offered(var id, var rate) -> {
                    changed.offer(slot(id, newSlots), rate.bitsPerSecond());
                    newDemands.computeIfPresent(
                            id,
                            (_, old) ->
                                    new RoutedDemand(
                                            old.demand().offering(rate), old.forwarding()));
                }
                case FluidChange.Rerouted(var id, var forwarding) -> {
                    changed.reroute(slot(id, newSlots), forwarding);
                    newDemands.computeIfPresent(
                            id, (_, old) -> new RoutedDemand(old.demand(), forwarding));
                }
                case FluidChange.CapacityChanged(var link, var capacity) ->
                        changed.setCapacity(
                                changed.network().indexOf(link), capacity.bitsPerSecond());
                case FluidChange.LossChanged(var link, var share) ->
                        changed.setLoss(changed.network().indexOf(link), share);
            }
        }
        changed.solve();
        return new FluidSolution(changed, newDemands, newSlots);
    }

    private static int slot(DemandId id, Map<DemandId, Integer> slots) {
        Integer slot = slots.get(id);
        if (slot == null) {
            throw new IllegalArgumentException("no demand " + id + " in the fluid solution");
        }
        return slot;
    }

    /// In the order of their ids.
    public List<RoutedDemand> demands() {
        return List.copyOf(demands.values());
    }

    /// @throws IllegalArgumentException if there is no such demand
    public DemandOutcome demand(DemandId id) {
        int slot = slot(id, slots);
        RoutedDemand routed = demands.get(id);
        if (routed == null) {
            throw new IllegalStateException("demand " + id + " has a slot but no routes");
        }
        double delay = solver.delaySeconds(slot);
        return new DemandOutcome(
                routed.demand(),
                new Bandwidth(solver.sent(slot)),
                new Bandwidth(solver.delivered(slot)),
                solver.deliveredShare(slot),
                Double.isNaN(delay)
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(Math.round(delay * 1e9))));
    }

    /// @throws IllegalArgumentException if the network has no such link
    public LinkLoad link(LinkId id) {
        int link = solver.network().indexOf(id);
        return new LinkLoad(
                id,
                new Bandwidth(solver.arriving(link)),
                new Bandwidth(solver.carried(link)),
                solver.loss(link),
                solver.utilisation(link));
    }

    /// Of all links, in the order of their ids.
    public List<LinkLoad> links() {
        return solver.network().links().stream().map(link -> link(link.id())).toList();
    }

    /// The utilisation of the busiest link; 0 in a network without links.
    public double maxUtilisation() {
        double max = 0;
        for (int link = 0; link < solver.network().linkCount(); link++) {
            max = Math.max(max, solver.utilisation(link));
        }
        return max;
    }

    public Bandwidth offered() {
        return demands.values().stream()
                .map(routed -> routed.demand().offered())
                .reduce(Bandwidth.ZERO, Bandwidth::plus);
    }

    public Bandwidth delivered() {
        double sum = 0;
        for (DemandId id : demands.keySet()) {
            sum += solver.delivered(slot(id, slots));
        }
        return new Bandwidth(sum);
    }

    /// How far proportional loss is from a fixed point, relatively: 0 but for networks in which
    /// overloaded links feed each other in circles.
    public double residual() {
        return solver.residual();
    }
}
