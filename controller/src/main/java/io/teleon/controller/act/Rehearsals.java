package io.teleon.controller.act;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Expected;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gives the twin the network as it is believed to be, and says for people what it answers.
final class Rehearsals {

    /// How far ahead the twin looks: about what an action lasts at least.
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final NetworkState network;
    private final Optional<Forecasts> forecasts;
    private final Optional<DatapathId> managementNode;

    Rehearsals(
            NetworkState network,
            Optional<Forecasts> forecasts,
            Optional<DatapathId> managementNode) {
        this.network = network;
        this.forecasts = forecasts;
        this.managementNode = managementNode;
    }

    /// The beliefs at a look. What an intent is expected to send is the highest of its forecasts
    /// over the window, where there is one that may drive action; else what it sends now. Who goes
    /// by the link in question by default is expected to grow as the forecast of the link, or its
    /// growth, says: the action stands on that one.
    ///
    /// @param about the link in question
    /// @param shaky the share of the last minutes in which a link that is up was down
    TwinNetwork beliefs(Picture picture, Optional<LinkId> about, SortedMap<LinkId, Double> shaky) {
        Optional<Expected> growing = about.flatMap(id -> expected(picture, id));
        double offered =
                about.map(picture.links()::get)
                        .flatMap(OfLink::offered)
                        .map(Picture.Measured::value)
                        .orElse(0.0);
        List<IntentId> users = about.map(picture.links()::get).map(OfLink::users).orElse(List.of());
        List<TwinDemand> demands = new ArrayList<>();
        for (OfIntent intent : picture.intents().values()) {
            if (intent.ends().isPresent() && !intent.ends().get().isSelf()) {
                demands.add(
                        new TwinDemand(
                                intent.id(),
                                intent.ends().get().source(),
                                intent.ends().get().target(),
                                intent.view().path(),
                                intent.view().intent().tier().rank(),
                                growing.isPresent() && offered > 0 && users.contains(intent.id())
                                        ? share(intent, growing.get(), offered)
                                        : expected(intent),
                                intent.view().limit().map(limit -> limit.rate())));
            }
        }
        SortedMap<LinkId, Double> lossy = new TreeMap<>(shaky);
        for (OfLink link : picture.links().values()) {
            link.loss()
                    .filter(loss -> loss.value() > 0)
                    .ifPresent(loss -> lossy.merge(link.link().id(), loss.value(), Math::max));
        }
        return new TwinNetwork(network.usable().topology(), demands, managementNode, lossy);
    }

    /// What is expected to be offered to a link at its highest over the window: as the forecast
    /// says, if it may drive action, and not less than what its growth will soon have made of it;
    /// empty where neither says anything.
    private Optional<Expected> expected(Picture picture, LinkId link) {
        Optional<OfLink> there = Optional.ofNullable(picture.links().get(link));
        double now = there.flatMap(OfLink::offered).map(Picture.Measured::value).orElse(0.0);
        double soon = there.flatMap(OfLink::soon).map(Picture.Measured::value).orElse(now);
        Optional<Expected> foreseen =
                forecasts
                        .flatMap(f -> f.ofLink(link))
                        .filter(SeriesForecast::licensed)
                        .map(forecast -> highest(forecast, now));
        if (!(soon > now)) {
            return foreseen;
        }
        Expected known = foreseen.orElse(Expected.exactly(now));
        return Optional.of(
                Expected.ordered(
                        known.p10(), Math.max(known.p50(), soon), Math.max(known.p90(), soon)));
    }

    /// All that go by a link grow alike.
    private static Expected share(OfIntent intent, Expected link, double offered) {
        double part = intent.sends().map(Picture.Measured::value).orElse(0.0) / offered;
        return Expected.ordered(link.p10() * part, link.p50() * part, link.p90() * part);
    }

    private Expected expected(OfIntent intent) {
        double now = intent.sends().map(Picture.Measured::value).orElse(0.0);
        Optional<SeriesForecast> forecast =
                forecasts.flatMap(f -> f.ofIntent(intent.id())).filter(SeriesForecast::licensed);
        if (forecast.isEmpty()) {
            return Expected.exactly(now);
        }
        return highest(forecast.get(), now);
    }

    private static Expected highest(SeriesForecast forecast, double now) {
        double p10 = now;
        double p50 = now;
        double p90 = now;
        for (SeriesForecast.Point point : forecast.points()) {
            if (point.horizon().compareTo(WINDOW) <= 0) {
                p10 = Math.max(p10, point.p10());
                p50 = Math.max(p50, point.p50());
                p90 = Math.max(p90, point.p90());
            }
        }
        return Expected.ordered(p10, p50, p90);
    }

    /// The candidate a plan is.
    static Optional<Candidate> candidate(String name, Plan plan) {
        return switch (plan) {
            case Plan.Paths paths -> Optional.of(new Candidate.Reroute(name, paths.paths()));
            case Plan.Limits limits -> Optional.of(new Candidate.Limit(name, limits.limits()));
            case Plan.Bounce bounce ->
                    Optional.of(new Candidate.TakeDown(name, bounce.link(), Actions.BOUNCE_OUTAGE));
            case Plan.Contain _, Plan.Impossible _, Plan.Paper _ -> Optional.empty();
        };
    }

    /// What a detour is called as a candidate.
    static String name(Detour detour) {
        return detour.name().name();
    }

    static ActionView.TwinView shown(Rehearsal rehearsal) {
        return new ActionView.TwinView(
                word(rehearsal.chosen().kind()),
                rehearsal.chosen().summary(),
                rehearsal.ranked().stream().map(Verdict::summary).toList());
    }

    private static String word(Verdict.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
