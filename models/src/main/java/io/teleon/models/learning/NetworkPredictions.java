package io.teleon.models.learning;

import java.util.function.LongSupplier;

/// What the network alone says of the series of a plan, on either engine.
final class NetworkPredictions {

    private final Evaluation.Plan plan;
    private final ForecastModel model;
    private final LstmWeights weights;
    private final LongSupplier nanoTime;

    NetworkPredictions(Evaluation.Plan plan, ForecastModel model, LongSupplier nanoTime) {
        this.plan = plan;
        this.model = model;
        this.weights = model.network().orElseThrow();
        this.nanoTime = nanoTime;
    }

    private SeriesState state() {
        return new SeriesState(
                plan.step().toSeconds(), SeasonLags.of(plan.step()), model.prior(), model.weekly());
    }

    private Predictions none() {
        return new Predictions(plan.steps().size(), plan.values().size(), plan.testTo());
    }

    Predictions byKernel() {
        LstmKernel kernel = new LstmKernel(weights);
        Predictions said = none();
        float[] outputs = new float[weights.outputs()];
        long begin = nanoTime.getAsLong();
        for (int i = 0; i < plan.values().size(); i++) {
            SeriesState state = state();
            float[] hidden = new float[weights.hidden()];
            float[] cell = new float[weights.hidden()];
            for (int bin = 0; bin < plan.testTo(); bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                kernel.step(state.inputs(), hidden, cell);
                kernel.read(hidden, outputs);
                put(said, i, bin, state, outputs, 0);
            }
        }
        said.took(nanoTime.getAsLong() - begin);
        return said;
    }

    Predictions byEngine(LstmTrainer engine) {
        Predictions said = none();
        int bins = plan.testTo();
        int series = plan.values().size();
        float[] inputs = new float[series * bins * weights.inputs()];
        long begin = nanoTime.getAsLong();
        for (int i = 0; i < series; i++) {
            SeriesState state = state();
            for (int bin = 0; bin < bins; bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                System.arraycopy(
                        state.inputs(),
                        0,
                        inputs,
                        (i * bins + bin) * weights.inputs(),
                        weights.inputs());
            }
        }
        float[] outputs = engine.run(weights, inputs, series, bins);
        for (int i = 0; i < series; i++) {
            SeriesState state = state();
            for (int bin = 0; bin < bins; bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                put(said, i, bin, state, outputs, (i * bins + bin) * weights.outputs());
            }
        }
        said.took(nanoTime.getAsLong() - begin);
        return said;
    }

    private void put(
            Predictions said, int series, int bin, SeriesState state, float[] outputs, int offset) {
        History history = state.history();
        for (int step = 0; step < plan.steps().size(); step++) {
            int horizon = plan.steps().get(step) - 1;
            double change =
                    state.linear().change(horizon)
                            + outputs[offset + horizon * QuantileHeads.PER_HORIZON];
            said.put(step, series, bin, history.last() + history.scale() * change);
        }
    }
}
