package io.teleon.models.learning.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Watches many series of many nodes, without any configuration: each is screened; the odd ones are
/// promoted, so that the deep detectors look at them, too; a node of which much is odd at once is
/// told as one event. Pure in its inputs; owned by one thread.
///
/// It follows at most [#MOST_SERIES] series (further ones are counted and left alone), of which at
/// most [#MOST_DEEP], or as many as it is told, are looked at deeply (the one promoted longest ago
/// makes room).
public final class Screening {

    public static final int MOST_SERIES = 20_000;
    public static final int MOST_DEEP = 200;

    /// From here on a series is worth a deeper look.
    private static final double PROMOTED = 3;

    private static final class Watched {
        private final String node;
        private int rows;
        private final Strongest screen = Detectors.SCREENING.make();
        private final Silence silence = new Silence();

        private Watched(String node) {
            this.node = node;
        }
    }

    private final TreeMap<String, Watched> watched = new TreeMap<>();
    private final TreeMap<String, NodeRate> nodes = new TreeMap<>();

    /// In the order of promotion.
    private final SequencedMap<String, Strongest> deep = new LinkedHashMap<>();

    private final int mostDeep;
    private long refused;

    public Screening() {
        this(MOST_DEEP);
    }

    /// @param mostDeep series that are looked at deeply, from 1 to [#MOST_DEEP]
    public Screening(int mostDeep) {
        if (mostDeep < 1 || mostDeep > MOST_DEEP) {
            throw new IllegalArgumentException(
                    mostDeep + " deep series, expected 1 to " + MOST_DEEP);
        }
        this.mostDeep = mostDeep;
    }

    /// Takes a row of a series.
    ///
    /// @param node whose series it is; a series stays with the node it came from first
    /// @param series by a name that no other node's series has
    /// @param value NaN where it is missing
    /// @return what there is to tell, most often nothing
    public List<Finding> observe(String node, String series, Instant at, double value) {
        return take(node, series, at, value, true);
    }

    /// Takes a row of the past, which only screening learns from: to look deeply at what is over
    /// would cost a thousand times as much.
    ///
    /// @return what there would have been to tell
    public List<Finding> learn(String node, String series, Instant at, double value) {
        return take(node, series, at, value, false);
    }

    private List<Finding> take(
            String node, String series, Instant at, double value, boolean deeply) {
        Watched one = watched.get(series);
        if (one == null) {
            if (watched.size() >= MOST_SERIES) {
                refused++;
                return List.of();
            }
            one = new Watched(node);
            watched.put(series, one);
            nodes.computeIfAbsent(node, _ -> new NodeRate()).oneMore();
        }
        long second = at.getEpochSecond();
        long before = one.screen.second();
        double surprise = one.screen.step(second, value);
        if (one.screen.second() != before) {
            one.silence.heard(before, second);
            one.rows = Math.min(one.rows + 1, Integer.MAX_VALUE - 1);
        }
        Sign sign = one.screen.sign();
        Strongest deeper = deeply ? deep.get(series) : null;
        if (deeper != null) {
            double deepSurprise = deeper.step(second, value);
            // Screening has told it already when both see the same.
            if (deepSurprise > surprise && one.screen.raw() < Detectors.ALARM) {
                surprise = deepSurprise;
                sign = deeper.sign();
            }
        } else if (deeply && one.screen.raw() >= PROMOTED) {
            promote(series);
        }
        return surprise < Detectors.ALARM
                ? nodeFinding(one.node, at).map(List::of).orElse(List.of())
                : findings(new Finding.Odd(one.node, series, at, surprise, sign));
    }

    private List<Finding> findings(Finding.Odd odd) {
        List<Finding> findings = new ArrayList<>();
        findings.add(odd);
        NodeRate rate = nodes.get(odd.node());
        if (rate != null) {
            rate.isOdd(odd.series(), odd.at().getEpochSecond());
        }
        nodeFinding(odd.node(), odd.at()).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> nodeFinding(String node, Instant at) {
        NodeRate rate = nodes.get(node);
        return rate != null && rate.hasBecomeOdd(at.getEpochSecond())
                ? Optional.of(new Finding.OddNode(node, at, rate.odd(), rate.series()))
                : Optional.empty();
    }

    /// The share of a node's series that are odd, in [0, 1]; 0 of a node that is not known.
    public double rate(String node, Instant now) {
        NodeRate rate = nodes.get(node);
        return rate == null ? 0 : rate.rate(now.getEpochSecond());
    }

    /// How surprising the last row of a series was to whoever looks at it, whether or not that was
    /// told before; empty where the series is not known.
    public OptionalDouble surprise(String series) {
        Watched one = watched.get(series);
        if (one == null) {
            return OptionalDouble.empty();
        }
        Strongest deeper = deep.get(series);
        double deepRaw = deeper == null ? 0 : deeper.raw();
        return OptionalDouble.of(Math.max(one.screen.raw(), deepRaw));
    }

    /// How many rows of a series had a value and did not come late or twice; 0 where it is not
    /// known.
    public int rows(String series) {
        Watched one = watched.get(series);
        return one == null ? 0 : one.rows;
    }

    /// The series that have fallen silent since this was asked last.
    public List<Finding> silent(Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Watched> entry : watched.entrySet()) {
            Watched one = entry.getValue();
            if (one.silence.hasFallenSilent(one.screen.second(), now.getEpochSecond())) {
                findings.addAll(
                        findings(
                                new Finding.Odd(
                                        one.node,
                                        entry.getKey(),
                                        now,
                                        Detector.MOST_SURPRISE,
                                        Sign.SILENCE)));
            }
        }
        return findings;
    }

    /// Has the deep detectors look at a series from its next row on; they have to learn it first.
    public void promote(String series) {
        if (!watched.containsKey(series) || deep.containsKey(series)) {
            return;
        }
        if (deep.size() >= mostDeep) {
            deep.pollFirstEntry();
        }
        deep.put(series, Detectors.DEEP.make());
    }

    /// The promoted ones, the one promoted longest ago first.
    public List<String> promoted() {
        return List.copyOf(deep.keySet());
    }

    public void forget(String series) {
        Watched gone = watched.remove(series);
        deep.remove(series);
        if (gone != null) {
            NodeRate rate = nodes.get(gone.node);
            if (rate != null) {
                rate.lost(series);
                if (rate.isEmpty()) {
                    nodes.remove(gone.node);
                }
            }
        }
    }

    /// How many series it follows.
    public int size() {
        return watched.size();
    }

    /// How many rows were left alone because it already follows as many series as it may.
    public long refused() {
        return refused;
    }
}
