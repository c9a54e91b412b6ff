package io.teleon.models.learning.detect;

import com.amazon.randomcutforest.RandomCutForest;

/// A shape of the last values that no tree of a random cut forest knows (Guha et al., ICML 2016, by
/// the library of its authors). The forest's score is judged like any other number ([Tails]).
///
/// The forest samples what it saw, the newer the likelier. What is saved are the last [#KEPT]
/// values, from which a restored one plants its forest anew: it knows the same series, but gives
/// not quite the same scores.
final class ForestShape implements Detector {

    /// Values in a shape.
    private static final int SHINGLE = 8;

    private static final int TREES = 30;
    private static final int SAMPLES = 256;

    /// Before so many values a forest is too young to be surprised.
    private static final int LEAST = 64;

    private static final int KEPT = 1024;

    private final float[] tail = Tails.SINGLE.fresh();
    private final float[] kept = new float[KEPT];
    private RandomCutForest forest = plant();
    private long values;
    private double surprise;

    private static RandomCutForest plant() {
        return RandomCutForest.builder()
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .internalShinglingEnabled(true)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLES)
                .outputAfter(LEAST)
                .parallelExecutionEnabled(false)
                .randomSeed(1)
                .build();
    }

    @Override
    public double step(long second, long since, double value) {
        surprise = 0;
        float[] point = {(float) value};
        if (values >= LEAST) {
            surprise = Tails.SINGLE.step(tail, 0, forest.getAnomalyScore(point), 0);
        }
        forest.update(point);
        kept[(int) (values % KEPT)] = (float) value;
        values++;
        return surprise;
    }

    @Override
    public Sign sign() {
        return surprise > 0 ? Sign.SHAPE : Sign.NONE;
    }

    @Override
    public void write(StateWriter out) {
        Tails.SINGLE.write(out, tail);
        out.putFloats(kept);
        out.putLong(values);
    }

    @Override
    public void read(StateReader in) {
        Tails.SINGLE.read(in, tail);
        in.takeFloats(kept);
        values = Math.max(0, in.takeLong());
        forest = plant();
        for (long i = Math.max(0, values - KEPT); i < values; i++) {
            forest.update(new float[] {kept[(int) (i % KEPT)]});
        }
    }
}
