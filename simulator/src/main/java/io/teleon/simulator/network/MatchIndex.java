package io.teleon.simulator.network;

import io.teleon.controller.openflow.Match;
import io.teleon.simulator.network.packet.HeaderFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the entry that takes a packet without looking at every entry.
///
/// Tuple space search (Srinivasan, Suri and Varghese, SIGCOMM 1999): entries whose matches have the
/// same fields and masks share a hash table, and the tables are tried in the order of their highest
/// priority until none left could do better. Among entries of equal priority the oldest wins, where
/// the standard leaves it open.
final class MatchIndex {

    private static final Comparator<FlowEntry> BEST_FIRST =
            Comparator.comparingInt(FlowEntry::priority)
                    .reversed()
                    .thenComparingLong(FlowEntry::sequence);

    private final Map<List<Long>, Tuple> byShape = new HashMap<>();
    private final List<Tuple> tuples = new ArrayList<>();
    private boolean sorted = true;

    void add(FlowEntry entry) {
        Tuple tuple = byShape.get(shape(entry.match()));
        if (tuple == null) {
            tuple = new Tuple(entry.match());
            byShape.put(shape(entry.match()), tuple);
            tuples.add(tuple);
        }
        tuple.add(entry);
        sorted = false;
    }

    void remove(FlowEntry entry) {
        Tuple tuple = byShape.get(shape(entry.match()));
        if (tuple == null || !tuple.remove(entry)) {
            throw new IllegalStateException("entry was never indexed: " + entry);
        }
        if (tuple.isEmpty()) {
            byShape.remove(shape(entry.match()));
            tuples.remove(tuple);
        }
        sorted = false;
    }

    Optional<FlowEntry> lookup(HeaderFields packet) {
        if (!sorted) {
            tuples.sort(Comparator.comparingInt(Tuple::maxPriority).reversed());
            sorted = true;
        }
        Optional<FlowEntry> best = Optional.empty();
        for (Tuple tuple : tuples) {
            if (best.isPresent() && best.get().priority() > tuple.maxPriority()) {
                break;
            }
            Optional<FlowEntry> found = tuple.lookup(packet);
            if (found.isPresent()
                    && (best.isEmpty() || BEST_FIRST.compare(found.get(), best.get()) < 0)) {
                best = found;
            }
        }
        return best;
    }

    static Comparator<FlowEntry> bestFirst() {
        return BEST_FIRST;
    }

    private static List<Long> shape(Match match) {
        List<Long> shape = new ArrayList<>(2 * match.terms().size());
        for (Match.Term term : match.terms()) {
            shape.add((long) HeaderFields.index(term.field()));
            shape.add(term.mask());
        }
        return shape;
    }

    /// The entries of one shape.
    private static final class Tuple {

        private final int[] fields;
        private final long[] masks;
        private final long required;
        private final Map<MaskedValues, List<FlowEntry>> entries = new HashMap<>();
        private final TreeMap<Integer, Integer> entriesByPriority = new TreeMap<>();

        Tuple(Match match) {
            fields = new int[match.terms().size()];
            masks = new long[fields.length];
            long bits = 0;
            for (int i = 0; i < fields.length; i++) {
                Match.Term term = match.terms().get(i);
                fields[i] = HeaderFields.index(term.field());
                masks[i] = term.mask();
                bits |= HeaderFields.bit(term.field());
            }
            required = bits;
        }

        int maxPriority() {
            return entriesByPriority.isEmpty() ? -1 : entriesByPriority.lastKey();
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        void add(FlowEntry entry) {
            List<FlowEntry> same =
                    entries.computeIfAbsent(values(entry.match()), _ -> new ArrayList<>(1));
            same.add(entry);
            same.sort(BEST_FIRST);
            entriesByPriority.merge(entry.priority(), 1, Integer::sum);
        }

        boolean remove(FlowEntry entry) {
            MaskedValues key = values(entry.match());
            List<FlowEntry> same = entries.get(key);
            if (same == null || !same.remove(entry)) {
                return false;
            }
            if (same.isEmpty()) {
                entries.remove(key);
            }
            if (entriesByPriority.merge(entry.priority(), -1, Integer::sum) == 0) {
                entriesByPriority.remove(entry.priority());
            }
            return true;
        }

        Optional<FlowEntry> lookup(HeaderFields packet) {
            if (!packet.hasAll(required)) {
                return Optional.empty();
            }
            long[] masked = new long[fields.length];
            for (int i = 0; i < fields.length; i++) {
                masked[i] = packet.valueAt(fields[i]) & masks[i];
            }
            List<FlowEntry> same = entries.get(new MaskedValues(masked));
            return same == null ? Optional.empty() : Optional.of(same.getFirst());
        }

        private static MaskedValues values(Match match) {
            long[] masked = new long[match.terms().size()];
            for (int i = 0; i < masked.length; i++) {
                masked[i] = match.terms().get(i).value();
            }
            return new MaskedValues(masked);
        }
    }

    /// A packet's values under a shape's masks, compared by content.
    private static final class MaskedValues {

        private final long[] values;
        private final int hash;

        MaskedValues(long[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof MaskedValues that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
