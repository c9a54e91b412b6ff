package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.ProbeView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.time.Deadlines;
import io.teleon.policies.engine.FactsRead;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What programs are told of intents.
class IntentPerceptsTest {

    private static final String WATCHFUL =
            """
            policy watchful "1" owner "test" mode enforce
            import net
            proc watch(I: intent) {
              bad:  sent(I) > 1 Mbps and delay(I) > 20 ms and loss_of(I) > 10% ~> nothing
              good: otherwise ~> nothing
            }
            task watched for each I: intent where sent(I) >= 0 Mbps run watch(I)
            """;

    private static final IntentId I = IntentId.parse("i");

    private final GivenNetwork given = new GivenNetwork("ab", "bc");
    private final Set<Name> read = new TreeSet<>();
    private final Map<IntentId, ProbeView> probes = new TreeMap<>();
    private final IntentPercepts percepts = percepts(Optional.empty());

    private IntentPercepts percepts(Optional<Forecasts> forecasts) {
        return new IntentPercepts(
                read::contains, id -> Optional.ofNullable(probes.get(id)), forecasts);
    }

    private static ProbeView probe(Instant at, double loss) {
        return new ProbeView(
                at,
                Optional.of(
                        new ProbeView.Delay(
                                at.minusSeconds(4), Duration.ofMillis(35), Duration.ofMillis(1))),
                loss,
                12);
    }

    private static Name net(String local) {
        return new Name("net", local);
    }

    private static List<String> facts(List<Input> said) {
        List<String> facts = new ArrayList<>();
        for (Input input : said) {
            facts.add(
                    switch (input) {
                        case Input.Measured m -> m.fact() + " " + m.source();
                        case Input.Withdrawn w -> "no " + w.fact();
                        case Input.Forecasted f -> "forecast of " + f.fact();
                        default -> input.toString();
                    });
        }
        return facts;
    }

    @Test
    void nothingIsSaidThatNobodyReads() {
        given.intent("i", "abc", 30);
        probes.put(I, probe(GivenNetwork.NOW, 0.25));
        assertEquals(List.of(), percepts.of(given.picture()));
        read.add(net("delay"));
        assertEquals(List.of("net.delay(i) probe"), facts(percepts.of(given.picture())));
    }

    @Test
    void aProbeIsToldOnceAndWhatIsSentAtEachLook() {
        read.addAll(IntentPercepts.NAMES);
        given.intent("i", "abc", 30);
        probes.put(I, probe(GivenNetwork.NOW, 0.25));
        List<String> all =
                List.of("net.sent(i) flow counters", "net.delay(i) probe", "net.loss_of(i) probe");
        assertEquals(all, facts(percepts.of(given.picture())));
        assertEquals(all.subList(0, 1), facts(percepts.of(given.picture())));
        probes.put(I, probe(GivenNetwork.NOW.plusSeconds(10), 0.25));
        assertEquals(all, facts(percepts.of(given.picture())));
        percepts.sayAgain();
        assertEquals(all, facts(percepts.of(given.picture())));
    }

    @Test
    void whatIsGoneOrReadNoMoreIsWithdrawnOnce() {
        read.addAll(IntentPercepts.NAMES);
        given.intent("i", "abc", 30);
        probes.put(I, probe(GivenNetwork.NOW, 0.25));
        percepts.of(given.picture());
        read.remove(net("delay"));
        assertEquals("no net.delay(i)", facts(percepts.of(given.picture())).getFirst());
        Picture empty = new GivenNetwork("ab", "bc").picture();
        assertEquals(List.of("no net.loss_of(i)", "no net.sent(i)"), facts(percepts.of(empty)));
        assertEquals(List.of(), percepts.of(empty));
    }

    @Test
    void aProgramReadsThemWithTheirAgesAndSources() {
        Program program =
                Linker.link(List.of(new Source("watchful.tr", WATCHFUL)), Programs::shipped)
                        .program()
                        .orElseThrow();
        read.addAll(FactsRead.of(program));
        given.intent("i", "abc", 30);
        probes.put(I, probe(GivenNetwork.NOW, 0.25));
        PolicyEngine engine = PolicyEngine.start(program);
        engine.step(
                percepts.of(given.picture()), GivenNetwork.NOW.plusSeconds(2), Circumstances.NONE);
        LiveTree.Frame frame = engine.tree().tasks().getFirst().root();
        assertEquals(
                List.of(
                        new Explanation.Reading("sent(i)", "30 Mbps", 2000, "flow counters"),
                        new Explanation.Reading("delay(i)", "35 ms", 6000, "probe"),
                        new Explanation.Reading("loss_of(i)", "25%", 2000, "probe")),
                frame.firing().orElseThrow().because().stream()
                        .flatMap(literal -> literal.facts().stream())
                        .toList());
    }

    @Test
    void whatItIsExpectedToSendIsToldOnceInABin() {
        read.add(net("sent"));
        given.intent("i", "abc", 30);
        Deadlines deadlines = new Deadlines();
        Forecasts forecasts =
                new Forecasts(
                        ForecastModel.shipped(),
                        new OfferedLoads(given.network, given.hosts),
                        Optional.empty(),
                        _ -> {},
                        deadlines,
                        false);
        IntentPercepts foreseeing = percepts(Optional.of(forecasts));
        Picture now = given.picture();
        int told = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            Picture look =
                    new Picture(
                            now.at().plus(Duration.ofMinutes(minute)), now.links(), now.intents());
            forecasts.take(look);
            deadlines.pass(look.at());
            told +=
                    (int)
                            facts(foreseeing.of(look)).stream()
                                    .filter("forecast of net.sent(i)"::equals)
                                    .count();
        }
        // Of most bins of the day, and of none twice but where it became good for another thing.
        assertTrue(told > 200 && told <= 24 * 12 + 3, "told " + told + " times");
    }
}
