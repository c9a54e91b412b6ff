package io.teleon.controller.report;

import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the names of nodes where a text has their identifiers, for people:
/// `00000000000000a1/3>00000000000000a2/1` reads `Oslo>Bergen`, or `Oslo/3>Bergen/1` where several
/// links lead from the one to the other. A path of links, `Oslo>Bergen,Bergen>Voss`, reads
/// `Oslo>Bergen>Voss`.
///
/// @param nodes names by datapath id in its text form
/// @param doubled pairs `FROM>TO` of datapath ids with more than one link
public record NetworkNames(Map<String, String> nodes, SortedSet<String> doubled) {

    /// Every text stays as it is.
    public static final NetworkNames NONE = new NetworkNames(new TreeMap<>(), new TreeSet<>());

    private static final Pattern LINK =
            Pattern.compile("([0-9a-f]{16})/(\\d{1,10})>([0-9a-f]{16})/(\\d{1,10})");

    /// Where the next link begins at the node the one before ends at.
    private static final Pattern JOINT = Pattern.compile(">([^,>\\s()]{1,64}), ?\\1(?=>)");

    private static final Pattern NODE = Pattern.compile("\\b[0-9a-f]{16}\\b");

    /// Of everything a controller has seen.
    public static NetworkNames of(ControllerView view) {
        Map<String, String> nodes = new TreeMap<>();
        view.switches().forEach(node -> nodes.put(node.id().toString(), node.name()));
        return of(nodes, view.links().stream().map(link -> link.link().id()).toList());
    }

    /// @param nodes names by datapath id in its text form
    /// @param links all there are
    public static NetworkNames of(Map<String, String> nodes, List<LinkId> links) {
        SortedSet<String> seen = new TreeSet<>();
        SortedSet<String> doubled = new TreeSet<>();
        for (LinkId link : links) {
            String pair = link.source().datapath() + ">" + link.target().datapath();
            if (!seen.add(pair)) {
                doubled.add(pair);
            }
        }
        return new NetworkNames(nodes, doubled);
    }

    public String named(String text) {
        String links = LINK.matcher(text).replaceAll(m -> Matcher.quoteReplacement(link(m)));
        String named =
                NODE.matcher(links)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(nodes.getOrDefault(m.group(), m.group())));
        return JOINT.matcher(named).replaceAll(">$1");
    }

    private String link(MatchResult found) {
        boolean isOne = !doubled.contains(found.group(1) + ">" + found.group(3));
        boolean isKnown = nodes.containsKey(found.group(1)) && nodes.containsKey(found.group(3));
        return isOne && isKnown ? found.group(1) + ">" + found.group(3) : found.group();
    }
}
