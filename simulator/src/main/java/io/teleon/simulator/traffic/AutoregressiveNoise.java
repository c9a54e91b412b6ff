package io.teleon.simulator.traffic;

/// A stationary AR(1) process with mean 0 and variance 1, to be asked at any step: a Gauss-Markov
/// process is drawn coarse to fine, each middle between two known steps from its conditional
/// distribution (as in Levy's construction of Brownian motion). With `r = phi^h` the correlation
/// over `h` steps, the middle of two values `a` and `b` that are `2h` apart has
///
/// ```
/// mean (a + b) r / (1 + r^2)    variance (1 - r^2) / (1 + r^2)
/// ```
///
/// The coarsest steps are a block of 1024 apart and drawn independently: their correlation,
/// `phi^1024`, is below `1e-4` for any memory of up to 110 steps.
final class AutoregressiveNoise {

    private static final int LEVELS = 10;
    private static final long BLOCK = 1L << LEVELS;

    /// Draws of one block, numbered by their place in it.
    private static final long DRAWS_PER_BLOCK = BLOCK;

    private final double[] meanFactor = new double[LEVELS];
    private final double[] deviation = new double[LEVELS];

    /// @param memorySteps after so many steps the correlation has fallen to 1/e; 0 for none
    AutoregressiveNoise(double memorySteps) {
        for (int level = 0; level < LEVELS; level++) {
            long half = BLOCK >> (level + 1);
            double correlation = memorySteps > 0 ? StrictMath.exp(-half / memorySteps) : 0;
            double squared = correlation * correlation;
            meanFactor[level] = correlation / (1 + squared);
            deviation[level] = StrictMath.sqrt((1 - squared) / (1 + squared));
        }
    }

    double at(Draws draws, long step) {
        long block = Math.floorDiv(step, BLOCK);
        long low = 0;
        long high = BLOCK;
        double before = draws.gaussian(block * DRAWS_PER_BLOCK);
        double after = draws.gaussian((block + 1) * DRAWS_PER_BLOCK);
        long wanted = Math.floorMod(step, BLOCK);
        if (wanted == 0) {
            return before;
        }
        for (int level = 0; ; level++) {
            long middle = (low + high) / 2;
            double value =
                    (before + after) * meanFactor[level]
                            + deviation[level] * draws.gaussian(block * DRAWS_PER_BLOCK + middle);
            if (middle == wanted) {
                return value;
            }
            if (wanted < middle) {
                high = middle;
                after = value;
            } else {
                low = middle;
                before = value;
            }
        }
    }
}
