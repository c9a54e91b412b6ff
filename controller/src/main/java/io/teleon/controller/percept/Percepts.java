package io.teleon.controller.percept;

import io.teleon.controller.detect.AnomalyWatch;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.AnomalyView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// Says a [Picture] in the words of the library `net`. Owned by the control loop's thread.
///
/// Detours are looked for only around links that may need them: not clean, busy or about to be, or
/// around which something is steered. Of all others it is said that there are none, which no
/// program asks while they are well.
public final class Percepts {

    private static final String NET = "net";

    /// Relations of which everything that holds is said at each look.
    public static final List<Name> RELATIONS =
            Stream.of("detour", "path_uses", "steered", "in_maintenance")
                    .map(relation -> new Name(NET, relation))
                    .toList();

    private static final double BUSY = 0.6;
    private static final double CLEAN = 0.001;
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(30);

    /// A link once in need stays so for a while, lest its detours come and go.
    private static final Duration LINGER = Duration.ofMinutes(10);

    private final LinkNames names;
    private final DetourBook detours;
    private final Optional<Forecasts> forecasts;
    private final Optional<AnomalyWatch> anomalies;
    private final Map<LinkId, Instant> needySince = new TreeMap<>();
    private Instant forecastsSaidAt = Instant.MIN;
    private Instant anomaliesSaidAt = Instant.MIN;

    /// The rows of relations that the engine was told of and that were not withdrawn.
    private final Set<Fact> stated = new TreeSet<>();

    /// What was said last that decisions may make of the forecasts.
    private final Map<LinkId, Forecast.Standing> standings = new TreeMap<>();

    public Percepts(
            LinkNames names,
            DetourBook detours,
            Optional<Forecasts> forecasts,
            Optional<AnomalyWatch> anomalies) {
        this.names = names;
        this.detours = detours;
        this.forecasts = forecasts;
        this.anomalies = anomalies;
    }

    /// What actions have brought about, as far as percepts tell of it.
    ///
    /// @param isSteered whether a link's traffic goes by a detour now
    /// @param isBarred whether a detour is not to be offered for a link
    /// @param relief by how much the twin finds the network better if the excess of a link were led
    ///   by a detour, in bits per second that are not lost
    public record Doings(
            BiPredicate<LinkId, Detour> isSteered,
            BiPredicate<LinkId, Detour> isBarred,
            BiFunction<LinkId, Detour, Optional<Measured>> relief,
            List<LinkId> attended,
            List<LinkId> maintained) {}

    /// Rows that the engine remembers from an earlier life.
    public void presume(List<Fact> rows) {
        stated.addAll(rows);
    }

    /// Another engine listens: it may not know what was said once and for all.
    public void sayAgain() {
        standings.clear();
        forecastsSaidAt = Instant.MIN;
    }

    /// All there is to say at a look.
    public List<Input> of(Picture picture, Doings doings) {
        List<Input> said = new ArrayList<>();
        Instant now = picture.at();
        Map<LinkId, List<OfIntent>> passing = passing(picture);
        for (OfLink link : picture.links().values()) {
            link(said, link, passing.getOrDefault(link.link().id(), List.of()), now);
        }
        TreeMap<String, Detour> paths = new TreeMap<>();
        for (OfLink link : picture.links().values()) {
            if (needsDetours(link, doings, now)) {
                for (Detour detour : detours.around(link.link().id())) {
                    around(said, link.link().id(), detour, doings, now);
                    paths.putIfAbsent(detour.name().name(), detour);
                }
            }
        }
        for (Detour detour : paths.values()) {
            path(said, detour, picture, now);
        }
        for (LinkId link : doings.maintained()) {
            said.add(new Input.Stated(fact("in_maintenance", names.entity(link)), true, now));
        }
        complete(said, now);
        forecasts.ifPresent(f -> foresee(said, f, picture, paths));
        anomalies.ifPresent(watch -> odd(said, watch, picture));
        return said;
    }

    /// Which share of what an agent measures on its host is odd, as it says itself.
    public Input hostAnomaly(String agent, double rate, Instant at) {
        Value host = new Value.Entity("host", agent);
        return new Input.Measured(fact("host_anomaly", host), Value.of(rate), at);
    }

