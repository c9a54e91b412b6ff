package io.teleon.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.Chance;
import io.teleon.tests.environment.RealNetwork;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@RealNetwork
class OpenVSwitchComparisonTest {

    private static final long SEED = 20260101;
    private static final int PIPELINES = 200;
    private static final int FRAMES = 50;

    @Test
    void tenThousandPacketsMeetTheSameFateAsInOpenVSwitch() {
        Chance chance = new Chance(SEED);
        int sent = 0;
        try (OpenVSwitch real = OpenVSwitch.start()) {
            for (int i = 0; i < PIPELINES; i++) {
                RandomPipeline pipeline = new RandomPipeline(chance.stream("pipeline " + i), true);
                real.install(pipeline);
                SwitchUnderTest device = new SwitchUnderTest(pipeline.entries(), pipeline.groups());
                for (int j = 0; j < FRAMES; j++) {
                    RawFrame frame = pipeline.frames().next();
                    sent +=
                            compare(
                                    pipeline,
                                    device,
                                    real,
                                    1 + j % (RandomPipeline.PORTS - 1),
                                    frame);
                }
            }
        }
        assertTrue(sent > PIPELINES * FRAMES / 2, "only " + sent + " copies left the switch");
    }

    /// Where select groups leave a choice, both must choose among what a plain reading allows.
    private static int compare(
            RandomPipeline pipeline,
            SwitchUnderTest device,
            OpenVSwitch real,
            int inPort,
            RawFrame frame) {
        List<Sent> ours = device.receive(inPort, frame);
        List<Sent> theirs = real.trace(inPort, frame);
        if (!ours.equals(theirs)) {
            SpecSwitch spec =
                    new SpecSwitch(
                            pipeline.entries(),
                            pipeline.groups(),
                            RandomPipeline.PORTS,
                            Set.of(RandomPipeline.DOWN));
            Set<List<Sent>> possible = spec.receive(inPort, frame);
            assertTrue(
                    possible.size() > 1 && possible.contains(ours) && possible.contains(theirs),
                    () ->
                            "port "
                                    + inPort
                                    + " frame "
                                    + frame
                                    + "\nours   "
                                    + ours
                                    + "\ntheirs "
                                    + theirs
                                    + "\n"
                                    + real.explain(inPort, frame));
        }
        return theirs.size();
    }
}
