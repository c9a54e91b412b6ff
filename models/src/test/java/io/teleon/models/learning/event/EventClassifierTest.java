package io.teleon.models.learning.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.event.SyslogMessage;
import io.teleon.models.event.SyslogReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EventClassifierTest {

    private final EventClassifier classifier = new EventClassifier(Events.model());

    private EventVerdict verdict(String content) {
        return classifier.classify(SyslogReader.read("<13>Nov  6 13:36:45 host " + content));
    }

    @Test
    void recognisesAClassInTheWordsOfAnotherVendor() {
        assertEquals(
                "INTERFACE_DOWN",
                verdict(
                                "ifmgr[3]: %LINK-3-UPDOWN : Interface TenGigE0/1/0/2, changed state to Down")
                        .name());
        assertEquals(
                "OSPF_NEIGHBOR_DOWN",
                verdict("Ospf: %OSPF-4-ADJACENCY_DOWN: neighbor 10.3.3.3 on et3 went down").name());
    }

    @Test
    void oppositesAreNotTaken() {
        assertEquals(
                "INTERFACE_UP",
                verdict("ifmgr[3]: %LINK-3-UPDOWN : Interface TenGigE0/1/0/2, changed state to Up")
                        .name());
    }

    @Test
    void whatIsLikeNoClassIsUnknown() {
        for (String content :
                List.of(
                        "ntpd[3]: synchronization lost with 10.0.0.3",
                        "license: feature MPLS expires in 3 days",
                        "something nobody ever wrote",
                        "")) {
            EventVerdict verdict = verdict(content);
            assertEquals(EventVerdict.UNKNOWN, verdict.name(), content);
            assertTrue(verdict.confidence() >= 0.5 && verdict.confidence() <= 1);
        }
    }

    @Test
    void tooLittleToLearnFromIsRefused() {
        List<LabelledEvent> single = List.of(Events.all().get(0), Events.all().get(5));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        EventTraining.fit(
                                List.of(), single, Optional.empty(), EventTraining.Parts.ALL));
        assertThrows(IllegalArgumentException.class, () -> Events.of("UNKNOWN", "x: y"));
    }

    @Test
    void evaluationLeavesOutWhatItAsksFor() {
        List<LabelledEvent> events = Events.all();
        EventEvaluation evaluation = new EventEvaluation(events);
        EventLearner oracle =
                new EventLearner() {
                    @Override
                    public String name() {
                        return "remembers";
                    }

                    @Override
                    public Function<SyslogMessage, EventVerdict> learn(List<LabelledEvent> shown) {
                        return message ->
                                shown.stream()
                                        .filter(it -> it.message().equals(message))
                                        .map(it -> new EventVerdict(it.name(), 1, it.name()))
                                        .findFirst()
                                        .orElse(new EventVerdict(EventVerdict.UNKNOWN, 1, "none"));
                    }
                };

        EventEvaluation.Row row = evaluation.run(oracle, (_, _) -> {});

        assertEquals(new Proportion(0, 9), row.known());
        assertEquals(new Proportion(11, 11), row.unknown());
        assertEquals(new Proportion(6, 6), row.unknownClasses());
    }

    @Test
    void wilsonsIntervalIsThatOfThePaper() {
        Proportion half = new Proportion(5, 10);
        assertEquals(0.2366, half.low(), 1e-4);
        assertEquals(0.7634, half.high(), 1e-4);
        Proportion all = new Proportion(10, 10);
        assertEquals(0.7225, all.low(), 1e-4);
        assertEquals(1, all.high(), 1e-12);
    }
}
