package io.teleon.models.format;

import io.teleon.models.format.TopologyDraft.End;
import io.teleon.models.format.TopologyDraft.Traits;
import io.teleon.models.format.YamlNode.Mapping;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.format.YamlNode.Sequence;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Topology;
import io.teleon.models.time.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads our own topology files. Their writer is [TopologyYamlWriter].
///
/// ```yaml
/// nodes:
///   - name: Oslo
///     location: [10.75, 59.91]     # longitude, latitude; optional
///     id: 00000000000000a1         # datapath id; the position in the list where it is left out
///   - name: Bergen
/// links:
///   - between: [Oslo, Bergen]      # a cable, both directions alike
///     ports: [1, 7]                # the next free ones where left out
///     weight: 10                   # 1
///     capacity: 2.5 Gbit/s         # 1 Gbit/s
///     delay: 1.6 ms                # by distance, else 1 ms
///   - from: Oslo                   # or one direction alone
///     to: Bergen
/// ```
///
/// Names and ids are unique, unknown keys are refused.
public final class TopologyYaml {

    private static final List<String> NODE_KEYS = List.of("name", "id", "location");
    private static final List<String> LINK_KEYS =
            List.of("between", "from", "to", "ports", "weight", "capacity", "delay");
    private static final int MAX_PORT = 65_535;

    private final TopologyDraft draft = new TopologyDraft();
    private final Map<String, Integer> indexByName = new HashMap<>();
    private final Set<DatapathId> ids = new HashSet<>();
    private final Set<End> leaving = new HashSet<>();
    private final Set<End> arriving = new HashSet<>();

    private TopologyYaml() {}

    public static Topology read(SourceText source) {
        return read(YamlNode.parse(source));
    }

    /// A topology that stands within a larger file.
    public static Topology read(YamlNode node) {
        Mapping root = mapping(node, "a mapping with 'nodes' and 'links'");
        root.requireOnly(List.of("nodes", "links"));
        TopologyYaml reader = new TopologyYaml();
        for (YamlNode item : list(root.require("nodes"), "nodes").items()) {
            reader.node(mapping(item, "a node, a mapping with 'name'"));
        }
        Optional<YamlNode> links = root.get("links");
        if (links.isPresent()) {
            for (YamlNode item : list(links.get(), "links").items()) {
                reader.link(mapping(item, "a link, a mapping with 'between' or 'from' and 'to'"));
            }
        }
        return reader.draft.topology();
    }

    private void node(Mapping node) {
        node.requireOnly(NODE_KEYS);
        Token name = token(node.require("name"), "node name");
        if (name.text().isBlank()) {
            throw name.isNot("node name", "a name");
        }
        DatapathId id = new DatapathId(draft.nodeCount() + 1);
        Place place = node.place();
        Optional<YamlNode> given = node.get("id");
        if (given.isPresent()) {
            Token text = token(given.get(), "id");
            id =
                    DatapathId.tryParse(text.text())
                            .orElseThrow(
                                    () -> text.isNot("id", "a datapath id of 1 to 16 hex digits"));
            place = text.place();
        }
        if (!ids.add(id)) {
            throw MalformedInput.isNot(place, "id " + id, "unique");
        }
        if (indexByName.putIfAbsent(name.text(), draft.nodeCount()) != null) {
            throw name.isNot("node name", "unique");
        }
        draft.node(id, name.text(), node.get("location").map(TopologyYaml::location));
    }

    private static Location location(YamlNode node) {
        List<Token> pair = pair(node, "location", "[longitude, latitude]");
        double longitude = pair.get(0).number("longitude");
        double latitude = pair.get(1).number("latitude");
        if (!Location.isOnEarth(longitude, latitude)) {
            throw MalformedInput.isNot(
                    node.place(),
                    "location " + longitude + ", " + latitude,
                    "within longitude -180..180, latitude -90..90");
        }
        return new Location(longitude, latitude);
    }

