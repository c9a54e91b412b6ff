package io.teleon.models.learning.detect;

/// A shape of the last values that a [SequenceAutoencoder], which learns from all that it sees,
/// cannot write again. Its error is judged like any other number ([Tails]).
final class AutoencodedShape implements Detector {

    /// Values in a shape.
    private static final int TIMES = 24;

    private static final int HIDDEN = 8;

    /// It learns from every so many-th shape.
    private static final int EVERY = 2;

    /// Before so many values its errors are those of a beginner.
    private static final long LEAST = 200;

    private static final double SIZE_WEIGHT = 0.005;

    /// No value is further from its mean, in deviations: one spike must not undo what was learned.
    private static final double FURTHEST = 6;

    private final float[] tail = Tails.SINGLE.fresh();
    private final SequenceAutoencoder network = new SequenceAutoencoder(TIMES, HIDDEN);
    private final float[] kept = new float[TIMES];
    private final double[] window = new double[TIMES];
    private double mean;
    private double square;
    private long values;
    private double surprise;

    @Override
    public double step(long second, long since, double value) {
        surprise = 0;
        double weight = Math.max(SIZE_WEIGHT, 1.0 / (values + 1));
        double off = value - mean;
        mean += weight * off;
        square += weight * (off * (value - mean) - square);
        kept[(int) (values % TIMES)] = (float) value;
        values++;
        if (values < TIMES) {
            return 0;
        }
        double deviation = Math.sqrt(Math.max(0, square));
        double unit = deviation > 1e-9 * Math.abs(mean) ? deviation : 1;
        for (int i = 0; i < TIMES; i++) {
            double one = (kept[(int) ((values + i) % TIMES)] - mean) / unit;
            window[i] = Math.clamp(one, -FURTHEST, FURTHEST);
        }
        double[] again = network.rewrite(window);
        double error = 0;
        for (int i = 0; i < TIMES; i++) {
            error += (again[i] - window[i]) * (again[i] - window[i]);
        }
        if (values > LEAST) {
            surprise = Tails.SINGLE.step(tail, 0, Math.sqrt(error / TIMES), 1e-3);
        }
        if (values % EVERY == 0) {
            network.learn(window);
        }
        return surprise;
    }

    @Override
    public Sign sign() {
        return surprise > 0 ? Sign.SHAPE : Sign.NONE;
    }

    @Override
    public void write(StateWriter out) {
        Tails.SINGLE.write(out, tail);
        network.write(out);
        out.putFloats(kept);
        out.putDouble(mean);
        out.putDouble(square);
        out.putLong(values);
    }

    @Override
    public void read(StateReader in) {
        Tails.SINGLE.read(in, tail);
        network.read(in);
        in.takeFloats(kept);
        mean = in.takeDouble();
        square = in.takeDouble();
        values = Math.max(0, in.takeLong());
    }
}
