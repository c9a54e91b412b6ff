package io.teleon.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.PortNumber;
import io.teleon.models.time.Chance;
import io.teleon.simulator.network.ForwardingStep;
import io.teleon.simulator.network.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SpecComparisonTest {

    private static final int FRAMES = 20;

    @Property(tries = 150)
    void theVirtualSwitchDoesWhatAPlainReadingOfTheStandardDoes(
            @ForAll @LongRange(min = 0) long seed) {
        RandomPipeline pipeline = new RandomPipeline(new Chance(seed).stream("pipeline"), false);
        SwitchUnderTest device = new SwitchUnderTest(pipeline.entries(), pipeline.groups());
        SpecSwitch spec =
                new SpecSwitch(
                        pipeline.entries(),
                        pipeline.groups(),
                        RandomPipeline.PORTS,
                        Set.of(RandomPipeline.DOWN));
        for (int i = 0; i < FRAMES; i++) {
            RawFrame frame = pipeline.frames().next();
            int inPort = 1 + i % (RandomPipeline.PORTS - 1);
            List<Sent> sent = device.receive(inPort, frame);
            Set<List<Sent>> possible = spec.receive(inPort, frame);
            assertTrue(
                    possible.contains(sent),
                    () ->
                            "port " + inPort + " frame " + frame + "\nsent " + sent + "\nspec "
                                    + possible);
            assertEquals(everything(possible), walked(device, inPort, frame));
        }
    }

    private static Set<Sent> everything(Set<List<Sent>> possible) {
        Set<Sent> all = new TreeSet<>();
        possible.forEach(all::addAll);
        return all;
    }

    private static Set<Sent> walked(SwitchUnderTest device, int inPort, RawFrame frame) {
        Packet packet = Packet.parse(Octets.of(frame.toBytes()));
        List<Sent> sent = new ArrayList<>();
        for (ForwardingStep.Outcome outcome :
                device.device().walk(new PortNumber(inPort), packet.headers()).outcomes()) {
            switch (outcome) {
                case ForwardingStep.Forwarded out ->
                        sent.add(
                                new Sent(
                                        out.port().toString(),
                                        packet.withHeaders(out.headers()).frame().toString()));
                case ForwardingStep.ToController up ->
                        sent.add(
                                new Sent(
                                        "controller " + up.reason(),
                                        packet.withHeaders(up.headers()).frame().toString()));
                case ForwardingStep.Dropped _ -> {}
            }
        }
        return new TreeSet<>(sent);
    }
}
