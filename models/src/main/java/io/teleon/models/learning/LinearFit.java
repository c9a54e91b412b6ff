package io.teleon.models.learning;

/// Ridge regression of one target, fitted once.
final class LinearFit {

    private final double[][] gram;
    private final double[] cross;

    LinearFit(int inputs) {
        gram = new double[inputs][inputs];
        cross = new double[inputs];
    }

    void add(double[] inputs, double target) {
        for (int i = 0; i < cross.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] += inputs[i] * inputs[j];
            }
            cross[i] += inputs[i] * target;
        }
    }

    /// @param relative what is added to the diagonal, in parts of it: inputs may be of any size
    double[] solve(double relative) {
        double[][] matrix = new double[cross.length][];
        for (int i = 0; i < cross.length; i++) {
            matrix[i] = gram[i].clone();
            matrix[i][i] += relative * gram[i][i] + 1e-12;
        }
        return Cholesky.of(matrix).solve(cross);
    }

    static double value(double[] weights, double[] inputs) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * inputs[i];
        }
        return sum;
    }
}
