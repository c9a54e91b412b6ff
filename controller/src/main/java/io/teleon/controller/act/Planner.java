package io.teleon.controller.act;

import io.teleon.controller.containment.Extent;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.twin.Detours;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Turns a wish into a [Plan] for the network as it was at the last look. It changes nothing.
final class Planner {

    /// What is led onto a link fills it up to this share of its capacity at most, where there is a
    /// choice.
    private static final double FILL = 0.95;

    /// A path may be 1.5 times as slow as the shortest before its service counts as violated; some
    /// of it is left to the queues.
    private static final double MOST_STRETCH = 1.4;

    /// Less is left to nobody.
    private static final double LEAST_LIMIT = 1e6;

    private final NetworkState network;
    private final LinkNames names;
    private final Foresight foresight;

    Planner(NetworkState network, LinkNames names, Foresight foresight) {
        this.network = network;
        this.names = names;
        this.foresight = foresight;
    }

    /// Keeps all whose default way goes by a link off it: who is on it goes by the detour, who goes
    /// another way already stays there.
    ///
    /// @param held what this action holds already: it goes by another detour, if that is wanted now
    /// @param free whether no other action holds an intent
    Plan steer(
            Picture picture,
            LinkId link,
            Detour detour,
            SequencedMap<IntentId, List<LinkId>> held,
            Predicate<IntentId> free) {
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        List<String> diff = new ArrayList<>();
        int moves = 0;
        double moved = 0;
        for (IntentId user : link(picture, link).users()) {
            OfIntent intent = picture.intents().get(user);
            if (intent == null || !isOurs(intent, free) || intent.view().path().isEmpty()) {
                continue;
            }
            List<LinkId> now = intent.view().path();
            List<LinkId> before = held.containsKey(user) ? direct(now, link) : now;
            if (!before.contains(link)) {
                paths.put(user, now);
                continue;
            }
            Optional<List<LinkId>> then = Detours.splice(before, link, detour.links());
            if (then.filter(now::equals).isPresent()) {
                paths.put(user, now);
            } else if (then.isPresent()) {
                paths.put(user, then.get());
                diff.add(line(user, now, then.get()));
                moves++;
                moved += intent.sends().map(Picture.Measured::value).orElse(0.0);
            }
        }
        return paths.isEmpty()
                ? new Plan.Impossible(
                        "no intent that goes by "
                                + names.name(link)
                                + " by default can be held off it")
                : new Plan.Paths(paths, moves, moved, diff);
    }

    /// A way that leads around a link, by the link instead; unchanged where it does not meet both
    /// its ends.
    private static List<LinkId> direct(List<LinkId> way, LinkId link) {
        int leaves = -1;
        int returns = -1;
        for (int i = 0; i < way.size(); i++) {
            if (way.get(i).source().datapath().equals(link.source().datapath())) {
                leaves = i;
            }
            if (way.get(i).target().datapath().equals(link.target().datapath())) {
                returns = i;
            }
        }
        if (leaves < 0 || returns < leaves) {
            return way;
        }
        List<LinkId> direct = new ArrayList<>(way.subList(0, leaves));
        direct.add(link);
        direct.addAll(way.subList(returns + 1, way.size()));
        return direct;
    }

    /// Leads as few as possible of those on a link by the detour, so that together they are
    /// expected to send at least so much, and no more than the detour has room for where that can
    /// be; else the twin will say whether it is worth it.
    ///
    /// @param rate of what is expected to be offered to the link
    /// @param held what this action holds already: it stays, also if less would do now, for what
    ///   goes back and forth with every forecast helps nobody
    Plan shift(
            Picture picture,
            LinkId link,
            Detour detour,
            double rate,
            SequencedMap<IntentId, List<LinkId>> held,
            Predicate<IntentId> free) {
        Expectations expectations = Expectations.of(picture, Optional.of(link), foresight);
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        double left = rate;
        double room = room(picture, detour);
        for (var one : held.entrySet()) {
            OfIntent intent = picture.intents().get(one.getKey());
            if (intent != null) {
                paths.put(one.getKey(), one.getValue());
                double expected = expectations.of(intent).p90();
                left -= expected;
                room -= expected - intent.sends().map(Picture.Measured::value).orElse(0.0);
            }
        }
        List<Leadable> candidates = new ArrayList<>();
        for (OfIntent intent : picture.intents().values()) {
            if (isOurs(intent, free)
                    && !held.containsKey(intent.id())
                    && intent.sends().filter(m -> m.value() > 0).isPresent()) {
                Detours.splice(intent.view().path(), link, detour.links())
                        .ifPresent(then ->
                                candidates.add(
                                        new Leadable(
                                                intent,
                                                then,
                                                expectations.of(intent).p90(),
                                                isTooLong(intent, then))));
            }
        }
        candidates.sort(Leadable.BEST_FIRST);
        List<String> diff = new ArrayList<>();
        int moves = 0;
        double moved = 0;
        for (Leadable one : left > 0 ? chosen(candidates, left, room) : List.<Leadable>of()) {
            paths.put(one.intent().id(), one.then());
            diff.add(line(one.intent().id(), one.intent().view().path(), one.then()));
            moved += one.sends();
            moves++;
        }
        return paths.isEmpty()
                ? new Plan.Impossible(
                        "no intent on "
                                + names.name(link)
                                + " can be led by "
                                + detour.name().name())
                : new Plan.Paths(paths, moves, moved, diff);
    }

