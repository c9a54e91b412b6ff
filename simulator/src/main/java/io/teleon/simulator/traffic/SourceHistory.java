package io.teleon.simulator.traffic;

import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.traffic.NodePair;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a controller would have measured of a source's traffic, had it been there: the mean of each
/// bin, from samples a minute apart in the middle of each minute.
///
/// Before the run begins it may tell of another source than the one that the run plays, which is
/// how a history misleads.
public final class SourceHistory implements TrafficHistory {

    private static final int SAMPLES = 5;
    private static final Duration STEP = BIN.dividedBy(SAMPLES);

    private final TrafficSource before;
    private final TrafficSource since;
    private final Instant start;
    private final Duration span;

    /// @param before what it tells of until the start of the run
    /// @param since what it tells of afterwards
    /// @param span how far it reaches back, at most a year
    public SourceHistory(TrafficSource before, TrafficSource since, Instant start, Duration span) {
        this.before = before;
        this.since = since;
        this.start = start;
        this.span = span;
    }

    @Override
    public List<Bin> binsBefore(Instant now) {
        long seconds = BIN.toSeconds();
        Instant end = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
        Instant begin = end.minus(BIN.multipliedBy(span.dividedBy(BIN)));
        List<Bin> bins = new ArrayList<>();
        for (Instant bin = begin; bin.isBefore(end); bin = bin.plus(BIN)) {
            bins.add(bin(bin, bin.isBefore(start) ? before : since));
        }
        return bins;
    }

    private static Bin bin(Instant from, TrafficSource source) {
        List<NodePair> pairs = source.pairs();
        double[] rates = new double[pairs.size()];
        double[] sums = new double[pairs.size()];
        for (int i = 0; i < SAMPLES; i++) {
            source.fill(from.plus(STEP.dividedBy(2)).plus(STEP.multipliedBy(i)), rates);
            for (int pair = 0; pair < sums.length; pair++) {
                sums[pair] += rates[pair];
            }
        }
        SequencedMap<NodePair, Double> means = new LinkedHashMap<>();
        for (int pair = 0; pair < sums.length; pair++) {
            if (!Double.isNaN(sums[pair])) {
                means.put(pairs.get(pair), sums[pair] / SAMPLES);
            }
        }
        return new Bin(from.plus(BIN), means);
    }
}
