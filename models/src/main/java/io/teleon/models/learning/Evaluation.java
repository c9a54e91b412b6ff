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

    /// What needs no network, in the order of rows.
    public static final List<String> BASELINES =
            List.of(
                    "last-value",
                    "seasonal-naive",
                    "seasonal-weekly",
                    "ewma",
                    "ar-ridge",
                    "nlinear");

    private static final double EWMA_WEIGHT = 0.3;
    private static final double FLOAT_BYTES = Float.BYTES;
    private static final double DOUBLE_BYTES = Double.BYTES;

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

        /// The same at other horizons.
        public Plan withSteps(List<Integer> other) {
            return new Plan(values, start, step, trainBins, testFrom, testTo, other);
        }

        long binAt(int index) {
            return Math.floorDiv(start.getEpochSecond(), step.toSeconds()) + 1 + index;
        }

        private int[] stepArray() {
            return steps.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private final Plan plan;
    private final LongSupplier nanoTime;

    /// @param nanoTime for what a model costs
    public Evaluation(Plan plan, LongSupplier nanoTime) {
        this.plan = plan;
        this.nanoTime = nanoTime;
    }

    /// The rows of a model of [#BASELINES], one for each horizon; none where the grid has no such
    /// season.
    public List<EvaluationRow> baseline(String name) {
        SeasonLags lags = SeasonLags.of(plan.step());
        int steps = plan.steps().size();
        return switch (name) {
            case "last-value" -> baseline(name, _ -> new LastValue(), 0, 0);
            case "seasonal-naive" -> seasonal(name, lags.day());
            case "seasonal-weekly" -> seasonal(name, lags.week());
            case "ewma" -> baseline(name, _ -> new Ewma(EWMA_WEIGHT), 0, 0);
            case "ar-ridge" ->
                    baseline(
                            name,
                            series -> ArRidge.fitted(training(series), lags, plan.stepArray()),
                            0,
                            plan.values().size() * steps * ArRidge.INPUTS);
            case "nlinear" -> {
                List<double[]> all = new ArrayList<>();
                for (int i = 0; i < plan.values().size(); i++) {
                    all.add(training(i));
                }
                long begin = nanoTime.getAsLong();
                SortedMap<Integer, double[]> weights = NLinear.fit(all, plan.stepArray());
                double fitNanos = nanoTime.getAsLong() - begin;
                yield baseline(name, _ -> NLinear.of(weights), fitNanos, steps * NLinear.WINDOW);
            }
            default ->
                    throw new IllegalArgumentException(
                            "model '" + name + "' is not one of " + BASELINES);
        };
    }

    /// The rows of what the networks of a model say by themselves.
    ///
    /// @param model trained on the span of training at most, with at least one network
    /// @param trainSeconds how long that took, NaN where it is not known
    /// @param engine that runs them; the Java kernel where empty
    public List<EvaluationRow> networks(
            String name,
            ForecastModel model,
            double trainSeconds,
            Optional<NetworkTrainer> engine) {
        NetworkPredictions networks = new NetworkPredictions(plan, model, nanoTime);
        Predictions said = engine.map(networks::byEngine).orElseGet(networks::byKernel);
        EvaluationCost cost = new EvaluationCost(trainSeconds, FLOAT_BYTES * model.parameters());
        return Scoring.rows(
                plan, said, name, engine.map(NetworkTrainer::engine).orElse("java"), cost);
    }

    /// The rows of what those get who act on forecasts: the mixture of networks, linear models and
    /// naive forecasters.
    public List<EvaluationRow> ensemble(String name, ForecastModel model, double trainSeconds) {
        EvaluationCost cost = new EvaluationCost(trainSeconds, FLOAT_BYTES * model.parameters());
        return new EnsembleEvaluation(plan, model, nanoTime).rows(name, cost);
    }

    /// What the ensemble says of one series beside what came, one trace for each step.
    public List<EvaluationTrace> traces(ForecastModel model, int series) {
        return new EnsembleEvaluation(plan, model, nanoTime).traces(series);
    }

    private double[] training(int series) {
        return Arrays.copyOf(plan.values().get(series), plan.trainBins());
    }

    private List<EvaluationRow> seasonal(String name, int season) {
        return season == 0 ? List.of() : baseline(name, _ -> new SeasonalNaive(season), 0, 0);
    }

    private List<EvaluationRow> baseline(
            String name, IntFunction<Forecaster> made, double alreadyNanos, int numbers) {
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
        EvaluationCost cost = new EvaluationCost(fitNanos / 1e9, DOUBLE_BYTES * numbers);
        return Scoring.rows(plan, said, name, "java", cost);
    }
}
