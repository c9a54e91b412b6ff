package io.teleon.models.learning.detect;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Squeezes a window of values through a few numbers and writes it again, newest value first
/// (EncDec-AD, Malhotra et al., 2016): an LSTM reads the window, a second one begins with what the
/// first one ended with, and gets no other input. What it has not learned to write again is a shape
/// it does not know.
///
/// It learns from one window at a time, by Adam (Kingma & Ba, 2015) with gradients clipped by norm.
final class SequenceAutoencoder {

    private static final double RATE = 0.01;
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double LEAST_DIVISOR = 1e-8;
    private static final double MOST_NORM = 1;

    private final int times;
    private final int hidden;
    private final LstmCells encoder;
    private final LstmCells decoder;

    /// Where the weights of the output begin, behind those of the decoder.
    private final int output;

    private final double[] parameters;
    private final double[] slopes;
    private final double[] firstMoments;
    private final double[] secondMoments;
    private final double[] written;
    private int steps;

    SequenceAutoencoder(int times, int hidden) {
        this.times = times;
        this.hidden = hidden;
        encoder = new LstmCells(1, hidden, times, 0);
        decoder = new LstmCells(1, hidden, times, encoder.parameters());
        output = encoder.parameters() + decoder.parameters();
        parameters = new double[output + hidden + 1];
        slopes = new double[parameters.length];
        firstMoments = new double[parameters.length];
        secondMoments = new double[parameters.length];
        written = new double[times];
        // The same beginning for every series: what differs is what they learn.
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (chance.nextDouble() - 0.5) * 2 / StrictMath.sqrt(hidden);
        }
    }

    double[] parameters() {
        return parameters;
    }

    double[] slopes() {
        return slopes;
    }

    /// Writes a window again.
    ///
    /// @param window of all times, oldest first
    /// @return of all times, in the same order; valid until the next call
    double[] rewrite(double[] window) {
        for (int time = 0; time < times; time++) {
            encoder.input(time)[0] = window[time];
            encoder.forward(parameters, time);
        }
        System.arraycopy(encoder.state(times - 1), 0, decoder.initialState(), 0, hidden);
        System.arraycopy(encoder.cell(times - 1), 0, decoder.initialCell(), 0, hidden);
        for (int time = 0; time < times; time++) {
            decoder.forward(parameters, time);
            double sum = parameters[output + hidden];
            for (int i = 0; i < hidden; i++) {
                sum += parameters[output + i] * decoder.state(time)[i];
            }
            written[times - 1 - time] = sum;
        }
        return written;
    }

    /// The mean squared error of a window, and its slopes by all parameters.
    double loss(double[] window) {
        rewrite(window);
        Arrays.fill(slopes, 0);
        double loss = 0;
        double[] byState = new double[hidden];
        double[] byCell = new double[hidden];
        for (int time = times - 1; time >= 0; time--) {
            double error = written[times - 1 - time] - window[times - 1 - time];
            loss += error * error / times;
            double slope = 2 * error / times;
            for (int i = 0; i < hidden; i++) {
                slopes[output + i] += slope * decoder.state(time)[i];
                byState[i] += slope * parameters[output + i];
            }
            slopes[output + hidden] += slope;
            decoder.backward(parameters, slopes, time, byState, byCell);
        }
        for (int time = times - 1; time >= 0; time--) {
            encoder.backward(parameters, slopes, time, byState, byCell);
        }
        return loss;
    }

    void learn(double[] window) {
        loss(window);
        double norm = 0;
        for (double slope : slopes) {
            norm += slope * slope;
        }
        norm = Math.sqrt(norm);
        double clip = norm > MOST_NORM ? MOST_NORM / norm : 1;
        steps = Math.min(steps + 1, 1 << 20);
        double first = 1 - StrictMath.pow(FIRST_DECAY, steps);
        double second = 1 - StrictMath.pow(SECOND_DECAY, steps);
        for (int i = 0; i < parameters.length; i++) {
            double slope = slopes[i] * clip;
            firstMoments[i] += (1 - FIRST_DECAY) * (slope - firstMoments[i]);
            secondMoments[i] += (1 - SECOND_DECAY) * (slope * slope - secondMoments[i]);
            parameters[i] -=
                    RATE
                            * (firstMoments[i] / first)
                            / (Math.sqrt(secondMoments[i] / second) + LEAST_DIVISOR);
        }
    }

    void write(StateWriter out) {
        for (int i = 0; i < parameters.length; i++) {
            out.putDouble(parameters[i]);
            out.putDouble(firstMoments[i]);
            out.putDouble(secondMoments[i]);
        }
        out.putInt(steps);
    }

    void read(StateReader in) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = in.takeDouble();
            firstMoments[i] = in.takeDouble();
            secondMoments[i] = in.takeDouble();
        }
        steps = in.takeCount("steps", 1 << 20);
    }
}
