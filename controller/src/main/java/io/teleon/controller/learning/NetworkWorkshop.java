package io.teleon.controller.learning;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.upkeep.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Trains challengers on a learning engine and tries them.
///
/// The newest day judges; of what lies before, the last [#STOPPING_SHARE] chooses when to stop and
/// the rest is fitted to. At most [#MOST_SERIES] series teach, evenly chosen by their names.
public final class NetworkWorkshop implements Workshop {

    private static final int MOST_SERIES = 200;
    private static final int STOPPING_SHARE = 5;

    private final Supplier<NetworkTrainer> trainer;
    private final Consumer<ForecastModel> store;
    private final LongSupplier nanoTime;

    /// @param trainer starts the engine when it is first needed
    /// @param store keeps a winner before anybody hears of it
    /// @param nanoTime for what it costs
    public NetworkWorkshop(
            Supplier<NetworkTrainer> trainer,
            Consumer<ForecastModel> store,
            LongSupplier nanoTime) {
        this.trainer = trainer;
        this.store = store;
        this.nanoTime = nanoTime;
    }

    @Override
    public LearnReport carryOut(LearnOrder order) {
        long begin = nanoTime.getAsLong();
        try {
            return switch (order) {
                case LearnOrder.Challenge challenge -> challenge(challenge, begin);
                case LearnOrder.Warm warm ->
                        new LearnReport.Warmed(
                                warm.number(),
                                warm.model(),
                                warm.reason(),
                                warm.classes().stream()
                                        .map(span -> Trial.warm(span, warm.model()))
                                        .toList(),
                                end(warm.classes()),
                                since(begin));
            };
        } catch (RuntimeException | LinkageError e) {
            return new LearnReport.Failed(order.number(), String.valueOf(e), since(begin));
        }
    }

    private LearnReport challenge(LearnOrder.Challenge order, long begin) {
        ForecastModel challenger =
                ForecastTrainer.train(
                        order.name(),
                        data(order.classes()),
                        order.networks(),
                        order.training(),
                        trainer.get(),
                        (_, _, _, _, _) -> {});
        Trial.Outcome outcome = Trial.hold(order.classes(), order.champion(), challenger);
        if (outcome.won()) {
            store.accept(challenger);
        }
        return new LearnReport.Tried(
                order.number(),
                challenger,
                outcome.gain(),
                outcome.lowerEnd(),
                outcome.ready(),
                end(order.classes()),
                since(begin));
    }

    private static ForecastTrainer.Data data(List<Trial.Span> classes) {
        List<double[]> all = new ArrayList<>();
        int bins = classes.getFirst().judgedFrom();
        for (Trial.Span span : classes) {
            for (double[] series : span.values()) {
                double[] before = Arrays.copyOf(series, bins);
                if (Arrays.stream(before).anyMatch(value -> value > 0)) {
                    all.add(before);
                }
            }
        }
        List<double[]> chosen = new ArrayList<>();
        int count = Math.min(MOST_SERIES, all.size());
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        Trial.Span first = classes.getFirst();
        return new ForecastTrainer.Data(
                "traffic of this network, " + count + " of " + all.size() + " series",
                chosen,
                first.start(),
                first.step(),
                bins - bins / STOPPING_SHARE,
                true);
    }

    private static Instant end(List<Trial.Span> classes) {
        Trial.Span span = classes.getFirst();
        return span.start().plus(span.step().multipliedBy(span.bins()));
    }

    private Duration since(long begin) {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }
}
