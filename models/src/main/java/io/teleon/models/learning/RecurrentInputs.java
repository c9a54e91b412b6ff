package io.teleon.models.learning;

/// What the recurrent network looks at in each bin of a series, all of about unit size: the last
/// changes, what the linear model foresees and how far off it was, how yesterday went on, and the
/// time of day and week.
final class RecurrentInputs {

    /// How many numbers there are.
    static final int COUNT = 20;

    private static final double LARGEST = 8;
    private static final int[] FORESEEN = {0, 2, 5, 11};

    private RecurrentInputs() {}

    /// @param secondOfWeek of the end of the bin, since Thursday as the epoch began on one
    /// @param weekly whether the time of the week is shown
    static void fill(
            History history,
            LinearChanges linear,
            double linearError,
            long secondOfWeek,
            boolean weekly,
            float[] inputs) {
        double[] changes = linear.inputs();
        int at = 0;
        inputs[at++] = bounded(-changes[0]);
        inputs[at++] = bounded(-changes[1]);
        inputs[at++] = bounded(-changes[3]);
        inputs[at++] = bounded(changes[11]);
        inputs[at++] = bounded(changes[12]);
        inputs[at++] = bounded(changes[13]);
        inputs[at++] = bounded(changes[14]);
        inputs[at++] = bounded(changes[15]);
        inputs[at++] = bounded(changes[16]);
        inputs[at++] = bounded(changes[17]);
        for (int horizon : FORESEEN) {
            inputs[at++] = bounded(linear.change(horizon));
        }
        inputs[at++] = bounded(linearError);
        double relative = history.size() / history.scale();
        inputs[at++] = (float) (StrictMath.log1p(Math.max(0, relative)) - 2);
        double day = 2 * Math.PI * (secondOfWeek % 86_400) / 86_400;
        inputs[at++] = (float) StrictMath.sin(day);
        inputs[at++] = (float) StrictMath.cos(day);
        double week = 2 * Math.PI * secondOfWeek / 604_800;
        inputs[at++] = weekly ? (float) StrictMath.sin(week) : 0;
        inputs[at] = weekly ? (float) StrictMath.cos(week) : 0;
    }

    private static float bounded(double value) {
        return (float) (Math.clamp(value, -LARGEST, LARGEST) / 2);
    }
}
