package io.teleon.models.learning;

/// Ridge regression of several targets on the same inputs, learned as pairs come, that forgets
/// slowly and shrinks towards what it was given (Hoerl & Kennard, Technometrics 12, 1970, with a
/// prior mean; forgetting as in recursive least squares).
///
/// Sums are kept as `float`, the arithmetic is `double`: a series must be small, for there are
/// many.
final class OnlineRidge {

    private final int inputs;
    private final int targets;
    private final double shrinkage;
    private final double memory;

    /// [target, input].
    private final float[] prior;

    private final float[] weights;

    /// [target, input], of input times target.
    private final float[] cross;

    /// [input, input], the lower triangle row by row.
    private final float[] gram;

    /// @param prior [target, input]
    /// @param shrinkage how many pairs the prior is worth
    /// @param memory the weight of a pair after as many others as forgetting is to take, in (0, 1]
    OnlineRidge(int inputs, int targets, float[] prior, double shrinkage, double memory) {
        this.inputs = inputs;
        this.targets = targets;
        this.prior = prior;
        this.shrinkage = shrinkage;
        this.memory = memory;
        weights = prior.clone();
        cross = new float[targets * inputs];
        gram = new float[inputs * (inputs + 1) / 2];
    }

    double predict(int target, double[] x) {
        double sum = 0;
        int row = target * inputs;
        for (int i = 0; i < inputs; i++) {
            sum += weights[row + i] * x[i];
        }
        return sum;
    }

    /// Once a bin: the inputs whose shortest target came.
    void learnInputs(float[] x, int offset) {
        int at = 0;
        for (int i = 0; i < inputs; i++) {
            double xi = x[offset + i];
            for (int j = 0; j <= i; j++) {
                gram[at] = (float) (gram[at] * memory + xi * x[offset + j]);
                at++;
            }
        }
    }

    /// A target that came for these inputs, seen as many bins ago as it looks ahead.
    void learnTarget(int target, float[] x, int offset, double y) {
        int row = target * inputs;
        for (int i = 0; i < inputs; i++) {
            cross[row + i] = (float) (cross[row + i] * memory + x[offset + i] * y);
        }
    }

    /// Takes what was learned into the weights: Cholesky's factorisation once, then a solution for
    /// each target.
    void solve() {
        double[] factor = new double[gram.length];
        int at = 0;
        for (int i = 0; i < inputs; i++) {
            int rowI = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++) {
                int rowJ = j * (j + 1) / 2;
                double sum = gram[at] + (i == j ? shrinkage : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[rowI + k] * factor[rowJ + k];
                }
                factor[at] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / factor[rowJ + j];
                at++;
            }
        }
        double[] solution = new double[inputs];
        for (int target = 0; target < targets; target++) {
            solveOne(factor, target * inputs, solution);
        }
    }

    private void solveOne(double[] factor, int row, double[] solution) {
        for (int i = 0; i < inputs; i++) {
            int rowI = i * (i + 1) / 2;
            double sum = cross[row + i] + shrinkage * prior[row + i];
            for (int k = 0; k < i; k++) {
                sum -= factor[rowI + k] * solution[k];
            }
            solution[i] = sum / factor[rowI + i];
        }
        for (int i = inputs - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < inputs; k++) {
                sum -= factor[k * (k + 1) / 2 + i] * solution[k];
            }
            solution[i] = sum / factor[i * (i + 1) / 2 + i];
            weights[row + i] = (float) solution[i];
        }
    }
}
