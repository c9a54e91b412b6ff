package io.teleon.controller.twin;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// The digital twin: tries changes on a copy of what the controller believes. Pure.
public final class Twin {

    private static final Comparator<Verdict> BEST_FIRST =
            Comparator.<Verdict, Boolean>comparing(v -> v.kind() == Verdict.Kind.REFUSED)
                    .thenComparingDouble(v -> v.after().score().total());

    private Twin() {}

    /// Tries the chosen candidate and its alternatives, each by itself, against leaving things as
    /// they are.
    ///
    /// @param alternatives may hold the chosen one and doubles; each is tried once
    public static Rehearsal rehearse(
            TwinNetwork network, Candidate chosen, List<Candidate> alternatives) {
        LinkedHashSet<Candidate> candidates = new LinkedHashSet<>();
        candidates.add(chosen);
        candidates.addAll(alternatives);
        Judge judge = new Judge(network);
        List<Verdict> verdicts = new ArrayList<>();
        candidates.forEach(candidate -> verdicts.add(judge.verdict(candidate)));
        return new Rehearsal(verdicts.getFirst(), verdicts.stream().sorted(BEST_FIRST).toList());
    }

    /// The network without one cable, in both directions; who went by it goes the lightest way of
    /// the rest, or has none.
    public static TwinNetwork without(TwinNetwork network, LinkId link) {
        Routes routes = Routes.of(Detours.without(network.topology(), link));
        List<TwinDemand> demands =
                network.demands().stream()
                        .map(demand ->
                                demand.path().contains(link)
                                                || demand.path().contains(link.reversed())
                                        ? demand.along(lightest(routes, demand))
                                        : demand)
                        .toList();
        return new TwinNetwork(
                routes.topology(), demands, network.managementNode(), network.lossy());
    }

    private static List<LinkId> lightest(Routes routes, TwinDemand demand) {
        return routes.shortest(demand.source(), demand.target())
                .map(path -> path.links().stream().map(Link::id).toList())
                .orElse(List.of());
    }
}
