package io.teleon.models.intent;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the path of an intent must be like, besides joining its ends. An intent whose constraints
/// no path can keep is not installed, and one whose path no longer keeps them is led another way.
///
/// @param avoidLinks directed links that it may not go by
/// @param avoidNodes switches that it may not meet
/// @param waypoints switches that it must meet, in this order
/// @param maxDelay the longest propagation delay of its path, one way
/// @param bandwidth that is reserved for it on every link of its path, and of its second path
/// @param protection whether a second path is kept ready, which keeps the same constraints
public record Constraints(
        List<LinkId> avoidLinks,
        List<DatapathId> avoidNodes,
        List<DatapathId> waypoints,
        Optional<Duration> maxDelay,
        Optional<Bandwidth> bandwidth,
        Protection protection) {

    /// Of each kind of element.
    public static final int MAX_ELEMENTS = 100;

    public static final int MAX_WAYPOINTS = 4;

    /// Sums of what all intents reserve stay far below what a long holds.
    public static final Bandwidth MAX_BANDWIDTH = Bandwidth.ofGigabits(1e5);

    public static final Constraints NONE =
            new Constraints(List.of(), List.of(), List.of(), Optional.empty());

    /// With no second path.
    public Constraints(
            List<LinkId> avoidLinks,
            List<DatapathId> avoidNodes,
            List<DatapathId> waypoints,
            Optional<Duration> maxDelay,
            Optional<Bandwidth> bandwidth) {
        this(avoidLinks, avoidNodes, waypoints, maxDelay, bandwidth, Protection.NONE);
    }

    /// With nothing reserved either.
    public Constraints(
            List<LinkId> avoidLinks,
            List<DatapathId> avoidNodes,
            List<DatapathId> waypoints,
            Optional<Duration> maxDelay) {
        this(avoidLinks, avoidNodes, waypoints, maxDelay, Optional.empty());
    }

    public Constraints {
        avoidLinks = List.copyOf(avoidLinks);
        avoidNodes = List.copyOf(avoidNodes);
        waypoints = List.copyOf(waypoints);
        if (avoidLinks.size() > MAX_ELEMENTS || avoidNodes.size() > MAX_ELEMENTS) {
            throw new IllegalArgumentException(
                    "more than " + MAX_ELEMENTS + " links or switches to avoid");
        }
        if (waypoints.size() > MAX_WAYPOINTS) {
            throw new IllegalArgumentException(
                    waypoints.size() + " waypoints, at most " + MAX_WAYPOINTS);
        }
        if (waypoints.stream().distinct().count() < waypoints.size()) {
            throw new IllegalArgumentException("a waypoint is named twice");
        }
        for (DatapathId waypoint : waypoints) {
            if (avoidNodes.contains(waypoint)) {
                throw new IllegalArgumentException(
                        "switch " + waypoint + " is both a waypoint and to be avoided");
            }
        }
        if (maxDelay.isPresent() && !maxDelay.get().isPositive()) {
            throw new IllegalArgumentException(
                    "the longest delay " + maxDelay.get() + " is not above zero");
        }
        if (protection == Protection.DISJOINT && !waypoints.isEmpty()) {
            throw new IllegalArgumentException(
                    "paths that both meet "
                            + waypoints.getFirst()
                            + " cannot protect each other: expected no waypoints or no protection");
        }
        if (bandwidth
                .filter(rate -> rate.bitsPerSecond() < 1 || rate.compareTo(MAX_BANDWIDTH) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "a bandwidth of "
                            + bandwidth.get().exactText()
                            + " cannot be reserved, only 1 bit/s.."
                            + MAX_BANDWIDTH.exactText());
        }
    }

    /// The same without a second path.
    public Constraints unprotected() {
        return new Constraints(
                avoidLinks, avoidNodes, waypoints, maxDelay, bandwidth, Protection.NONE);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /// The first of them that a path does not keep, if there is one.
    public Optional<String> against(Path path) {
        for (LinkId link : avoidLinks) {
            if (path.uses(link)) {
                return Optional.of("the path goes by " + link + ", which is to be avoided");
            }
        }
        for (DatapathId node : avoidNodes) {
            if (path.datapaths().contains(node)) {
                return Optional.of("the path meets " + node + ", which is to be avoided");
            }
        }
        List<DatapathId> met = new ArrayList<>(path.datapaths());
        met.retainAll(waypoints);
        if (!met.equals(waypoints)) {
            return Optional.of("the path does not meet its waypoints in their order");
        }
        return maxDelay.filter(max -> path.delay().compareTo(max) > 0)
                .map(max -> "the path takes " + path.delay() + ", more than " + max);
    }
}
