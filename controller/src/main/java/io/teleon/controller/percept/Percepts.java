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

    /// Of which it withdraws what does not hold or is not there any more.
    public static final List<Name> REMEMBERED =
            Stream.concat(RELATIONS.stream(), IntentPercepts.NAMES.stream()).toList();

    private static final double BUSY = 0.6;
    private static final double CLEAN = 0.001;
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(30);

    /// A link once in need stays so for a while, lest its detours come and go.
    private static final Duration LINGER = Duration.ofMinutes(10);

    private final LinkNames names;
    private final DetourBook detours;
    private final Optional<Forecasts> forecasts;
    private final Optional<AnomalyWatch> anomalies;
    private final IntentPercepts intents;
    private final Map<LinkId, Instant> needySince = new TreeMap<>();

    /// Who read the power of a link last. Bounded by the links there are.
    private final Map<LinkId, String> powerBy = new TreeMap<>();

    private Instant forecastsSaidAt = Instant.MIN;
    private Instant anomaliesSaidAt = Instant.MIN;

    /// The rows of relations that the engine was told of and that were not withdrawn.
    private final Set<Fact> stated = new TreeSet<>();

    /// What was said last that decisions may make of the forecasts.
    private final Map<LinkId, Forecast.Standing> standings = new TreeMap<>();

    /// @param intents says what is told of intents
    public Percepts(
            LinkNames names,
            DetourBook detours,
            Optional<Forecasts> forecasts,
            Optional<AnomalyWatch> anomalies,
            IntentPercepts intents) {
        this.names = names;
        this.detours = detours;
        this.forecasts = forecasts;
        this.anomalies = anomalies;
        this.intents = intents;
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

    /// Facts that the engine remembers from an earlier life, of [#REMEMBERED].
    public void presume(List<Fact> facts) {
        for (Fact fact : facts) {
            if (RELATIONS.contains(fact.name())) {
                stated.add(fact);
            } else {
                intents.presume(fact);
            }
        }
    }

    /// Another engine listens: it may not know what was said once and for all.
    public void sayAgain() {
        standings.clear();
        forecastsSaidAt = Instant.MIN;
        intents.sayAgain();
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
            said.add(
                    new Input.Stated(
                            fact("in_maintenance", names.entity(link)),
                            true,
                            now,
                            Sources.OPERATORS));
        }
        complete(said, now);
        forecasts.ifPresent(f -> foresee(said, f, picture, paths));
        anomalies.ifPresent(watch -> odd(said, watch, picture));
        said.addAll(intents.of(picture));
        return said;
    }

    /// Which share of what an agent measures on its host is odd, as it says itself.
    public Input hostAnomaly(String agent, double rate, Instant at) {
        Value host = new Value.Entity("host", agent);
        return new Input.Measured(
                fact("host_anomaly", host), Value.of(rate), at, Sources.agent(agent));
    }

    /// The power that arrives at the end of a link, in dBm, as an agent has read it.
    public Input power(String agent, LinkId link, double power, Instant at) {
        String source = Sources.agent(agent);
        powerBy.put(link, source);
        return new Input.Measured(
                fact("rx_power", names.entity(link)), Value.of(power), at, source);
    }

    /// What is no longer said does not hold any more: that all is said keeps what was said before.
    private void complete(List<Input> said, Instant now) {
        Set<Fact> holds = new TreeSet<>();
        for (Input input : said) {
            if (input instanceof Input.Stated row) {
                holds.add(row.fact());
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
            Value up = new Value.Word(link.up() ? "up" : "down");
            Value adminUp = new Value.Word(link.adminUp() ? "up" : "down");
            measured(said, "oper_state", name, up, now, Sources.PORT_STATUS);
            measured(said, "admin_state", name, adminUp, now, Sources.PORT_STATUS);
        }
        measured(said, "capacity", name, Value.of(link.capacity()), now, Sources.TOPOLOGY);
        measured(said, "tenants_on", name, Value.of(link.users().size()), now, Sources.INTENTS);
        // What is down carries nothing, whatever its counters say.
        String load = link.up() ? Sources.PORT_COUNTERS : Sources.PORT_STATUS;
        measured(said, "carried", name, link.carried(), load);
        if (link.capacity() > 0) {
            Optional<Measured> share =
                    link.carried().map(m -> new Measured(m.value() / link.capacity(), m.at()));
            measured(said, "utilisation", name, share, load);
        }
        measured(said, "offered", name, link.offered(), Sources.FLOW_COUNTERS);
        measured(said, "offered_soon", name, link.soon(), Sources.FLOW_COUNTERS);
        measured(said, "loss", name, link.loss(), Sources.PORT_COUNTERS);
        measured(
                said, "rx_power", name, link.rxPower(), powerBy.getOrDefault(link.link().id(), ""));
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
                                            m.at(),
                                            Sources.FLOW_COUNTERS)));
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
            said.add(
                    new Input.Stated(
                            fact("detour", name, detour.name()), true, now, Sources.TOPOLOGY));
        }
        doings.relief()
                .apply(link, detour)
                .ifPresent(m ->
                        said.add(
                                new Input.Measured(
                                        fact("relief", name, detour.name()),
                                        Value.of(m.value()),
                                        m.at(),
                                        Sources.TWIN)));
        if (doings.isSteered().test(link, detour)) {
            said.add(
                    new Input.Stated(
                            fact("steered", name, detour.name()), true, now, Sources.ACTIONS));
        }
    }

    private void path(List<Input> said, Detour detour, Picture picture, Instant now) {
        measured(
                said,
                "path_cost",
                detour.name(),
                Value.of(detour.path().weight()),
                now,
                Sources.TOPOLOGY);
        double least = Double.POSITIVE_INFINITY;
        Instant oldest = now;
        boolean known = true;
        for (LinkId link : detour.links()) {
            said.add(
                    new Input.Stated(
                            fact("path_uses", detour.name(), names.entity(link)),
                            true,
                            now,
                            Sources.TOPOLOGY));
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
            measured(
                    said,
                    "headroom",
                    detour.name(),
                    Value.of(Math.max(0, least)),
                    oldest,
                    Sources.PORT_COUNTERS);
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
                                            Foreseen.forecast(f, standing)));
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
            String key = link.toString();
            measured(
                    said,
                    "load_anomaly",
                    name,
                    watch.score(AnomalyView.Of.LOAD, key),
                    Sources.SCREENING);
            measured(
                    said,
                    "loss_anomaly",
                    name,
                    watch.score(AnomalyView.Of.LOSS, key),
                    Sources.SCREENING);
        }
        for (IntentId id : picture.intents().keySet()) {
            measured(
                    said,
                    "delay_anomaly",
                    new Value.Entity("intent", id.toString()),
                    watch.score(AnomalyView.Of.DELAY, id.toString()),
                    Sources.SCREENING);
        }
    }

    private static void measured(
            List<Input> said, String percept, Value of, Optional<Measured> value, String source) {
        value.ifPresent(m -> measured(said, percept, of, Value.of(m.value()), m.at(), source));
    }

    private static void measured(
            List<Input> said, String percept, Value of, Value value, Instant at, String source) {
        said.add(new Input.Measured(fact(percept, of), value, at, source));
    }

    private static Fact fact(String percept, Value... key) {
        return new Fact(new Name(NET, percept), List.of(key));
    }
}
