package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TopologyYamlTest {

    private static final String YAML =
            """
            nodes:
              - {name: A, location: [10.75, 59.91]}
              - {name: B, id: a1, location: [5.32, 60.39]}
              - {name: "C"}
            links:
              - {between: [A, B], ports: [2, 7], weight: 10, capacity: 2.5 Gbit/s, delay: 1.5 ms}
              - {between: [A, C]}
              - {from: B, to: A}
              - {from: A, to: B}
            """;

    @Test
    void fillsInWhatIsLeftOut() {
        Topology topology = TopologyYaml.read(new SourceText("t.yaml", YAML));

        assertEquals(
                List.of(new DatapathId(1), new DatapathId(3), new DatapathId(0xa1)),
                topology.nodes().stream().map(Node::id).toList());
        assertEquals(
                List.of("1/1>3/1", "1/2>a1/7", "1/3>a1/1", "3/1>1/1", "a1/1>1/3", "a1/7>1/2"),
                topology.links().stream()
                        .map(link -> link.id().toString().replaceAll("\\b0+", ""))
                        .toList());
        Link written = topology.links().get(1);
        assertEquals(Bandwidth.ofGigabits(2.5), written.capacity());
        assertEquals(Duration.ofNanos(1_500_000), written.delay());
        Link byDistance = topology.links().get(2);
        assertEquals(1, byDistance.weight());
        assertEquals(Bandwidth.ofGigabits(1), byDistance.capacity());
        assertEquals(1.525, byDistance.delay().toNanos() / 1e6, 0.01);
        assertEquals(Duration.ofMillis(1), topology.links().getFirst().delay());
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses(
                TopologyYaml::read,
                YAML.replace("capacity", "capcity"),
                "input:6:50: unknown key 'capcity', did you mean 'capacity'?");
        refuses(
                TopologyYaml::read,
                YAML.replace("[A, C]", "[A, D]"),
                "input:7:19: link end 'D' is not a node");
        refuses(
                TopologyYaml::read,
                YAML.replace("2.5 Gbit/s", "2.5"),
                "input:6:60: capacity '2.5' is not a number with a unit, such as 2.5 Gbit/s");
        refuses(
                TopologyYaml::read,
                YAML.replace("59.91", "159.91"),
                "input:2:25: location 10.75, 159.91 is not within longitude -180..180, latitude"
                        + " -90..90");
        refuses(
                TopologyYaml::read,
                YAML.replace("id: a1", "id: 1"),
                "input:3:19: id 0000000000000001 is not unique");
        refuses(
                TopologyYaml::read,
                YAML.replace("[A, C]", "[A, C], ports: [2, 1]"),
                "input:7:5: port 2 is not free for this link");
        refuses(TopologyYaml::read, "links: []", "input:1:1: key 'nodes' is missing");
        refuses(
                TopologyYaml::read,
                "nodes: &a [*a]",
                "input:1:8: an anchor or alias is not read: write the value out");
    }

    @Test
    void refusesWhatWouldNotEnd() {
        refuses(
                TopologyYaml::read,
                "[".repeat(100_000),
                "input:1:66: nesting of more than 64 is not expected in a file for people");
    }

    @Test
    void hasAbileneBuiltIn() {
        Topology abilene = BuiltInTopologies.abilene();

        assertEquals(12, abilene.nodeCount());
        assertEquals(30, abilene.linkCount());
        assertEquals(Optional.of(abilene), BuiltInTopologies.named("abilene"));
        assertEquals(Optional.empty(), BuiltInTopologies.named("Abilene2"));
        assertTrue(
                abilene.links().stream()
                        .allMatch(link ->
                                link.delay().toMillis() < 16 && link.delay().toNanos() > 100_000));
    }

    @Property(tries = 200)
    void readsBackWhatItWrote(
            @ForAll @Size(min = 1, max = 8) List<String> names, @ForAll long seed) {
        Topology topology = topology(names, new SplittableRandom(seed));

        String text = TopologyYamlWriter.write(topology);

        assertEquals(topology, TopologyYaml.read(new SourceText("written.yaml", text)), text);
        assertEquals(topology, TopologyFiles.read(new SourceText("written", text)), text);
    }

    static Topology topology(List<String> names, RandomGenerator random) {
        Map<String, Node> nodes = new HashMap<>();
        Set<DatapathId> ids = new HashSet<>();
        for (String name : names) {
            DatapathId id = new DatapathId(random.nextLong());
            if (!name.isBlank() && ids.add(id)) {
                Optional<Location> location =
                        random.nextBoolean()
                                ? Optional.of(
                                        new Location(
                                                random.nextDouble(-180, 180),
                                                random.nextDouble(-90, 90)))
                                : Optional.empty();
                nodes.putIfAbsent(name, new Node(id, name, location));
            }
        }
        List<Node> list = List.copyOf(nodes.values());
        Map<LinkId, Link> links = new HashMap<>();
        Set<ConnectPoint> used = new HashSet<>();
        for (int i = 0; i < 12 && list.size() > 1; i++) {
            ConnectPoint a = point(list, random);
            ConnectPoint b = point(list, random);
            if (a.datapath().equals(b.datapath()) || !used.add(a) || !used.add(b)) {
                continue;
            }
            LinkId id = new LinkId(a, b);
            Link link = link(id, random);
            links.put(id, link);
            switch (random.nextInt(3)) {
                case 0 -> links.put(id.reversed(), link(id.reversed(), random));
                case 1 ->
                        links.put(
                                id.reversed(),
                                new Link(
                                        id.reversed(),
                                        link.weight(),
                                        link.capacity(),
                                        link.delay()));
                default -> {}
            }
        }
        return Topology.of(list, new ArrayList<>(links.values()));
    }

    private static ConnectPoint point(List<Node> nodes, RandomGenerator random) {
        long id = nodes.get(random.nextInt(nodes.size())).id().value();
        return ConnectPoint.of(id, random.nextInt(1, 100));
    }

    private static Link link(LinkId id, RandomGenerator random) {
        return new Link(
                id,
                random.nextDouble(1e-9, 1e9),
                new Bandwidth(random.nextBoolean() ? random.nextDouble(1e13) : 1e9),
                Duration.ofNanos(random.nextLong(10_000_000_000L)));
    }
}