    /// The power that arrives at the end of a link, in dBm.
    public Input power(LinkId link, double power, Instant at) {
        return new Input.Measured(fact("rx_power", names.entity(link)), Value.of(power), at);
    }

    /// What is no longer said does not hold any more: that all is said keeps what was said before.
    private void complete(List<Input> said, Instant now) {
        Set<Fact> holds = new TreeSet<>();
        for (Input input : said) {
            if (input instanceof Input.Stated(Fact fact, _, _)) {
                holds.add(fact);
            }
        }
        for (Fact fact : stated) {
            if (!holds.contains(fact)) {
                said.add(new Input.Withdrawn(fact));
            }
        }
        stated.clear();
        stated.addAll(holds);
        RELATIONS.forEach(relation -> said.add(new Input.Complete(relation, now)));
    }

    private void link(List<Input> said, OfLink link, List<OfIntent> passing, Instant now) {
        Value name = names.entity(link.link().id());
        if (link.observed()) {
            measured(said, "oper_state", name, new Value.Word(link.up() ? "up" : "down"), now);
            measured(
                    said, "admin_state", name, new Value.Word(link.adminUp() ? "up" : "down"), now);
        }
        measured(said, "capacity", name, Value.of(link.capacity()), now);
        measured(said, "tenants_on", name, Value.of(link.users().size()), now);
        link.carried()
                .ifPresent(m -> {
                    measured(said, "carried", name, Value.of(m.value()), m.at());
                    if (link.capacity() > 0) {
                        measured(
                                said,
                                "utilisation",
                                name,
                                Value.of(m.value() / link.capacity()),
                                m.at());
                    }
                });
        link.offered().ifPresent(m -> measured(said, "offered", name, Value.of(m.value()), m.at()));
        link.soon()
                .ifPresent(m -> measured(said, "offered_soon", name, Value.of(m.value()), m.at()));
        link.loss().ifPresent(m -> measured(said, "loss", name, Value.of(m.value()), m.at()));
        link.rxPower()
                .ifPresent(m -> measured(said, "rx_power", name, Value.of(m.value()), m.at()));
        for (Tier tier : Tier.values()) {
            share(tier, passing, now)
                    .ifPresent(m ->
                            said.add(
                                    new Input.Measured(
                                            new Fact(
                                                    new Name("congestion", "share_of"),
                                                    List.of(
                                                            name,
                                                            new Value.Word(
                                                                    tier.name()
                                                                            .toLowerCase(
                                                                                    Locale.ROOT)))),
                                            Value.of(m.value()),
                                            m.at())));
        }
    }

    /// By link, the intents that go by it now, in the order of intents.
    private static Map<LinkId, List<OfIntent>> passing(Picture picture) {
        Map<LinkId, List<OfIntent>> passing = new TreeMap<>();
        for (OfIntent intent : picture.intents().values()) {
            for (LinkId link : intent.view().path()) {
                passing.computeIfAbsent(link, _ -> new ArrayList<>()).add(intent);
            }
        }
        return passing;
    }

    /// What those of some intents send that are of a tier.
    private static Optional<Measured> share(Tier tier, List<OfIntent> passing, Instant now) {
        double sum = 0;
        Instant oldest = now;
        for (OfIntent intent : passing) {
            if (intent.view().intent().tier() == tier) {
                if (intent.sends().isEmpty()) {
                    return Optional.empty();
                }
                sum += intent.sends().get().value();
                Instant at = intent.sends().get().at();
                oldest = at.isBefore(oldest) ? at : oldest;
            }
        }
        return Optional.of(new Measured(sum, oldest));
    }

    private boolean needsDetours(OfLink link, Doings doings, Instant now) {
        LinkId id = link.link().id();
        boolean needy =
                !link.up()
                        || link.loss().filter(loss -> loss.value() >= CLEAN).isPresent()
                        || isBusy(link.offered(), link)
                        || isBusy(link.carried(), link)
                        || doings.attended().contains(id)
                        || forecasts
                                .flatMap(f -> f.ofLink(id))
                                .filter(f ->
                                        f.points().stream()
                                                .filter(p ->
                                                        p.horizon().compareTo(LONGEST_LOOK) <= 0)
                                                .anyMatch(p -> p.p90() > BUSY * link.capacity()))
                                .isPresent();
        if (needy) {
            needySince.put(id, now);
        }
        Instant since = needySince.get(id);
        return since != null && since.plus(LINGER).isAfter(now);
    }

