package io.teleon.controller.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.incident.Sign.Fare;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever is seen, the incidents are those of the dumb implementation, and a journal leads to
/// them.
class IncidentsPropertyTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int NODES = 4;

    private final List<List<Sign>> signs = new ArrayList<>();

    @Property(tries = 150)
    void areThoseOfTheDumbImplementation(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int pace) {
        draw(new Chance(seed).stream("signs"), pace);
        Incidents incidents = new Incidents();
        List<IncidentMemo> memos = new ArrayList<>();
        int opened = 0;
        for (int second = 0; second < signs.size(); second++) {
            if (!signs.get(second).isEmpty() || second == signs.size() - 1) {
                var outcome = incidents.step(signs.get(second), START.plusSeconds(second));
                memos.addAll(outcome.memos());
                opened += outcome.opened().size();
            }
        }
        List<String> expected =
                NaiveIncidents.of(signs).stream().map(NaiveIncidents.One::shown).toList();
        assertEquals(
                expected,
                incidents.views().stream().map(v -> NaiveIncidents.shown(v, START)).toList());
        assertEquals(expected.size(), opened);
        Incidents replayed = new Incidents();
        replayed.restore(memos, START.plusSeconds(signs.size()));
        assertEquals(
                expected,
                replayed.views().stream().map(v -> NaiveIncidents.shown(v, START)).toList());
        for (Element element : elements()) {
            assertTrue(
                    incidents.views().stream()
                                    .filter(v -> v.state() == IncidentState.OPEN)
                                    .filter(v -> v.element().equals(element.id()))
                                    .count()
                            <= 1,
                    "one at a time");
        }
    }

    private static List<Element> elements() {
        List<Element> elements = new ArrayList<>();
        for (int from = 1; from <= NODES; from++) {
            elements.add(new Element.Switch(link(from, from + 1).source().datapath()));
            elements.add(Element.Cable.of(link(from, from + 1)));
        }
        return elements;
    }

    private static LinkId link(int from, int to) {
        return LinkId.parse("%016x/%d>%016x/%d".formatted(from, to, to, from));
    }

    private void draw(RandomGenerator random, int pace) {
        int seconds = 3000;
        for (int i = 0; i < seconds; i++) {
            signs.add(new ArrayList<>());
        }
        for (int i = 0; i < 60 * pace; i++) {
            signs.get(random.nextInt(seconds)).add(sign(random));
        }
    }

    private static Sign sign(RandomGenerator random) {
        int node = random.nextInt(1, NODES + 1);
        LinkId link = link(node, node + 1);
        LinkId direction = random.nextBoolean() ? link : link.reversed();
        Trouble trouble = random.nextInt(4) == 0 ? Trouble.LINK_LOSSY : Trouble.LINK_DOWN;
        Mark mark = new Mark(trouble, direction.toString());
        Mark away = new Mark(Trouble.SWITCH_AWAY, link.source().datapath().toString());
        List<Element> ends =
                List.of(
                        new Element.Switch(direction.source().datapath()),
                        new Element.Switch(direction.target().datapath()));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                    new Sign.Broke(Element.Cable.of(link), mark, ends, users(random), "broke");
            case 3, 4, 5 -> new Sign.Mended(mark, "mended");
            case 6 ->
                    random.nextInt(3) > 0
                            ? new Sign.Mended(away, "back")
                            : new Sign.Broke(
                                    new Element.Switch(link.source().datapath()),
                                    away,
                                    List.of(),
                                    List.of(),
                                    "away");
            case 7, 8 ->
                    new Sign.Fared(
                            IntentId.parse("i" + random.nextInt(6)),
                            List.of(Fare.values()).get(random.nextInt(Fare.values().length)),
                            List.of(Element.Cable.of(link), ends.getLast()),
                            "fares");
            default -> {
                List<Element> about = new ArrayList<>(ends);
                about.addFirst(Element.Cable.of(link));
                yield new Sign.Acted(random.nextInt(20), about, "acted");
            }
        };
    }

    private static List<IntentId> users(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> IntentId.parse("i" + random.nextInt(6)))
                .distinct()
                .toList();
    }
}
