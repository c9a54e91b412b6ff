package io.teleon.controller.flow;

import io.teleon.controller.openflow.MultipartReply.MeterEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The difference between the meters a switch should hold and those it reported.
///
/// @param missing meters to add
/// @param misconfigured meters that are there with another rate, to change
/// @param excess numbers of meters nobody answers for, to delete
public record MeterDiff(
        List<MeterRule> missing, List<MeterRule> misconfigured, List<Integer> excess) {

    public static final MeterDiff NONE = new MeterDiff(List.of(), List.of(), List.of());

    public MeterDiff {
        missing = List.copyOf(missing);
        misconfigured = List.copyOf(misconfigured);
        excess = List.copyOf(excess);
    }

    /// @param inFlight numbers written since the reading was asked for, of which it says nothing
    public static MeterDiff of(
            Collection<MeterRule> desired, List<MeterEntry> actual, Set<Integer> inFlight) {
        Map<Integer, MeterEntry> found = new TreeMap<>();
        actual.forEach(entry -> found.put(entry.meterId(), entry));
        List<MeterRule> missing = new ArrayList<>();
        List<MeterRule> misconfigured = new ArrayList<>();
        for (MeterRule rule : desired) {
            MeterEntry entry = found.remove(rule.meter());
            if (inFlight.contains(rule.meter())) {
                continue;
            }
            if (entry == null) {
                missing.add(rule);
            } else if (!rule.isMetBy(entry)) {
                misconfigured.add(rule);
            }
        }
        found.keySet().removeAll(inFlight);
        return new MeterDiff(missing, misconfigured, List.copyOf(found.keySet()));
    }

    public boolean isEmpty() {
        return missing.isEmpty() && misconfigured.isEmpty() && excess.isEmpty();
    }
}
