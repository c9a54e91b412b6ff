package io.teleon.controller.twin;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Ways around one directed link.
public final class Detours {

    /// How many ways around a link are looked for.
    public static final int MOST = 4;

    private static final Comparator<Path> LIGHTEST_FIRST =
            Comparator.comparingDouble(Path::weight)
                    .thenComparingInt(path -> path.links().size())
                    .thenComparing(Detours::text);

    private Detours() {}

    private static String text(Path path) {
        return path.links().toString();
    }

    /// Up to [#MOST] loopless paths from the link's source to its target by usable links, neither
    /// the link nor its reverse among them: lightest first, then fewer links, then by their ids.
    /// Where there are more of equal weight than there is room for, the search (Yen's, see
    /// [Routes]) takes some, the same ones each time.
    ///
    /// @param link need not be usable itself
    public static List<Path> around(Topology usable, LinkId link) {
        return around(usable, link, MOST);
    }

    /// As above, up to `most`.
    public static List<Path> around(Topology usable, LinkId link, int most) {
        Topology rest = without(usable, link);
        DatapathId source = link.source().datapath();
        DatapathId target = link.target().datapath();
        if (source.equals(target)) {
            return List.of();
        }
        return Routes.of(rest).kShortest(source, target, most).stream()
                .sorted(LIGHTEST_FIRST)
                .toList();
    }

    /// The usable links but for one cable, in both directions.
    static Topology without(Topology usable, LinkId link) {
        LinkId reversed = link.reversed();
        return usable.withLinks(l -> !l.id().equals(link) && !l.id().equals(reversed));
    }

    /// A path with one of its links replaced by a detour. Where a node is met again, everything
    /// from its first to its last visit is left out, so that the result meets no node twice; it may
    /// then follow the detour in part only.
    ///
    /// @return empty where the path does not use the link, path or detour is broken, the detour
    ///   does not lead from the link's source to its target or uses the link, or nothing is left
    public static Optional<List<LinkId>> splice(
            List<LinkId> path, LinkId link, List<LinkId> detour) {
        int at = path.indexOf(link);
        if (at < 0
                || detour.isEmpty()
                || detour.contains(link)
                || !isContiguous(path)
                || !isContiguous(detour)
                || !source(detour.getFirst()).equals(source(link))
                || !target(detour.getLast()).equals(target(link))) {
            return Optional.empty();
        }
        List<LinkId> walk = new ArrayList<>(path.subList(0, at));
        walk.addAll(detour);
        walk.addAll(path.subList(at + 1, path.size()));
        List<LinkId> result = withoutCycles(walk);
        return result.isEmpty() || result.contains(link)
                ? Optional.empty()
                : Optional.of(List.copyOf(result));
    }

    /// As above, for a detour that [#around] found.
    public static Optional<List<LinkId>> splice(List<LinkId> path, LinkId link, Path detour) {
        return splice(path, link, detour.links().stream().map(Link::id).toList());
    }

    private static List<LinkId> withoutCycles(List<LinkId> walk) {
        List<LinkId> simple = new ArrayList<>();
        int at = 0;
        DatapathId node = source(walk.getFirst());
        while (true) {
            for (int i = at; i < walk.size(); i++) {
                if (target(walk.get(i)).equals(node)) {
                    at = i + 1;
                }
            }
            if (at == walk.size()) {
                return simple;
            }
            simple.add(walk.get(at));
            node = target(walk.get(at));
            at++;
        }
    }

    private static boolean isContiguous(List<LinkId> links) {
        for (int i = 1; i < links.size(); i++) {
            if (!target(links.get(i - 1)).equals(source(links.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static DatapathId source(LinkId link) {
        return link.source().datapath();
    }

    private static DatapathId target(LinkId link) {
        return link.target().datapath();
    }
}
