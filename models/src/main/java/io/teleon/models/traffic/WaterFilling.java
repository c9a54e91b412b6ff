package io.teleon.models.traffic;

/// Max-min fair rates of elastic demands by progressive filling (Bertsekas & Gallager, Data
/// Networks, 2nd edition 1992, section 6.5.2), exact up to rounding: all rates rise together; a
/// demand stops when it has what it offers or when a link that it uses is full.
///
/// A demand that is split has one rate, and loads a link with its rate times the share that reaches
/// the link. Fairness is between the rates at the sources. The level at which a link is full, `room
/// left / weight of the demands still rising on it`, never falls when another demand stops, so a
/// heap of levels that may be too low suffices: the lowest is computed anew when it comes up, and
/// acted upon only if it is still the lowest.
///
/// Only *candidates* are looked at, links that would overflow if every demand had what it offers;
/// the others cannot stop anyone. At equal levels offers come before links, and each in the order
/// of their numbers: so what happens among demands and links that are joined by candidates is the
/// same, bit for bit, whether others are filled in the same run or not.
final class WaterFilling {

    private final RouteTable table;
    private final double[] keep;
    private final boolean[] candidate;
    private double[] rate = new double[0];

    /// By link: what is left for the demands still rising, their weight and how often they use it.
    private final double[] room;

    private final double[] weight;
    private final int[] rising;
    private final double[] level;

    private boolean[] isRising = new boolean[16];
    private final LevelHeap heap;
    private final AscendingOrder order = new AscendingOrder();

    /// @param keep one minus the inherent loss, by link
    /// @param room what elastic demands may use, by link; consumed for the candidates
    WaterFilling(RouteTable table, double[] keep, boolean[] candidate, double[] room) {
        this.table = table;
        this.keep = keep;
        this.candidate = candidate;
        this.room = room;
        weight = new double[table.linkCount];
        rising = new int[table.linkCount];
        level = new double[table.linkCount];
        heap = new LevelHeap(level);
    }

    /// @param slots the elastic demands that use a candidate, in ascending order; with a candidate
    ///   come all elastic demands that use it
    /// @param rates takes the answer, by demand slot
    void fill(int[] slots, int count, double[] rates) {
        rate = rates;
        if (isRising.length < table.slotCount) {
            isRising = new boolean[table.offered.length];
        }
        for (int i = 0; i < count; i++) {
            isRising[slots[i]] = true;
            addWeight(slots[i]);
        }
        for (int i = 0; i < count; i++) {
            pushLinksOf(slots[i]);
        }
        int[] byOffer = order.sorted(slots, count, table.offered);
        int next = 0;
        while (true) {
            while (next < count && !isRising[byOffer[next]]) {
                next++;
            }
            if (next == count) {
                break;
            }
            int slot = byOffer[next];
            if (heap.isEmpty() || table.offered[slot] <= level[heap.first()]) {
                stop(slot, table.offered[slot]);
                continue;
            }
            int link = heap.first();
            double now = levelOf(link);
            if (now > level[link]) {
                level[link] = now;
                heap.firstRose();
            } else {
                heap.removeFirst();
                stopAllThrough(link, now);
            }
        }
        heap.clear();
    }