    private void link(Mapping link) {
        link.requireOnly(LINK_KEYS);
        Optional<YamlNode> between = link.get("between");
        boolean directed = link.get("from").isPresent() || link.get("to").isPresent();
        if (between.isPresent() == directed) {
            throw MalformedInput.isNot(
                    link.place(), "the link", "given by either 'between' or 'from' and 'to'");
        }
        List<Token> names =
                between.isPresent()
                        ? pair(between.get(), "between", "[NAME, NAME]")
                        : List.of(
                                token(link.require("from"), "from"),
                                token(link.require("to"), "to"));
        List<Integer> ports =
                link.get("ports")
                        .map(node -> pair(node, "ports", "[PORT, PORT]"))
                        .map(p -> p.stream().map(t -> t.integer("port", 1, MAX_PORT)).toList())
                        .orElse(List.of(0, 0));
        End a = new End(index(names.get(0)), ports.get(0));
        End b = new End(index(names.get(1)), ports.get(1));
        if (a.node() == b.node()) {
            throw names.get(1).isNot("link end", "another node than the first");
        }
        claim(leaving, a, link);
        claim(arriving, b, link);
        Traits traits = traits(link, a.node(), b.node());
        if (between.isPresent()) {
            claim(arriving, a, link);
            claim(leaving, b, link);
            draft.cable(a, b, traits);
        } else {
            draft.edge(a, b, traits);
        }
    }

    private static void claim(Set<End> taken, End end, Mapping link) {
        if (end.port() != 0 && !taken.add(end)) {
            throw MalformedInput.isNot(link.place(), "port " + end.port(), "free for this link");
        }
    }

    private Traits traits(Mapping link, int a, int b) {
        double weight =
                link.get("weight").map(n -> token(n, "weight").positive("weight")).orElse(1.0);
        Bandwidth capacity =
                link.get("capacity")
                        .map(n -> capacity(token(n, "capacity")))
                        .orElse(TopologyDraft.DEFAULT_CAPACITY);
        Duration delay =
                link.get("delay")
                        .map(n -> delay(token(n, "delay")))
                        .orElseGet(() -> draft.delayBetween(a, b));
        return new Traits(weight, capacity, delay);
    }

    private static Bandwidth capacity(Token token) {
        return Bandwidth.tryParse(token.text())
                .orElseThrow(
                        () -> token.isNot("capacity", "a number with a unit, such as 2.5 Gbit/s"));
    }

    private static Duration delay(Token token) {
        return DurationText.tryParse(token.text())
                .orElseThrow(() -> token.isNot("delay", "a number with a unit, such as 1.5 ms"));
    }

    private int index(Token name) {
        Integer index = indexByName.get(name.text());
        if (index == null) {
            throw new MalformedInput(
                    name.place(),
                    "link end "
                            + MalformedInput.quoted(name.text())
                            + " is not a node"
                            + Nearest.to(name.text(), indexByName.keySet())
                                    .map(near -> ", did you mean '" + near + "'?")
                                    .orElse(""));
        }
        return index;
    }

    private static List<Token> pair(YamlNode node, String key, String shape) {
        if (node instanceof Sequence sequence && sequence.items().size() == 2) {
            return sequence.items().stream().map(item -> token(item, key)).toList();
        }
        throw MalformedInput.isNot(node.place(), key + " " + node.describe(), shape);
    }

    private static Token token(YamlNode node, String key) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            return new Token(scalar.place(), scalar.text());
        }
        throw MalformedInput.isNot(node.place(), key + " " + node.describe(), "a single value");
    }

    private static Mapping mapping(YamlNode node, String expected) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw MalformedInput.isNot(node.place(), node.describe(), expected);
    }

    private static Sequence list(YamlNode node, String key) {
        if (node instanceof Sequence sequence) {
            return sequence;
        }
        throw MalformedInput.isNot(node.place(), key + " " + node.describe(), "a list");
    }
}
