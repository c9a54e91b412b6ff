package io.teleon.models.learning.network;

/// A matrix for products with a vector, kept by columns, in multiples of four: the inner loop is of
/// the form that the compiler turns into vector instructions, and adds in a fixed order.
final class Matrix {

    /// [column, row]; columns beyond those that were set are zero.
    private final float[][] columns;

    Matrix(int rows, int count) {
        columns = new float[(count + 3) / 4 * 4][rows];
    }

    /// @param weights [rows, count]
    static Matrix of(float[] weights, int rows, int count) {
        Matrix matrix = new Matrix(rows, count);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < count; i++) {
                matrix.set(row, i, weights[row * count + i]);
            }
        }
        return matrix;
    }

    void set(int row, int column, float value) {
        columns[column][row] = value;
    }

    /// How many factors a product takes; what is beyond its columns does not matter, but is finite.
    int factors() {
        return columns.length;
    }

    /// Adds the product with the factors to the sums.
    void addProduct(float[] factors, float[] sums) {
        int width = columns[0].length;
        for (int row = 0; row < columns.length; row += 4) {
            float[] a = columns[row];
            float[] b = columns[row + 1];
            float[] c = columns[row + 2];
            float[] d = columns[row + 3];
            float fa = factors[row];
            float fb = factors[row + 1];
            float fc = factors[row + 2];
            float fd = factors[row + 3];
            for (int i = 0; i < width; i++) {
                sums[i] += (a[i] * fa + b[i] * fb) + (c[i] * fc + d[i] * fd);
            }
        }
    }
}
