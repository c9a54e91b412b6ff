package io.teleon.models.learning.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequenceAutoencoderTest {

    private static double[] wave(int times, double phase) {
        double[] window = new double[times];
        for (int time = 0; time < times; time++) {
            window[time] = Math.sin(0.5 * time + phase);
        }
        return window;
    }

    @Test
    void itsSlopesAreThoseOfDifferences() {
        SequenceAutoencoder network = new SequenceAutoencoder(6, 3);
        double[] window = wave(6, 0.3);
        network.loss(window);
        double[] slopes = network.slopes().clone();
        double[] parameters = network.parameters();
        double tiny = 1e-6;
        for (int i = 0; i < parameters.length; i++) {
            double kept = parameters[i];
            parameters[i] = kept + tiny;
            double above = network.loss(window);
            parameters[i] = kept - tiny;
            double below = network.loss(window);
            parameters[i] = kept;
            assertEquals((above - below) / (2 * tiny), slopes[i], 1e-7, "parameter " + i);
        }
    }

    @Test
    void itLearnsToWriteAWaveAgainAndNotAnother() {
        SequenceAutoencoder network = new SequenceAutoencoder(12, 6);
        double first = network.loss(wave(12, 0));
        for (int step = 0; step < 1500; step++) {
            network.learn(wave(12, 0.37 * step));
        }
        double learned = network.loss(wave(12, 0.1));
        assertTrue(learned < 0.1 * first, first + " became " + learned);
        double[] spike = wave(12, 0.1);
        spike[5] = -3;
        assertTrue(network.loss(spike) > 5 * learned);
    }
}
