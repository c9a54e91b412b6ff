package io.teleon.models.learning;

/// The factor of a symmetric positive matrix (Golub & Van Loan, Matrix Computations, section 4.2).
public final class Cholesky {

    /// A pivot below this is held there: what is learned is regularised, so it happens by rounding
    /// only.
    private static final double LEAST_PIVOT = 1e-9;

    /// The lower triangle.
    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /// @param matrix of which the lower triangle is read
    public static Cholesky of(double[][] matrix) {
        double[][] factor = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / factor[j][j];
            }
        }
        return new Cholesky(factor);
    }

    public double[] solve(double[] right) {
        int count = factor.length;
        double[] solution = right.clone();
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= factor[i][k] * solution[k];
            }
            solution[i] /= factor[i][i];
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int k = i + 1; k < count; k++) {
                solution[i] -= factor[k][i] * solution[k];
            }
            solution[i] /= factor[i][i];
        }
        return solution;
    }
}
