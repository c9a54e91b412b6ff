package io.teleon.models.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm.SingleSourcePaths;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.alg.shortestpath.SuurballeKDisjointShortestPaths;
import org.jgrapht.alg.shortestpath.YenKShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/// The paths of one topology: shortest, k shortest and link-disjoint ones, by weight.
///
/// Equal weights are decided the same way in every run: the graph is built in the order of the link
/// ids and the searches are deterministic. Dijkstra 1959; Yen, Management Science 17 (1971);
/// Suurballe & Tarjan, Networks 14 (1984), all by JGraphT.
public final class Routes {

    private final Topology topology;
    private final DirectedWeightedMultigraph<DatapathId, LinkEdge> graph;
    private final DijkstraShortestPath<DatapathId, LinkEdge> dijkstra;

    /// JGraphT demands that edges differ by identity and carry no weight of ours in equals.
    private record LinkEdge(Link link) {}

    private Routes(Topology topology) {
        this.topology = topology;
        graph = new DirectedWeightedMultigraph<>(LinkEdge.class);
        topology.nodes().forEach(node -> graph.addVertex(node.id()));
        for (Link link : topology.links()) {
            LinkEdge edge = new LinkEdge(link);
            graph.addEdge(link.source().datapath(), link.target().datapath(), edge);
            graph.setEdgeWeight(edge, link.weight());
        }
        dijkstra = new DijkstraShortestPath<>(graph);
    }

    public static Routes of(Topology topology) {
        return new Routes(topology);
    }

    public Topology topology() {
        return topology;
    }

    /// The lightest path, or none where the two are not connected or not there.
    public Optional<Path> shortest(DatapathId source, DatapathId target) {
        if (!graph.containsVertex(source) || !graph.containsVertex(target)) {
            return Optional.empty();
        }
        return Optional.ofNullable(dijkstra.getPath(source, target)).map(Routes::path);
    }

    /// The lightest paths from one node, found in one search: the same as [#shortest] finds.
    public Tree from(DatapathId source) {
        return new Tree(
                graph.containsVertex(source)
                        ? Optional.of(dijkstra.getPaths(source))
                        : Optional.empty());
    }

    /// The lightest paths from one node to all others.
    public static final class Tree {

        private final Optional<SingleSourcePaths<DatapathId, LinkEdge>> paths;

        private Tree(Optional<SingleSourcePaths<DatapathId, LinkEdge>> paths) {
            this.paths = paths;
        }

        /// The lightest path, or none where the two are not connected or not there.
        public Optional<Path> to(DatapathId target) {
            return paths.filter(found -> found.getGraph().containsVertex(target))
                    .flatMap(found -> Optional.ofNullable(found.getPath(target)))
                    .map(Routes::path);
        }

        /// The weight of the lightest path, without spelling the path out; empty where there is
        /// none.
        public OptionalDouble weightTo(DatapathId target) {
            if (paths.isEmpty() || !paths.get().getGraph().containsVertex(target)) {
                return OptionalDouble.empty();
            }
            double weight = paths.get().getWeight(target);
            return Double.isInfinite(weight) ? OptionalDouble.empty() : OptionalDouble.of(weight);
        }
    }

    /// Up to `k` loopless paths, lightest first.
    public List<Path> kShortest(DatapathId source, DatapathId target, int k) {
        if (!graph.containsVertex(source) || !graph.containsVertex(target)) {
            return List.of();
        }
        if (source.equals(target)) {
            return List.of(new Path(source, List.of()));
        }
        return new YenKShortestPath<>(graph)
                .getPaths(source, target, k).stream().map(Routes::path).toList();
    }

    /// Two paths that share no link and whose summed weight is least, the lighter first; empty
    /// where no such pair exists.
    public Optional<DisjointPair> disjointPair(DatapathId source, DatapathId target) {
        return disjointPair(source, target, false);
    }

    /// The same for paths that share no switch but their ends either.
    public Optional<DisjointPair> nodeDisjointPair(DatapathId source, DatapathId target) {
        return disjointPair(source, target, true);
    }

    private Optional<DisjointPair> disjointPair(
            DatapathId source, DatapathId target, boolean byNodes) {
        if (source.equals(target)
                || !graph.containsVertex(source)
                || !graph.containsVertex(target)) {
            return Optional.empty();
        }
        List<GraphPath<Stop, DefaultWeightedEdge>> found =
                new SuurballeKDisjointShortestPaths<>(subdivided(byNodes))
                        .getPaths(leaving(source, byNodes), new Stop.At(target), 2);
        if (found.size() < 2) {
            return Optional.empty();
        }
        Path first = subdividedPath(source, found.get(0));
        Path second = subdividedPath(source, found.get(1));
        return Optional.of(
                second.weight() < first.weight()
                        ? new DisjointPair(second, first)
                        : new DisjointPair(first, second));
    }

    /// A vertex of the graph in which every link has a vertex of its own. JGraphT's search for
    /// disjoint paths takes simple graphs only, and this is how parallel links become one. Where
    /// switches may not be shared, each is two vertices with one edge between, which only one path
    /// can have.
    private sealed interface Stop {
        record At(DatapathId node) implements Stop {}

        record From(DatapathId node) implements Stop {}

        record On(Link link) implements Stop {}
    }

    private static Stop leaving(DatapathId node, boolean byNodes) {
        return byNodes ? new Stop.From(node) : new Stop.At(node);
    }

    private SimpleDirectedWeightedGraph<Stop, DefaultWeightedEdge> subdivided(boolean byNodes) {
        SimpleDirectedWeightedGraph<Stop, DefaultWeightedEdge> simple =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        for (Node node : topology.nodes()) {
            Stop at = new Stop.At(node.id());
            Stop from = leaving(node.id(), byNodes);
            simple.addVertex(at);
            simple.addVertex(from);
            if (!at.equals(from)) {
                simple.setEdgeWeight(simple.addEdge(at, from), 0);
            }
        }
        for (Link link : topology.links()) {
            Stop on = new Stop.On(link);
            simple.addVertex(on);
            Stop source = leaving(link.source().datapath(), byNodes);
            simple.setEdgeWeight(simple.addEdge(source, on), link.weight());
            simple.setEdgeWeight(simple.addEdge(on, new Stop.At(link.target().datapath())), 0);
        }
        return simple;
    }

    private static Path subdividedPath(
            DatapathId source, GraphPath<Stop, DefaultWeightedEdge> found) {
        List<Link> links = new ArrayList<>();
        for (Stop stop : found.getVertexList()) {
            if (stop instanceof Stop.On on) {
                links.add(on.link());
            }
        }
        return new Path(source, links);
    }

    private static Path path(GraphPath<DatapathId, LinkEdge> found) {
        return new Path(
                found.getStartVertex(), found.getEdgeList().stream().map(LinkEdge::link).toList());
    }

    /// Two paths between the same ends without a common link.
    public record DisjointPair(Path working, Path protecting) {}
}
