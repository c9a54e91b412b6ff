package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/// Lets models forecast the same series and counts their errors over the same bins.
///
/// Each model goes through the series bin by bin and knows nothing later than the bin it speaks
/// from; what is fitted once is fitted to the span of training alone. A model that gives one number
/// gets the same calibrated interval as every other, learned along the way: a baseline must not
/// lose for want of an interval.
public final class Evaluation {

    /// The models, in the order of rows.
    public static final List<String> MODELS =
            List.of(
                    "last-value",
                    "seasonal-naive",
                    "seasonal-weekly",
                    "ewma",
                    "ar-ridge",
                    "nlinear",
                    "lstm",
                    "lstm-java",
                    "ensemble");

    private static final double EWMA_WEIGHT = 0.3;

    /// What is compared.
    ///
    /// @param values by series and bin, NaN where missing; the first bin is the first to train on
    /// @param start of the first bin
    /// @param trainBins those that may be fitted to
    /// @param testFrom the first bin that counts
    /// @param testTo the bin after the last that counts
    /// @param steps bins ahead, each in [1, 12]
    public record Plan(
            List<double[]> values,
            Instant start,
            Duration step,
            int trainBins,
            int testFrom,
            int testTo,
            List<Integer> steps) {

        public Plan {
            values = List.copyOf(values);
            steps = List.copyOf(steps);
            if (trainBins > testFrom || testFrom >= testTo) {
                throw new IllegalArgumentException(
                        "bins [0, "
                                + trainBins
                                + ") to train on and ["
                                + testFrom
                                + ", "
                                + testTo
                                + ") to test on are not one after the other");
            }
            for (int ahead : steps) {
                if (ahead < 1 || ahead > Horizons.NEAR) {
                    throw new IllegalArgumentException(
                            "a forecast " + ahead + " bins ahead is not in [1, 12]");
                }
            }
        }

        long binAt(int index) {
            return Math.floorDiv(start.getEpochSecond(), step.toSeconds()) + 1 + index;
        }

        private int[] stepArray() {
            return steps.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private final Plan plan;
    private final ForecastModel model;
    private final double networkSeconds;
    private final Optional<LstmTrainer> engine;
    private final LongSupplier nanoTime;

    /// @param model trained on the span of training at most
    /// @param networkSeconds how long that took, NaN where it is not known
    /// @param engine that runs the network beside the Java kernel
    /// @param nanoTime for what a model costs
    public Evaluation(
            Plan plan,
            ForecastModel model,
            double networkSeconds,
            Optional<LstmTrainer> engine,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.model = model;
        this.networkSeconds = networkSeconds;
        this.engine = engine;
        this.nanoTime = nanoTime;
    }

    /// The rows of a model of [#MODELS], one for each horizon; none where the model cannot be had.
    public List<EvaluationRow> rows(String name) {
        SeasonLags lags = SeasonLags.of(plan.step());
        return switch (name) {
            case "last-value" -> baseline(name, _ -> new LastValue());
            case "seasonal-naive" -> seasonal(name, lags.day());
            case "seasonal-weekly" -> seasonal(name, lags.week());
            case "ewma" -> baseline(name, _ -> new Ewma(EWMA_WEIGHT));
            case "ar-ridge" ->
                    baseline(
                            name,
                            series -> ArRidge.fitted(training(series), lags, plan.stepArray()));
            case "nlinear" -> {
                List<double[]> all = new ArrayList<>();
                for (int i = 0; i < plan.values().size(); i++) {
                    all.add(training(i));
                }
                long begin = nanoTime.getAsLong();
                SortedMap<Integer, double[]> weights = NLinear.fit(all, plan.stepArray());
                double fitNanos = nanoTime.getAsLong() - begin;
                yield baseline(name, _ -> NLinear.of(weights), fitNanos);
            }
            case "lstm" ->
                    model.network().isEmpty() || engine.isEmpty()
                            ? List.of()
                            : network(name, engine);
            case "lstm-java" ->
                    model.network().isEmpty() ? List.of() : network(name, Optional.empty());
            case "ensemble" -> new EnsembleEvaluation(plan, model, networkSeconds, nanoTime).rows();
            default ->
                    throw new IllegalArgumentException(
                            "model '" + name + "' is not one of " + MODELS);
        };
    }

    private double[] training(int series) {
        return Arrays.copyOf(plan.values().get(series), plan.trainBins());
    }

    private List<EvaluationRow> seasonal(String name, int season) {
        return season == 0 ? List.of() : baseline(name, _ -> new SeasonalNaive(season));
    }

    private List<EvaluationRow> baseline(String name, IntFunction<Forecaster> made) {
        return baseline(name, made, 0);
    }

    private List<EvaluationRow> baseline(
            String name, IntFunction<Forecaster> made, double alreadyNanos) {
        Predictions said =
                new Predictions(plan.steps().size(), plan.values().size(), plan.testTo());
        double fitNanos = alreadyNanos;
        for (int i = 0; i < plan.values().size(); i++) {
            long begin = nanoTime.getAsLong();
            Forecaster forecaster = made.apply(i);
            long made1 = nanoTime.getAsLong();
            fitNanos += made1 - begin;
            double[] values = plan.values().get(i);
            for (int bin = 0; bin < plan.testTo(); bin++) {
                forecaster.observe(values[bin]);
                for (int step = 0; step < plan.steps().size(); step++) {
                    said.put(step, i, bin, forecaster.ahead(plan.steps().get(step)));
                }
            }
            said.took(nanoTime.getAsLong() - made1);
        }
        return Scoring.rows(plan, said, name, "java", fitNanos / 1e9);
    }

    private List<EvaluationRow> network(String name, Optional<LstmTrainer> on) {
        NetworkPredictions network = new NetworkPredictions(plan, model, nanoTime);
        Predictions said = on.map(network::byEngine).orElseGet(network::byKernel);
        return Scoring.rows(
                plan, said, name, on.map(LstmTrainer::engine).orElse("java"), networkSeconds);
    }
}
