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
/// Where only a forecast without a licence says that a link will be full, the answer stands on that
/// one: programs may suggest something for it then, and do nothing. Asked anew as soon as there is
/// a need to act.
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
    private final Asking toAct;
    private final Asking toSuggest;
    private final Map<LinkId, Survey> surveys = new TreeMap<>();
    private Optional<Topology> of = Optional.empty();

    /// How to ask, on some forecasts.
    private record Asking(Foresight foresight, Planner planner, Rehearsals rehearsals) {

        static Asking on(Foresight foresight, ActionTools tools) {
            return new Asking(
                    foresight,
                    new Planner(tools.network(), tools.names(), foresight),
                    new Rehearsals(tools.network(), foresight, tools.management()));
        }

        /// What is expected to be offered, on the safe side.
        double need(OfLink link) {
            return Expectations.ofLink(link, foresight).p90();
        }
    }

    /// @param at when it was asked for
    /// @param need for how much
    /// @param toAct whether an action may stand on it
    private record Survey(Instant at, double need, boolean toAct, Map<String, Double> gains) {}

    public Surveys(ActionTools tools) {
        this.tools = tools;
        this.toAct = Asking.on(Foresight.toAct(tools.forecasts()), tools);
        this.toSuggest = Asking.on(Foresight.toSuggest(tools.forecasts()), tools);
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
                || (isNeedy(link, toAct) && !last.toAct())
                || need(link) > last.need() + MUCH_MORE * link.capacity();
    }

    private static boolean isNeedy(OfLink link, Asking asking) {
        return asking.need(link) > NEEDY * link.capacity();
    }

    /// So much as an action for it would stand on, where there is a need for one; else what may be
    /// suggested for.
    private Asking asking(OfLink link) {
        return isNeedy(link, toAct) ? toAct : toSuggest;
    }

    private double need(OfLink link) {
        return asking(link).need(link);
    }

    private void ask(OfLink link, Picture now, Actions actions) {
        LinkId id = link.link().id();
        Asking asking = asking(link);
        double excess = need(link) - AIM * link.capacity();
        List<Candidate> candidates = new ArrayList<>();
        for (Detour detour : tools.detours().around(id)) {
            Plan plan =
                    asking.planner()
                            .shift(
                                    now,
                                    id,
                                    detour,
                                    excess,
                                    new LinkedHashMap<>(),
                                    intent -> !actions.holds(intent));
            Rehearsals.candidate(Rehearsals.name(detour), plan).ifPresent(candidates::add);
        }
        surveys.put(
                id,
                new Survey(
                        now.at(), need(link), asking.foresight().licensedOnly(), new TreeMap<>()));
        if (!candidates.isEmpty()) {
            tools.effects()
                    .accept(
                            new Effect.Rehearse(
                                    new Purpose.OfLink(id),
                                    asking.rehearsals()
                                            .beliefs(now, Optional.of(id), new TreeMap<>()),
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
