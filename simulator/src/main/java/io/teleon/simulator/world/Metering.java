package io.teleon.simulator.world;

import io.teleon.simulator.network.MeterEntry;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// How much of the flows' traffic the meters where it comes in let pass: where they exceed a meter
/// together, each the same share. Owned by [TrafficFlows].
///
/// Meters further on the way let everything pass; nobody sets any there.
final class Metering {

    /// Looked up only, never iterated.
    private final IdentityHashMap<MeterEntry, SequencedSet<Flow>> through = new IdentityHashMap<>();

    /// A flow is measured by these from now on.
    ///
    /// @return the flows whose share may have changed by that, itself among them
    SequencedSet<Flow> moved(Flow flow, List<MeterEntry> before, List<MeterEntry> now) {
        SequencedSet<Flow> concerned = new LinkedHashSet<>(sharing(flow, before));
        for (MeterEntry meter : before) {
            SequencedSet<Flow> there = through.getOrDefault(meter, new LinkedHashSet<>());
            there.remove(flow);
            if (there.isEmpty()) {
                through.remove(meter);
            }
        }
        now.forEach(meter ->
                through.computeIfAbsent(meter, _ -> new LinkedHashSet<>()).add(flow));
        concerned.addAll(sharing(flow, now));
        return concerned;
    }

    /// The flow and all that share a meter with it.
    List<Flow> sharing(Flow flow) {
        return sharing(flow, flow.walk.meters());
    }

    private List<Flow> sharing(Flow flow, List<MeterEntry> meters) {
        if (meters.isEmpty()) {
            return List.of(flow);
        }
        SequencedSet<Flow> sharing = new LinkedHashSet<>();
        sharing.add(flow);
        meters.forEach(meter -> sharing.addAll(through.getOrDefault(meter, new LinkedHashSet<>())));
        return new ArrayList<>(sharing);
    }

    /// What passes of what a flow offers, in bit/s.
    double passing(Flow flow) {
        double share = 1;
        for (MeterEntry meter : flow.walk.meters()) {
            double sum = 0;
            for (Flow other : through.getOrDefault(meter, new LinkedHashSet<>())) {
                sum += other.demand;
            }
            double most = meter.mostBitsPerSecond();
            if (sum > most) {
                share = Math.min(share, most / sum);
            }
        }
        return flow.demand * share;
    }
}
