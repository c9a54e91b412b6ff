package io.teleon.models.learning;

import io.teleon.models.learning.network.NetworkWeights;
import java.util.List;
import java.util.function.LongSupplier;

/// What the networks alone say of the series of a plan, on either engine.
final class NetworkPredictions {

    private final Evaluation.Plan plan;
    private final ForecastModel model;
    private final List<NetworkWeights> networks;
    private final LongSupplier nanoTime;

    NetworkPredictions(Evaluation.Plan plan, ForecastModel model, LongSupplier nanoTime) {
        this.plan = plan;
        this.model = model;
        networks = model.networks();
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
        Committee committee = new Committee(networks);
        Predictions said = none();
        float[] outputs = new float[QuantileHeads.COUNT];
        long begin = nanoTime.getAsLong();
        for (int i = 0; i < plan.values().size(); i++) {
            SeriesState state = state();
            float[][] remembered = committee.newState();
            for (int bin = 0; bin < plan.testTo(); bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                committee.step(state.inputs(), remembered);
                committee.read(remembered, outputs);
                put(said, i, bin, state, outputs, 0);
            }
        }
        said.took(nanoTime.getAsLong() - begin);
        return said;
    }

    Predictions byEngine(NetworkTrainer engine) {
        Predictions said = none();
        int bins = plan.testTo();
        int series = plan.values().size();
        int width = RecurrentInputs.COUNT;
        float[] inputs = new float[series * bins * width];
        long begin = nanoTime.getAsLong();
        for (int i = 0; i < series; i++) {
            SeriesState state = state();
            for (int bin = 0; bin < bins; bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                System.arraycopy(state.inputs(), 0, inputs, (i * bins + bin) * width, width);
            }
        }
        float[] outputs = new float[series * bins * QuantileHeads.COUNT];
        for (NetworkWeights network : networks) {
            float[] one = engine.run(network, inputs, series, bins);
            for (int i = 0; i < one.length; i++) {
                outputs[i] += one[i] / networks.size();
            }
        }
        for (int i = 0; i < series; i++) {
            SeriesState state = state();
            for (int bin = 0; bin < bins; bin++) {
                state.step(plan.binAt(bin), plan.values().get(i)[bin]);
                put(said, i, bin, state, outputs, (i * bins + bin) * QuantileHeads.COUNT);
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
