package io.teleon.models.learning.upkeep;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.SeriesForecasters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Lets two models forecast the newest span, bin by bin, after they have seen all before it; the
/// challenger wins if its loss is lower, and not by luck.
public final class Trial {

    /// Losses of neighbouring bins go together: means over blocks of three hours at five minutes
    /// are compared.
    private static final int BLOCK_BINS = 36;

    /// Blocks that a span must have to tell luck from skill.
    public static final int LEAST_BLOCKS = 6;

    /// What two models see.
    ///
    /// @param names of the series
    /// @param values by series and bin, NaN where missing, all of the same length
    /// @param start of the first bin, on the grid of the step
    /// @param judgedFrom the first bin that counts; neither model was fitted to it or later ones
    public record Span(
            List<String> names,
            List<double[]> values,
            Instant start,
            Duration step,
            int judgedFrom) {

        public Span {
            names = List.copyOf(names);
            values = List.copyOf(values);
            int bins = values.isEmpty() ? 0 : values.getFirst().length;
            if (names.size() != values.size()
                    || values.stream().anyMatch(series -> series.length != bins)) {
                throw new IllegalArgumentException(
                        names.size()
                                + " names for "
                                + values.size()
                                + " series, or series of different length");
            }
            if (judgedFrom < 0 || bins - judgedFrom < LEAST_BLOCKS * BLOCK_BINS) {
                throw new IllegalArgumentException(
                        bins
                                + " bins of which those from "
                                + judgedFrom
                                + " count are fewer than "
                                + LEAST_BLOCKS * BLOCK_BINS);
            }
        }

        public int bins() {
            return values.getFirst().length;
        }

        int blocks() {
            return (bins() - judgedFrom) / BLOCK_BINS;
        }
    }

    /// @param gain 1 - loss of the challenger / loss of the champion
    /// @param lowerEnd of the gain's interval of 95 %
    /// @param ready forecasters of the challenger, by class, which have seen the whole span
    public record Outcome(double gain, double lowerEnd, List<SeriesForecasters> ready) {

        public Outcome {
            ready = List.copyOf(ready);
        }

        public boolean won() {
            return lowerEnd > 0;
        }
    }

    private Trial() {}

    /// @param classes of series, each of which has forecasters of its own; over the same bins
    public static Outcome hold(
            List<Span> classes, ForecastModel champion, ForecastModel challenger) {
        int blocks = classes.getFirst().blocks();
        double[] theirs = new double[blocks];
        double[] own = new double[blocks];
        List<SeriesForecasters> ready = new ArrayList<>();
        for (Span span : classes) {
            addLosses(span, SeriesForecasters.of(champion, span.step()), theirs);
            SeriesForecasters ofChallenger = SeriesForecasters.of(challenger, span.step());
            addLosses(span, ofChallenger, own);
            ready.add(ofChallenger);
        }
        double all = 0;
        double mine = 0;
        for (int i = 0; i < own.length; i++) {
            all += theirs[i];
            mine += own[i];
        }
        double gain = all > 0 ? 1 - mine / all : 0;
        return new Outcome(gain, lowerEnd(own, theirs, gain, all), ready);
    }

    /// Forecasters that have seen the whole span.
    public static SeriesForecasters warm(Span span, ForecastModel model) {
        SeriesForecasters forecasters = SeriesForecasters.of(model, span.step());
        addLosses(span, forecasters, new double[span.blocks()]);
        return forecasters;
    }

    /// By block.
    private static void addLosses(Span span, SeriesForecasters forecasters, double[] blocks) {
        for (int bin = 0; bin < span.bins(); bin++) {
            Instant end = span.start().plus(span.step().multipliedBy(bin + 1L));
            for (int i = 0; i < span.names().size(); i++) {
                forecasters.observe(span.names().get(i), end, span.values().get(i)[bin]);
            }
            double loss = forecasters.drainLosses().own();
            int block = (bin - span.judgedFrom()) / BLOCK_BINS;
            if (bin >= span.judgedFrom() && block < blocks.length) {
                blocks[block] += loss;
            }
        }
    }

    /// Of the ratio of two means, linearised (Cochran, Sampling Techniques, section 6.4).
    private static double lowerEnd(double[] own, double[] theirs, double gain, double all) {
        if (!(all > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double square = 0;
        for (int i = 0; i < own.length; i++) {
            double residual = (1 - gain) * theirs[i] - own[i];
            square += residual * residual;
        }
        double mean = all / own.length;
        double deviation = Math.sqrt(square / (own.length - 1.0) / own.length) / mean;
        // Student's 0.975 quantile for five degrees of freedom, the least there are: never too
        // bold.
        return gain - 2.57 * deviation;
    }
}
