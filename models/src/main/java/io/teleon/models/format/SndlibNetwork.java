package io.teleon.models.format;

import io.teleon.models.format.DemandTable.Pair;
import io.teleon.models.format.TopologyDraft.End;
import io.teleon.models.format.TopologyDraft.Traits;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Location;
import io.teleon.models.network.Topology;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A network of SNDlib (Orlowski et al., Networks 55, 2010), whichever file format it came in, and
/// what its numbers mean.
///
/// - Coordinates are longitude and latitude, unless the file calls them pixels or any is out of
///   range: then no node has a location.
/// - A link is a cable; only where every link has one the other way round are they directions.
/// - SNDlib asks how much capacity to build. We take all that it offers: what is installed already
///   plus the largest module, in Mbit/s; the default where both are zero. The routing cost is the
///   weight, 1 where it is zero. A link from a node to itself is refused.
/// - A demand is its value times its routing unit, in the unit of the file's `meta` section (Mbit/s
///   where it names none); those of one pair are added up. A file without a time is at the epoch.
record SndlibNetwork(
        Place place,
        boolean pixels,
        List<Site> sites,
        List<Cable> cables,
        List<Want> wants,
        Optional<Token> time,
        Optional<Token> unit) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm");

    /// A node.
    record Site(Token id, Optional<Token> x, Optional<Token> y) {}

    /// A link; `modules` are the capacities that may be added.
    record Cable(
            Token source,
            Token target,
            Optional<Token> installed,
            Optional<Token> cost,
            List<Token> modules) {}

    /// A demand.
    record Want(Token source, Token target, Optional<Token> routingUnit, Token value) {}

    Topology topology() {
        TopologyDraft draft = new TopologyDraft();
        Map<String, Integer> indexById = indexById();
        boolean onEarth = !pixels && sites.stream().allMatch(SndlibNetwork::isOnEarth);
        for (Site site : sites) {
            draft.node(site.id().text(), onEarth ? location(site) : Optional.empty());
        }
        boolean directed = isDirected();
        for (Cable cable : cables) {
            int a = index(cable.source(), "link source", indexById);
            int b = index(cable.target(), "link target", indexById);
            if (a == b) {
                throw cable.target().isNot("link target", "another node than its source");
            }
            Traits traits = new Traits(weight(cable), capacity(cable), draft.delayBetween(a, b));
            if (directed) {
                draft.edge(End.of(a), End.of(b), traits);
            } else {
                draft.cable(End.of(a), End.of(b), traits);
            }
        }
        return draft.topology();
    }

    DemandTable demands() {
        Map<String, Integer> indexById = indexById();
        double megabits = unit.map(SndlibNetwork::megabits).orElse(1.0);
        SequencedMap<Pair, Double> sums = new LinkedHashMap<>();
        for (Want want : wants) {
            index(want.source(), "demand source", indexById);
            index(want.target(), "demand target", indexById);
            double units = want.routingUnit().map(t -> t.notNegative("routing unit")).orElse(1.0);
            double value = want.value().notNegative("demand value") * units * megabits;
            if (value > Token.LARGEST) {
                throw want.value().isNot("demand value", "a number that a network carries");
            }
            sums.merge(new Pair(want.source().text(), want.target().text()), value, Double::sum);
        }
        double[] row = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
        return DemandTable.of(place, new ArrayList<>(sums.keySet()))
                .row(time.map(SndlibNetwork::instant).orElse(Instant.EPOCH), row)
                .table();
    }

    private Map<String, Integer> indexById() {
        Map<String, Integer> indexById = new HashMap<>();
        for (Site site : sites) {
            if (site.id().text().isBlank()) {
                throw site.id().isNot("node id", "a name");
            }
            if (indexById.put(site.id().text(), indexById.size()) != null) {
                throw site.id().isNot("node id", "unique");
            }
        }
        return indexById;
    }

    private static int index(Token id, String what, Map<String, Integer> indexById) {
        Integer index = indexById.get(id.text());
        if (index == null) {
            throw id.isNot(what, "the id of a node");
        }
        return index;
    }

    private boolean isDirected() {
        Set<List<String>> ends = new HashSet<>();
        cables.forEach(c -> ends.add(List.of(c.source().text(), c.target().text())));
        return !cables.isEmpty()
                && cables.stream()
                        .allMatch(
                                c -> ends.contains(List.of(c.target().text(), c.source().text())));
    }

    private static boolean isOnEarth(Site site) {
        return site.x().isEmpty() || site.y().isEmpty() || location(site).isPresent();
    }

    private static Optional<Location> location(Site site) {
        if (site.x().isEmpty() || site.y().isEmpty()) {
            return Optional.empty();
        }
        double x = site.x().get().number("x");
        double y = site.y().get().number("y");
        return Location.isOnEarth(x, y) ? Optional.of(new Location(x, y)) : Optional.empty();
    }

    private static double weight(Cable cable) {
        double cost = cable.cost().map(t -> t.notNegative("routing cost")).orElse(0.0);
        return cost > 0 ? cost : 1;
    }

    private static Bandwidth capacity(Cable cable) {
        double megabits =
                cable.installed().map(t -> t.notNegative("pre-installed capacity")).orElse(0.0);
        double largest = 0;
        for (Token module : cable.modules()) {
            largest = Math.max(largest, module.notNegative("module capacity"));
        }
        return megabits + largest > 0
                ? Bandwidth.ofMegabits(megabits + largest)
                : TopologyDraft.DEFAULT_CAPACITY;
    }

    private static double megabits(Token unit) {
        return switch (unit.text()) {
            case "KBITPERSEC" -> 1e-3;
            case "MBITPERSEC" -> 1;
            case "GBITPERSEC" -> 1e3;
            default -> throw unit.isNot("unit", "KBITPERSEC, MBITPERSEC or GBITPERSEC");
        };
    }

    private static Instant instant(Token time) {
        try {
            return LocalDateTime.parse(time.text(), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return IsoTime.parse(time);
        }
    }
}
