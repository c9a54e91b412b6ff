package io.teleon.models.learning;

import java.util.Arrays;

/// Forecasts that wait for what they are about: for each horizon a ring by the bin in which they
/// were made; those far ahead are kept once in twelve bins only.
final class Pending {

    /// Members' points, the usual error, the five quantiles.
    static final int UNIT = Members.COUNT;

    static final int QUANTILES = UNIT + 1;
    static final int WIDTH = QUANTILES + QuantileHeads.PER_HORIZON;

    private final Horizons horizons;

    /// [horizon][slot, field], NaN in the first field of what was never made.
    private final float[][] rows;

    /// [horizon][slot], the bin of the forecast.
    private final long[][] bins;

    Pending(Horizons horizons) {
        this.horizons = horizons;
        rows = new float[horizons.count()][];
        bins = new long[horizons.count()][];
        for (int h = 0; h < rows.length; h++) {
            int slots = slots(h);
            rows[h] = new float[slots * WIDTH];
            bins[h] = new long[slots];
            Arrays.fill(bins[h], Long.MIN_VALUE);
        }
    }

    private int slots(int horizon) {
        int steps = horizons.steps(horizon);
        return horizons.isNear(horizon) ? Horizons.NEAR : steps / Horizons.NEAR + 1;
    }

    private boolean isKept(int horizon, long bin) {
        return horizons.isNear(horizon) || bin % Horizons.NEAR == 0;
    }

    private int slot(int horizon, long bin) {
        long turn = horizons.isNear(horizon) ? bin : Math.floorDiv(bin, Horizons.NEAR);
        return (int) Math.floorMod(turn, (long) bins[horizon].length);
    }

    void put(int horizon, long bin, double[] points, double unit, double[] quantiles) {
        if (!isKept(horizon, bin)) {
            return;
        }
        int slot = slot(horizon, bin);
        bins[horizon][slot] = bin;
        float[] row = rows[horizon];
        int at = slot * WIDTH;
        for (double point : points) {
            row[at++] = (float) point;
        }
        row[at++] = (float) unit;
        for (double quantile : quantiles) {
            row[at++] = (float) quantile;
        }
    }

    /// Where in [#row] the forecast of a horizon that was made in a bin begins; -1 where none was.
    int find(int horizon, long bin) {
        int slot = slot(horizon, bin);
        return bins[horizon][slot] == bin ? slot * WIDTH : -1;
    }

    float[] row(int horizon) {
        return rows[horizon];
    }
}