    private void addWeight(int slot) {
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            double reaching = table.share[route];
            for (int at = table.linkStart[route]; at < table.linkEnd[route] && reaching > 0; at++) {
                int link = table.pool[at];
                if (candidate[link]) {
                    if (rising[link] == 0) {
                        weight[link] = 0;
                    }
                    weight[link] += reaching;
                    rising[link]++;
                }
                reaching *= keep[link];
            }
        }
    }

    private void pushLinksOf(int slot) {
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
                int link = table.pool[at];
                if (candidate[link] && !heap.contains(link)) {
                    level[link] = levelOf(link);
                    heap.add(link);
                }
            }
        }
    }

    /// The demands of full links have been stopped; a link without any never fills up.
    private double levelOf(int link) {
        return rising[link] == 0 || weight[link] <= 0
                ? Double.POSITIVE_INFINITY
                : Math.max(0, room[link]) / weight[link];
    }

    private void stopAllThrough(int link, double atLevel) {
        int[] routes = table.through[link];
        for (int i = 0; i < table.throughCount[link]; i++) {
            int slot = table.demandOf[routes[i]];
            if (table.elastic[slot] && isRising[slot] && reaches(routes[i], link)) {
                stop(slot, Math.min(atLevel, table.offered[slot]));
            }
        }
    }

    /// A link that loses everything shields those behind it.
    private boolean reaches(int route, int link) {
        double reaching = table.share[route];
        for (int at = table.linkStart[route]; table.pool[at] != link; at++) {
            reaching *= keep[table.pool[at]];
        }
        return reaching > 0;
    }

    private void stop(int slot, double at) {
        isRising[slot] = false;
        rate[slot] = at;
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            double reaching = table.share[route];
            for (int i = table.linkStart[route]; i < table.linkEnd[route] && reaching > 0; i++) {
                int link = table.pool[i];
                if (candidate[link]) {
                    room[link] -= at * reaching;
                    weight[link] -= reaching;
                    rising[link]--;
                }
                reaching *= keep[link];
            }
        }
    }

    /// Links by level, then by number; a binary heap.
    private static final class LevelHeap {

        private final double[] level;
        private final int[] links;
        private final boolean[] within;
        private int count;

        LevelHeap(double[] level) {
            this.level = level;
            links = new int[level.length];
            within = new boolean[level.length];
        }

        boolean isEmpty() {
            return count == 0;
        }

        boolean contains(int link) {
            return within[link];
        }

        int first() {
            return links[0];
        }

        void add(int link) {
            within[link] = true;
            int at = count++;
            while (at > 0 && isBefore(link, links[(at - 1) / 2])) {
                links[at] = links[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            links[at] = link;
        }

        void removeFirst() {
            within[links[0]] = false;
            links[0] = links[--count];
            firstRose();
        }

        void firstRose() {
            int link = links[0];
            int at = 0;
            int child = 1;
            while (child < count) {
                if (child + 1 < count && isBefore(links[child + 1], links[child])) {
                    child++;
                }
                if (!isBefore(links[child], link)) {
                    break;
                }
                links[at] = links[child];
                at = child;
                child = 2 * at + 1;
            }
            links[at] = link;
        }

        void clear() {
            while (count > 0) {
                within[links[--count]] = false;
            }
        }

        private boolean isBefore(int a, int b) {
            return level[a] != level[b] ? level[a] < level[b] : a < b;
        }
    }

    /// Sorts indexes by a key of zero or more, equal keys in their given order: a radix sort over
    /// the bits of the key, which for such doubles are in the order of their values.
    private static final class AscendingOrder {

        private static final int DIGIT_BITS = 11;
        private static final int DIGITS = 1 << DIGIT_BITS;

        private int[] now = new int[0];
        private int[] then = new int[0];

        int[] sorted(int[] indexes, int count, double[] key) {
            if (now.length < count) {
                now = new int[count];
                then = new int[count];
            }
            System.arraycopy(indexes, 0, now, 0, count);
            for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
                int[] start = new int[DIGITS + 1];
                for (int i = 0; i < count; i++) {
                    start[digit(key[now[i]], shift) + 1]++;
                }
                if (count > 0 && start[digit(key[now[0]], shift) + 1] == count) {
                    continue;
                }
                for (int digit = 0; digit < DIGITS; digit++) {
                    start[digit + 1] += start[digit];
                }
                for (int i = 0; i < count; i++) {
                    then[start[digit(key[now[i]], shift)]++] = now[i];
                }
                int[] swap = now;
                now = then;
                then = swap;
            }
            return now;
        }

        private static int digit(double key, int shift) {
            return (int) (Double.doubleToRawLongBits(key) >>> shift) & (DIGITS - 1);
        }
    }
}
