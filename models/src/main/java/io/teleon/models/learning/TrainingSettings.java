package io.teleon.models.learning;

/// How a network is trained.
///
/// @param hidden cells of each recurrent layer and direction
/// @param epochs at most
/// @param patience how many epochs without a better validation end it
/// @param batch windows
/// @param window bins, of which the first quarter only warms up
/// @param learningRate at the beginning, or after warming up
/// @param schedule how it falls from there
/// @param warmUpEpochs over which it first rises, from a hundredth
/// @param clipNorm the largest norm of a gradient
public record TrainingSettings(
        long seed,
        int hidden,
        int epochs,
        int patience,
        int batch,
        int window,
        double learningRate,
        Schedule schedule,
        int warmUpEpochs,
        double clipNorm) {

    /// How the learning rate falls.
    public enum Schedule {
        /// Along half a cosine to a hundredth (Loshchilov & Hutter, ICLR 2017, without restarts).
        COSINE,
        /// To a fifth after half of the steps, and to a fifth of that after three quarters.
        STEPS
    }

    public TrainingSettings {
        if (hidden < 1 || hidden > 256) {
            throw new IllegalArgumentException(hidden + " cells are not in [1, 256]");
        }
        if (epochs < 1 || epochs > 10_000 || patience < 1 || batch < 1 || window < 8) {
            throw new IllegalArgumentException(
                    "epochs "
                            + epochs
                            + ", patience "
                            + patience
                            + ", batch "
                            + batch
                            + " and window "
                            + window
                            + " are not above 0, and 7 for the window");
        }
        if (warmUpEpochs < 0 || warmUpEpochs >= epochs) {
            throw new IllegalArgumentException(
                    warmUpEpochs + " epochs to warm up are not in [0, " + epochs + ")");
        }
        if (!(learningRate > 0 && learningRate < 1) || !(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "learning rate "
                            + learningRate
                            + " is not in (0, 1) or clip norm "
                            + clipNorm
                            + " not above 0");
        }
    }

    public static TrainingSettings standard() {
        return new TrainingSettings(1, 32, 10, 4, 64, 96, 4e-3, Schedule.COSINE, 0, 1);
    }

    public TrainingSettings withSeed(long other) {
        return new TrainingSettings(
                other,
                hidden,
                epochs,
                patience,
                batch,
                window,
                learningRate,
                schedule,
                warmUpEpochs,
                clipNorm);
    }

    public TrainingSettings withHidden(int other) {
        return new TrainingSettings(
                seed,
                other,
                epochs,
                patience,
                batch,
                window,
                learningRate,
                schedule,
                warmUpEpochs,
                clipNorm);
    }

    public TrainingSettings withEpochs(int other) {
        return new TrainingSettings(
                seed,
                hidden,
                other,
                patience,
                batch,
                window,
                learningRate,
                schedule,
                Math.min(warmUpEpochs, other - 1),
                clipNorm);
    }

    public TrainingSettings withSchedule(Schedule other, int warmUp) {
        return new TrainingSettings(
                seed,
                hidden,
                epochs,
                patience,
                batch,
                window,
                learningRate,
                other,
                warmUp,
                clipNorm);
    }
}