    /// An intent that can be led by a detour.
    ///
    /// @param expected bits per second that it is expected to send
    /// @param tooLong whether its delay would be more than it should be
    private record Leadable(OfIntent intent, List<LinkId> then, double expected, boolean tooLong) {

        private static final Comparator<Leadable> BEST_FIRST =
                Comparator.comparing(Leadable::tooLong)
                        .thenComparingDouble(one -> -one.expected())
                        .thenComparing(one -> one.intent().id());

        double sends() {
            return intent.sends().orElseThrow().value();
        }
    }

    /// All of them where they are too few.
    private static List<Leadable> chosen(List<Leadable> candidates, double rate, double room) {
        Selection<Leadable> selection =
                new Selection<>(candidates, Leadable::expected, Leadable::tooLong);
        return selection
                .between(rate, room)
                .or(() -> selection.between(rate, Double.POSITIVE_INFINITY))
                .orElse(candidates);
    }

    /// What all links of a detour have room for, their own growth set aside; infinite where nothing
    /// is measured.
    private static double room(Picture picture, Detour detour) {
        double room = Double.POSITIVE_INFINITY;
        for (LinkId id : detour.links()) {
            OfLink link = picture.links().get(id);
            if (link != null && link.carried().isPresent()) {
                room =
                        Math.min(
                                room,
                                FILL * link.capacity()
                                        - link.carried().get().value()
                                        - growth(link));
            }
        }
        return room;
    }

    private static double growth(OfLink link) {
        return link.soon()
                .flatMap(soon -> link.offered().map(now -> Math.max(0, soon.value() - now.value())))
                .orElse(0.0);
    }

    /// Whether a way takes so much longer than the lightest that the delay promised is in danger.
    private boolean isTooLong(OfIntent intent, List<LinkId> then) {
        return intent.ends()
                .flatMap(ends -> network.lightest(ends.source(), ends.target()))
                .filter(lightest ->
                        delay(then).toNanos() > MOST_STRETCH * lightest.delay().toNanos())
                .isPresent();
    }

    private Duration delay(List<LinkId> links) {
        return links.stream()
                .map(link -> network.describe(link).delay())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Cuts what the intents of a tier on a link send, each by the same share, so that together it
    /// is so much less.
    Plan shape(Picture picture, LinkId link, Tier tier, double less, Predicate<IntentId> free) {
        List<OfIntent> concerned =
                picture.intents().values().stream()
                        .filter(i -> i.view().intent().tier() == tier && isOurs(i, free))
                        .filter(i -> i.view().path().contains(link) && i.sends().isPresent())
                        .toList();
        double sum = concerned.stream().mapToDouble(i -> i.sends().orElseThrow().value()).sum();
        if (!(sum > 0)) {
            return new Plan.Impossible(
                    "no intent of tier " + tier + " sends anything over " + names.name(link));
        }
        double share = Math.max(0, 1 - less / sum);
        SequencedMap<IntentId, Bandwidth> limits = new LinkedHashMap<>();
        List<String> diff = new ArrayList<>();
        for (OfIntent intent : concerned) {
            double sends = intent.sends().orElseThrow().value();
            Bandwidth limit = new Bandwidth(Math.max(LEAST_LIMIT, Math.rint(sends * share)));
            limits.put(intent.id(), limit);
            diff.add(intent.id() + ": at most " + limit + " instead of " + new Bandwidth(sends));
        }
        return new Plan.Limits(limits, diff);
    }

    Plan bounce(LinkId link) {
        return new Plan.Bounce(
                link, List.of("port " + network.name(link.source()) + ": down and up again"));
    }

    /// @param entering those whose packets come in there
    Plan contain(ConnectPoint point, Extent extent, List<IntentId> entering) {
        String those =
                entering.isEmpty()
                        ? "no intent begins there"
                        : entering.size() == 1
                                ? "intent " + entering.getFirst()
                                : "the " + entering.size() + " intents that begin there";
        return new Plan.Contain(
                point,
                extent,
                extent == Extent.EVERYTHING ? entering : List.of(),
                List.of(
                        network.name(point)
                                + switch (extent) {
                                    case QUESTIONS ->
                                            ": its questions for others go where its intents lead,"
                                                    + " and to nobody else; untouched: ";
                                    case EVERYTHING ->
                                            ": whatever it sends is dropped; cut off with it: ";
                                }
                                + those));
    }

    private static boolean isOurs(OfIntent intent, Predicate<IntentId> free) {
        InstallState state = intent.view().state();
        return (state == InstallState.INSTALLED
                        || state == InstallState.REROUTING
                        || state == InstallState.INSTALLING)
                && !intent.view().heldByPerson()
                && free.test(intent.id());
    }

    private static OfLink link(Picture picture, LinkId link) {
        OfLink found = picture.links().get(link);
        if (found == null) {
            throw new IllegalStateException("link " + link + " is not in the picture");
        }
        return found;
    }

    private String line(IntentId id, List<LinkId> now, List<LinkId> then) {
        return id + ": " + way(then) + " instead of " + way(now);
    }

    /// `LOSAng-HSTNng-ATLAng`.
    String way(List<LinkId> links) {
        return links.isEmpty()
                ? "nowhere"
                : network.nameOf(links.getFirst().source().datapath())
                        + links.stream()
                                .map(link -> "-" + network.nameOf(link.target().datapath()))
                                .collect(Collectors.joining());
    }
}
