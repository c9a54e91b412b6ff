package io.teleon.controller.intent;

import io.teleon.models.intent.Constraints;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Routes.DisjointPair;
import io.teleon.models.network.Topology;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Two paths that keep an intent's constraints and have no link and no switch between their ends in
/// common.
///
/// Where the two of least weight together keep them, they are the answer, and exact. With a longest
/// delay the question is NP-hard (Li, McCormick and Simchi-Levi, Discrete Applied Mathematics 26,
/// 1990): the two of least delay are tried next, then the lightest paths in their order, each with
/// the lightest that is left beside it. What none of these finds is not found.
final class ProtectedPaths {

    private ProtectedPaths() {}

    static Optional<DisjointPair> pair(
            Topology usable,
            DatapathId source,
            DatapathId target,
            List<LinkId> avoid,
            Constraints constraints) {
        if (constraints.avoidNodes().contains(source)
                || constraints.avoidNodes().contains(target)) {
            return Optional.empty();
        }
        Topology allowed = ConstrainedPaths.allowed(usable, avoid, constraints);
        Predicate<DisjointPair> keep =
                two ->
                        constraints.against(two.working()).isEmpty()
                                && constraints.against(two.protecting()).isEmpty();
        Optional<DisjointPair> lightest = Routes.of(allowed).nodeDisjointPair(source, target);
        if (lightest.isEmpty() || lightest.filter(keep).isPresent()) {
            return lightest;
        }
        return Routes.of(ConstrainedPaths.byDelay(allowed))
                .nodeDisjointPair(source, target)
                .map(two ->
                        new DisjointPair(
                                ConstrainedPaths.in(allowed, source, two.working()),
                                ConstrainedPaths.in(allowed, source, two.protecting())))
                .filter(keep)
                .or(() -> oneByOne(allowed, allowed, source, target, constraints));
    }

    /// One path that keeps off these links, and any other beside it.
    static Optional<DisjointPair> workingOff(
            Topology usable,
            DatapathId source,
            DatapathId target,
            List<LinkId> avoid,
            Constraints constraints) {
        return oneByOne(
                ConstrainedPaths.allowed(usable, avoid, constraints),
                usable,
                source,
                target,
                constraints);
    }

    private static Optional<DisjointPair> oneByOne(
            Topology forWorking,
            Topology forProtecting,
            DatapathId source,
            DatapathId target,
            Constraints constraints) {
        return Routes.of(forWorking).kShortest(source, target, ConstrainedPaths.TRIED).stream()
                .filter(path -> constraints.against(path).isEmpty())
                .flatMap(path ->
                        beside(forProtecting, path, constraints)
                                .map(other -> new DisjointPair(path, other))
                                .stream())
                .findFirst();
    }

    /// The lightest path between the same ends that shares nothing with this one.
    static Optional<Path> beside(Topology usable, Path path, Constraints constraints) {
        List<DatapathId> between =
                path.datapaths().stream()
                        .filter(node -> !node.equals(path.source()) && !node.equals(path.target()))
                        .toList();
        Topology rest =
                usable.withLinks(link ->
                        !path.uses(link.id())
                                && !between.contains(link.source().datapath())
                                && !between.contains(link.target().datapath()));
        return ConstrainedPaths.lightest(
                rest, path.source(), path.target(), List.of(), constraints);
    }
}
