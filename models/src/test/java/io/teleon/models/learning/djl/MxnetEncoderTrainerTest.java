package io.teleon.models.learning.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.learning.event.EncoderTrainer;
import io.teleon.models.learning.event.EncoderTrainer.Example;
import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.EventArchive;
import io.teleon.models.learning.event.EventEncoder;
import io.teleon.models.learning.event.GeneratedEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class MxnetEncoderTrainerTest {

    private static final EncoderTrainer.Settings SMALL =
            new EncoderTrainer.Settings(7, 8, 8, 8, 3, 32, 1e-2);

    private final List<Double> right = new ArrayList<>();

    private EncoderWeights train() {
        return MxnetEncoderTrainer.start()
                .train(GeneratedEvents.draw(7, 2), SMALL, (_, _, _, share) -> right.add(share));
    }

    @Test
    void learnsTellsTheSameTwiceAndTheJavaPassSaysWhatTheEngineSays() {
        EncoderWeights weights = train();
        assertTrue(right.getLast() > right.getFirst(), right.toString());
        EncoderWeights again = train();
        assertArrayEquals(weights.parts(), again.parts());
        assertArrayEquals(weights.outputWeights(), again.outputWeights());

        EventEncoder encoder = new EventEncoder(weights);
        MxnetEncoderTrainer engine = MxnetEncoderTrainer.start();
        for (Example example : GeneratedEvents.draw(8, 1).subList(0, 12)) {
            assertArrayEquals(
                    engine.run(weights, example.words()), encoder.embed(example.words()), 1e-5f);
        }
    }

    @Test
    void theShippedNetworkSaysTheSameOnEngineAndInJava() {
        EncoderWeights weights = EventArchive.shipped().network().orElseThrow();
        EventEncoder encoder = new EventEncoder(weights);
        MxnetEncoderTrainer engine = MxnetEncoderTrainer.start();
        for (Example example : GeneratedEvents.draw(9, 1).subList(100, 110)) {
            assertArrayEquals(
                    engine.run(weights, example.words()), encoder.embed(example.words()), 1e-5f);
        }
    }
}