    private static boolean isBusy(Optional<Measured> load, OfLink link) {
        return load.filter(m -> m.value() > BUSY * link.capacity()).isPresent();
    }

    private void around(List<Input> said, LinkId link, Detour detour, Doings doings, Instant now) {
        Value name = names.entity(link);
        if (!doings.isBarred().test(link, detour)) {
            said.add(new Input.Stated(fact("detour", name, detour.name()), true, now));
        }
        doings.relief()
                .apply(link, detour)
                .ifPresent(m ->
                        said.add(
                                new Input.Measured(
                                        fact("relief", name, detour.name()),
                                        Value.of(m.value()),
                                        m.at())));
        if (doings.isSteered().test(link, detour)) {
            said.add(new Input.Stated(fact("steered", name, detour.name()), true, now));
        }
    }

    private void path(List<Input> said, Detour detour, Picture picture, Instant now) {
        measured(said, "path_cost", detour.name(), Value.of(detour.path().weight()), now);
        double least = Double.POSITIVE_INFINITY;
        Instant oldest = now;
        boolean known = true;
        for (LinkId link : detour.links()) {
            said.add(
                    new Input.Stated(
                            fact("path_uses", detour.name(), names.entity(link)), true, now));
            OfLink there = picture.links().get(link);
            if (there == null || there.carried().isEmpty()) {
                known = false;
            } else {
                Measured carried = there.carried().orElseThrow();
                least = Math.min(least, there.capacity() - carried.value());
                oldest = carried.at().isBefore(oldest) ? carried.at() : oldest;
            }
        }
        if (known) {
            measured(said, "headroom", detour.name(), Value.of(Math.max(0, least)), oldest);
        }
    }

    private void foresee(
            List<Input> said, Forecasts forecasts, Picture picture, Map<String, Detour> paths) {
        Instant renewed = forecasts.renewedAt();
        boolean anew = renewed.isAfter(forecastsSaidAt);
        forecastsSaidAt = renewed;
        for (OfLink link : picture.links().values()) {
            LinkId id = link.link().id();
            forecasts
                    .ofLink(id)
                    .ifPresent(f -> {
                        Forecast.Standing standing = Foreseen.standing(f, link, picture.at());
                        if (standings.put(id, standing) != standing || anew) {
                            said.add(
                                    new Input.Forecasted(
                                            fact("offered", names.entity(id)),
                                            Foreseen.offered(f, standing)));
                        }
                    });
        }
        for (Detour detour : paths.values()) {
            Optional<Forecast> headroom = Foreseen.headroom(detour, picture, forecasts);
            headroom.ifPresent(
                    f -> said.add(new Input.Forecasted(fact("headroom", detour.name()), f)));
        }
    }

    /// Scores change with each bin, not with each look.
    private void odd(List<Input> said, AnomalyWatch watch, Picture picture) {
        if (!watch.renewedAt().isAfter(anomaliesSaidAt)) {
            return;
        }
        anomaliesSaidAt = watch.renewedAt();
        for (LinkId link : picture.links().keySet()) {
            Value name = names.entity(link);
            watch.score(AnomalyView.Of.LOAD, link.toString())
                    .ifPresent(
                            m -> measured(said, "load_anomaly", name, Value.of(m.value()), m.at()));
            watch.score(AnomalyView.Of.LOSS, link.toString())
                    .ifPresent(
                            m -> measured(said, "loss_anomaly", name, Value.of(m.value()), m.at()));
        }
        for (IntentId id : picture.intents().keySet()) {
            Value name = new Value.Entity("intent", id.toString());
            watch.score(AnomalyView.Of.DELAY, id.toString())
                    .ifPresent(m ->
                            measured(said, "delay_anomaly", name, Value.of(m.value()), m.at()));
        }
    }

    private static void measured(
            List<Input> said, String percept, Value of, Value value, Instant at) {
        said.add(new Input.Measured(fact(percept, of), value, at));
    }

    private static Fact fact(String percept, Value... key) {
        return new Fact(new Name(NET, percept), List.of(key));
    }
}
