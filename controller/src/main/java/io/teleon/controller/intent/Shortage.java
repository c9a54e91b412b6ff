package io.teleon.controller.intent;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
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

    /// Finds the links of a way that keeps all but the bandwidth, or of the two of a protected
    /// intent.
    interface Ways {
        Optional<List<Link>> in(Topology topology);
    }

    /// None where there is no way even without it.
    static Optional<Shortage> of(
            Topology usable, Ways ways, Bandwidth wanted, Reservations reservations, int serial) {
        Topology wide = usable.withLinks(link -> link.capacity().compareTo(wanted) >= 0);
        Function<Link, Bandwidth> free = link -> reservations.room(link, serial);
        return widest(wide, ways, free)
                .map(link ->
                        new Shortage(
                                link,
                                wanted,
                                free.apply(link),
                                reservations.greatest(link.id(), serial)))
                .or(() ->
                        widest(usable, ways, Link::capacity)
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
            Topology topology, Ways ways, Function<Link, Bandwidth> free) {
        List<Bandwidth> bounds = topology.links().stream().map(free).distinct().sorted().toList();
        Optional<List<Link>> best = Optional.empty();
        int from = 0;
        int to = bounds.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            Bandwidth bound = bounds.get(middle);
            Optional<List<Link>> path =
                    ways.in(topology.withLinks(link -> free.apply(link).compareTo(bound) >= 0));
            if (path.isPresent()) {
                best = path;
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return best.flatMap(
                links -> links.stream().min(Comparator.comparing(free).thenComparing(l -> l)));
    }

    /// @param what has not that much free
    String text(String what, Function<LinkId, String> names) {
        Bandwidth missing = new Bandwidth(wanted.bitsPerSecond() - room.bitsPerSecond());
        return what
                + " "
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
