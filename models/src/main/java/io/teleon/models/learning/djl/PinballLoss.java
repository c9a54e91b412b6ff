package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

import io.teleon.models.learning.QuantileHeads;

/// The pinball loss of all quantiles (Koenker & Bassett, Econometrica 46, 1978), each horizon of
/// each bin by its weight; the median counts [#MEDIAN] times, for it is what errors are told of.
final class PinballLoss {

    private static final float MEDIAN = 3;

    /// [width, quantile]: how the four positive widths of a horizon lead from its median to its
    /// quantiles; see [QuantileHeads].
    private static final float[] FROM_WIDTHS = {
        -1, -1, 0, 0, 0,
        -1, 0, 0, 0, 0,
        0, 0, 0, 1, 1,
        0, 0, 0, 0, 1
    };

    private PinballLoss() {}

    /// @param outputs [batch, bin, output]
    /// @param residuals [batch, bin, horizon]
    /// @param weights [batch, bin, horizon]
    /// @return a scalar
    static NDArray of(NDArray outputs, NDArray residuals, NDArray weights) {
        NDManager manager = residuals.getManager();
        double[] levels = QuantileHeads.levels();
        int count = QuantileHeads.PER_HORIZON;
        long rows = residuals.size();
        NDArray heads = outputs.reshape(new Shape(rows, count));
        NDArray medians = heads.get(":, 0:1");
        NDArray widths = Activation.softPlus(heads.get(":, 1:" + count));
        NDArray quantiles =
                widths.dot(manager.create(FROM_WIDTHS, new Shape(count - 1, count))).add(medians);
        NDArray errors = residuals.reshape(new Shape(rows, 1)).sub(quantiles);
        float[] above = new float[count];
        float[] below = new float[count];
        for (int i = 0; i < count; i++) {
            float factor = levels[i] == 0.5 ? MEDIAN : 1;
            above[i] = (float) levels[i] * factor;
            below[i] = (float) (levels[i] - 1) * factor;
        }
        NDArray losses =
                errors.mul(manager.create(above, new Shape(1, count)))
                        .maximum(errors.mul(manager.create(below, new Shape(1, count))));
        NDArray weight = weights.reshape(new Shape(rows, 1));
        return losses.mul(weight).sum().div(weight.sum().add(1e-9f));
    }
}
