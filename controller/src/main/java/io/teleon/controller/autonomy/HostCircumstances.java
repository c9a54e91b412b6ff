package io.teleon.controller.autonomy;

import io.teleon.controller.act.Actions;
import io.teleon.controller.act.Edge;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.AutonomyView;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What guardrails ask of the host, answered from the last look at the network and from what was
/// done of late.
final class HostCircumstances implements Circumstances {

    /// ITU-T X.733: warning 1, minor 2, major 3, critical 4.
    private static final double NORMAL = 0;

    private static final double MINOR = 2;
    private static final double MAJOR = 3;
    private static final double CRITICAL = 4;
    private static final double LOSSY = 0.001;
    private static final double HEAVY = 0.01;

    private final Supplier<Picture> paint;
    private final BiPredicate<String, Instant> isInWindow;
    private final Function<Instant, List<Actions.Done>> done;
    private final Function<Value, Optional<LinkId>> named;
    private final Predicate<Value> isInfrastructure;
    private Optional<Picture> painted = Optional.empty();

    private HostCircumstances(
            Supplier<Picture> paint,
            BiPredicate<String, Instant> isInWindow,
            Function<Instant, List<Actions.Done>> done,
            Function<Value, Optional<LinkId>> named,
            Predicate<Value> isInfrastructure) {
        this.isInfrastructure = isInfrastructure;
        this.paint = paint;
        this.isInWindow = isInWindow;
        this.done = done;
        this.named = named;
    }

    /// @param paint the network as it is now; asked once, and only if a guardrail asks
    static HostCircumstances of(
            Supplier<Picture> paint, Orders orders, Actions actions, LinkNames names, Edge edge) {
        return new HostCircumstances(
                paint,
                orders::isIn,
                actions::done,
                names::link,
                value ->
                        edge.names()
                                .point(value)
                                .filter(edge.containments()::isInfrastructure)
                                .isPresent());
    }

    /// The same answers for ever, whatever happens meanwhile, for other threads.
    static HostCircumstances frozen(
            Picture picture, Orders orders, Actions actions, LinkNames names, Edge edge) {
        List<String> windows =
                orders.windows().stream()
                        .map(AutonomyView.Window::name)
                        .filter(window -> orders.isIn(window, picture.at()))
                        .toList();
        List<Actions.Done> lately = actions.done(Instant.MIN);
        SortedMap<LinkId, Value.Entity> entities = new TreeMap<>();
        picture.links().keySet().forEach(link -> entities.put(link, names.entity(link)));
        List<Value> infrastructure =
                edge.names().all().stream()
                        .filter(point -> edge.containments().isInfrastructure(point))
                        .<Value>map(edge.names()::entity)
                        .toList();
        return new HostCircumstances(
                () -> picture,
                (window, _) -> windows.contains(window),
                since -> lately.stream().filter(d -> d.at().isAfter(since)).toList(),
                value ->
                        entities.entrySet().stream()
                                .filter(entity -> entity.getValue().equals(value))
                                .map(Map.Entry::getKey)
                                .findFirst(),
                infrastructure::contains);
    }

    private Picture picture() {
        Picture picture = painted.orElseGet(paint);
        painted = Optional.of(picture);
        return picture;
    }

    @Override
    public Optional<Value> answer(String function, List<Value> arguments, InstanceId instance) {
        Instant now = picture().at();
        return switch (function) {
            case "in_window" ->
                    arguments.getFirst() instanceof Value.Text(String window)
                            ? Optional.of(new Value.Bool(isInWindow.test(window, now)))
                            : Optional.empty();
            case "severity" -> Optional.of(Value.of(severity(instance)));
            case "risk_now" -> Optional.of(Value.of(brokenCables()));
            case "changes_in_site" ->
                    window(arguments)
                            .flatMap(w -> link(instance).map(link -> changes(link, now.minus(w))));
            case "moved_in" -> window(arguments).flatMap(w -> moved(now.minus(w)));
            case "spare_capacity_after" -> spare();
            case "is_infrastructure" ->
                    Optional.of(new Value.Bool(instance.key().stream().anyMatch(isInfrastructure)));
            case "preapproved" -> Optional.of(new Value.Bool(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> window(List<Value> arguments) {
        return !arguments.isEmpty()
                        && arguments.getFirst() instanceof Value.Quantity(double seconds)
                ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    private Optional<LinkId> link(InstanceId instance) {
        return instance.key().stream().flatMap(v -> named.apply(v).stream()).findFirst();
    }

    /// How bad it is where the action is to be done: whose traffic suffers, not what is broken. A
    /// link that is down and around which everybody is served is a minor alarm.
    private double severity(InstanceId instance) {
        Optional<OfLink> link = link(instance).map(picture().links()::get);
        if (link.isEmpty()) {
            return NORMAL;
        }
        long unserved =
                link.get().users().stream()
                        .map(picture().intents()::get)
                        .filter(intent -> intent != null && intent.view().path().isEmpty())
                        .count();
        if (!link.get().up()) {
            return unserved == 0
                    ? MINOR
                    : 2 * unserved > link.get().users().size() ? CRITICAL : MAJOR;
        }
        double loss = link.get().loss().map(Picture.Measured::value).orElse(0.0);
        return loss >= HEAVY ? MAJOR : loss >= LOSSY ? MINOR : NORMAL;
    }

    /// Cables of which a direction is down.
    private double brokenCables() {
        return picture().links().values().stream()
                .filter(link -> !link.up())
                .map(link -> link.link().id())
                .filter(id ->
                        id.compareTo(id.reversed()) < 0
                                || !picture().links().containsKey(id.reversed())
                                || picture().links().get(id.reversed()).up())
                .count();
    }

    private Value changes(LinkId link, Instant since) {
        List<DatapathId> site = List.of(link.source().datapath(), link.target().datapath());
        return Value.of(
                (double)
                        done.apply(since).stream()
                                .filter(Actions.Done::isFirst)
                                .flatMap(done -> done.link().stream())
                                .filter(l ->
                                        site.contains(l.source().datapath())
                                                || site.contains(l.target().datapath()))
                                .count());
    }

    /// The share of all traffic that was moved.
    private Optional<Value> moved(Instant since) {
        double all =
                picture().intents().values().stream()
                        .flatMap(intent -> intent.sends().stream())
                        .mapToDouble(Picture.Measured::value)
                        .sum();
        double moved = done.apply(since).stream().mapToDouble(Actions.Done::moved).sum();
        return all > 0 ? Optional.of(Value.of(moved / all)) : Optional.empty();
    }

    /// What is free on the fullest link.
    private Optional<Value> spare() {
        return picture().links().values().stream()
                .filter(link -> link.carried().isPresent() && link.capacity() > 0)
                .map(link -> 1 - link.carried().get().value() / link.capacity())
                .min(Double::compare)
                .map(Value::of);
    }
}
