package io.teleon.controller.act;

import io.teleon.controller.loop.Effect;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Purpose;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Asks the twin beforehand which way around a link that is full, or will be, would help most:
/// programs choose among them by that (`relief`). Owned by the control loop's thread.
///
/// Bounded: at most [#MOST_AT_ONCE] links are surveyed at a look, those in the greatest need first;
/// a link again when [#RENEW] has passed, it needs [#MUCH_MORE], or the topology changed.
public final class Surveys {

    static final int MOST_AT_ONCE = 8;

    private static final Duration RENEW = Duration.ofSeconds(30);
    private static final double NEEDY = 0.8;
    private static final double AIM = 0.75;

    /// Of the capacity.
    private static final double MUCH_MORE = 0.05;

    private final ActionTools tools;
    private final Planner planner;
    private final Rehearsals rehearsals;
    private final Map<LinkId, Survey> surveys = new TreeMap<>();
    private Optional<Topology> of = Optional.empty();

    /// @param at when it was asked for
    /// @param need for how much
    private record Survey(Instant at, double need, Map<String, Double> gains) {}

    public Surveys(ActionTools tools) {
        this.tools = tools;
        this.planner = new Planner(tools.network(), tools.names(), tools.forecasts());
        this.rehearsals = new Rehearsals(tools.network(), tools.forecasts(), tools.management());
    }

    /// Asks where it is time to.
    public void look(Picture now, Actions actions) {
        Topology usable = tools.network().usable().topology();
        if (!of.equals(Optional.of(usable))) {
            of = Optional.of(usable);
            surveys.clear();
        }
        surveys.values().removeIf(s -> s.at().plus(RENEW).isBefore(now.at().minus(RENEW)));
        now.links().values().stream()
                .filter(OfLink::up)
                .filter(link -> need(link) > NEEDY * link.capacity())
                .filter(link -> isDue(link, now.at()))
                .sorted((a, b) -> Double.compare(need(b) / b.capacity(), need(a) / a.capacity()))
                .limit(MOST_AT_ONCE)
                .forEach(link -> ask(link, now, actions));
    }

    private boolean isDue(OfLink link, Instant now) {
        Survey last = surveys.get(link.link().id());
        return last == null
                || !last.at().plus(RENEW).isAfter(now)
                || need(link) > last.need() + MUCH_MORE * link.capacity();
    }

    /// What is expected to be offered, on the safe side: so much as an action for it would stand
    /// on.
    private double need(OfLink link) {
        return Expectations.ofLink(link, tools.forecasts()).p90();
    }

    private void ask(OfLink link, Picture now, Actions actions) {
        LinkId id = link.link().id();
        double excess = need(link) - AIM * link.capacity();
        List<Candidate> candidates = new ArrayList<>();
        for (Detour detour : tools.detours().around(id)) {
            Plan plan =
                    planner.shift(
                            now,
                            id,
                            detour,
                            excess,
                            new LinkedHashMap<>(),
                            intent -> !actions.holds(intent));
            Rehearsals.candidate(Rehearsals.name(detour), plan).ifPresent(candidates::add);
        }
        surveys.put(id, new Survey(now.at(), need(link), new TreeMap<>()));
        if (!candidates.isEmpty()) {
            tools.effects()
                    .accept(
                            new Effect.Rehearse(
                                    new Purpose.OfLink(id),
                                    rehearsals.beliefs(now, Optional.of(id), new TreeMap<>()),
                                    candidates.getFirst(),
                                    candidates));
        }
    }

    /// The twin has answered.
    public void answered(LinkId link, Rehearsal rehearsal, Instant now) {
        Survey asked = surveys.get(link);
        if (asked == null) {
            return;
        }
        for (Verdict verdict : rehearsal.ranked()) {
            asked.gains()
                    .put(
                            verdict.candidate().name(),
                            verdict.kind() == Verdict.Kind.IMPROVES
                                    ? Math.max(0, verdict.gain())
                                    : 0);
        }
    }

    /// What a detour would gain for a link, if that was asked lately.
    public Optional<Measured> relief(LinkId link, Detour detour) {
        Survey survey = surveys.get(link);
        return survey == null
                ? Optional.empty()
                : Optional.ofNullable(survey.gains().get(detour.name().name()))
                        .map(gain -> new Measured(gain, survey.at()));
    }
}
