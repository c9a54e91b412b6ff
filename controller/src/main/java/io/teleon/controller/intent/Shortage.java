package io.teleon.controller.intent;

import io.teleon.models.intent.Constraints;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// What is missing where an intent does not fit: on the way that has most room, the link that has
/// least.
///
/// @param link where it is missing
/// @param room what is there for this intent
/// @param blocker the intent that holds most there; none where the link could not carry it empty
record Shortage(Link link, Bandwidth wanted, Bandwidth room, OptionalInt blocker) {

    /// None where no path keeps the other constraints either.
    static Optional<Shortage> of(
            Topology usable,
            DatapathId source,
            DatapathId target,
            List<LinkId> avoid,
            Constraints constraints,
            Reservations reservations,
            int serial) {
        Bandwidth wanted = constraints.bandwidth().orElse(Bandwidth.ZERO);
        Topology wide = usable.withLinks(link -> link.capacity().compareTo(wanted) >= 0);
        Function<Link, Bandwidth> free = link -> reservations.room(link, serial);
        return widest(wide, source, target, avoid, constraints, free)
                .map(link ->
                        new Shortage(
                                link,
                                wanted,
                                free.apply(link),
                                reservations.greatest(link.id(), serial)))
                .or(() ->
                        widest(usable, source, target, avoid, constraints, Link::capacity)
                                .map(link ->
                                        new Shortage(
                                                link,
                                                wanted,
                                                link.capacity(),
                                                OptionalInt.empty())));
    }

    /// The narrowest link of the widest path, by what is free on each: the greatest bound under
    /// which there is still a path is found by halving.
    private static Optional<Link> widest(
            Topology topology,
            DatapathId source,
            DatapathId target,
            List<LinkId> avoid,
            Constraints constraints,
            Function<Link, Bandwidth> free) {
        List<Bandwidth> bounds = topology.links().stream().map(free).distinct().sorted().toList();
        Optional<Path> best = Optional.empty();
        int from = 0;
        int to = bounds.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            Bandwidth bound = bounds.get(middle);
            Optional<Path> path =
                    ConstrainedPaths.lightest(
                            topology.withLinks(link -> free.apply(link).compareTo(bound) >= 0),
                            source,
                            target,
                            avoid,
                            constraints);
            if (path.isPresent()) {
                best = path;
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return best.flatMap(
                path -> path.links().stream().min(Comparator.comparing(free).thenComparing(l -> l)));
    }

    /// @param from where the way begins, as people call it
    String text(String from, String to, Function<LinkId, String> names) {
        Bandwidth missing = new Bandwidth(wanted.bitsPerSecond() - room.bitsPerSecond());
        return "no path from "
                + from
                + " to "
                + to
                + " has "
                + wanted.exactText()
                + " free: "
                + missing.exactText()
                + " are missing at "
                + names.apply(link.id())
                + ", which carries "
                + link.capacity().exactText()
                + (blocker.isPresent()
                        ? " and has " + room.exactText() + " left"
                        : ", all that is there on the way");
    }
}
