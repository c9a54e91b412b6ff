package io.teleon.controller.percept;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.predict.Forecasts;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts as the policy engine reads them.
final class Foreseen {

    /// Older than this, what a forecast goes by says nothing about now.
    private static final Duration STALE = Duration.ofMinutes(10);

    /// As far ahead as the policies act.
    private static final Duration AHEAD = Duration.ofMinutes(15);

    /// Between p10 and p90, of a link's capacity: from half full to overfull is no statement.
    private static final double WIDE = 0.6;

    /// Of its capacity, on a link: from here on what is measured says enough, and a guess would
    /// only blur how much has to move.
    private static final double TELLING = 0.9;

    private Foreseen() {}

    /// What decisions may make of a forecast of what is offered to a link.
    ///
    /// `ACT` with a licence, unless it is stale (it or the last measurement older than [#STALE]) or
    /// its interval 15 minutes ahead is wider than [#WIDE] of the capacity. What may not act is
    /// advice: `SUGGEST`, while the link is less than [#TELLING] full. `NONE` before enough of its
    /// forecasts have been judged.
    static Forecast.Standing standing(SeriesForecast forecast, OfLink link, Instant now) {
        if (!forecast.judged()) {
            return Forecast.Standing.NONE;
        }
        if (forecast.licensed() && !isStale(forecast, link, now) && !isWide(forecast, link)) {
            return Forecast.Standing.ACT;
        }
        return link.offered().filter(m -> m.value() >= TELLING * link.capacity()).isPresent()
                ? Forecast.Standing.NONE
                : Forecast.Standing.SUGGEST;
    }

    /// What decisions may make of a forecast of what an intent sends. It has no capacity to be
    /// measured by: `ACT` with a licence unless it is stale, else advice.
    ///
    /// @param measured when what it sends was measured last, if it is known now
    static Forecast.Standing standing(
            SeriesForecast forecast, Optional<Instant> measured, Instant now) {
        if (!forecast.judged()) {
            return Forecast.Standing.NONE;
        }
        return forecast.licensed() && !isStale(forecast, measured, now)
                ? Forecast.Standing.ACT
                : Forecast.Standing.SUGGEST;
    }

    private static boolean isStale(SeriesForecast forecast, OfLink link, Instant now) {
        return isStale(forecast, link.offered().map(Picture.Measured::at), now);
    }

    private static boolean isStale(
            SeriesForecast forecast, Optional<Instant> measured, Instant now) {
        Instant since = now.minus(STALE);
        return forecast.at().isBefore(since)
                || measured.filter(at -> !at.isBefore(since)).isEmpty();
    }

    private static boolean isWide(SeriesForecast forecast, OfLink link) {
        return forecast.points().stream()
                .filter(p -> p.horizon().equals(AHEAD))
                .anyMatch(p -> p.p90() - p.p10() > WIDE * link.capacity());
    }

    static Forecast forecast(SeriesForecast forecast, Forecast.Standing standing) {
        return new Forecast(
                forecast.model(),
                standing,
                forecast.at(),
                forecast.skill(),
                forecast.points().stream()
                        .map(p ->
                                new Forecast.Point(
                                        p.horizon(), p.mean(), p.p10(), p.p50(), p.p90()))
                        .toList());
    }

    /// What is left on the tightest link of a path: capacity less what is expected to be carried,
    /// which is what is expected to be offered, and what steering has added to or taken from it.
    /// High where the traffic is low: its p10 stands on the links' p90. Empty unless every link has
    /// a forecast, and read only if all are licensed and none is stale, with the least of their
    /// skills. (There is no advice here: without a forecast what is measured stands, and a wide
    /// interval makes careful.)
    static Optional<Forecast> headroom(Detour detour, Picture picture, Forecasts forecasts) {
        List<SeriesForecast> members = new ArrayList<>();
        List<OfLink> links = new ArrayList<>();
        for (LinkId id : detour.links()) {
            Optional<SeriesForecast> forecast = forecasts.ofLink(id);
            OfLink link = picture.links().get(id);
            if (forecast.isEmpty() || link == null) {
                return Optional.empty();
            }
            members.add(forecast.get());
            links.add(link);
        }
        if (members.isEmpty()) {
            return Optional.empty();
        }
        SeriesForecast first = members.getFirst();
        List<Forecast.Point> points = new ArrayList<>();
        for (SeriesForecast.Point point : first.points()) {
            headroom(point.horizon(), members, links).ifPresent(points::add);
        }
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Forecast(
                                first.model(),
                                isReliable(members, links, picture.at())
                                        ? Forecast.Standing.ACT
                                        : Forecast.Standing.NONE,
                                members.stream()
                                        .map(SeriesForecast::at)
                                        .min(java.util.Comparator.naturalOrder())
                                        .orElseThrow(),
                                members.stream()
                                        .mapToDouble(SeriesForecast::skill)
                                        .min()
                                        .orElseThrow(),
                                points));
    }

    private static boolean isReliable(
            List<SeriesForecast> members, List<OfLink> links, Instant now) {
        for (int i = 0; i < members.size(); i++) {
            if (!members.get(i).licensed() || isStale(members.get(i), links.get(i), now)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Forecast.Point> headroom(
            Duration horizon, List<SeriesForecast> members, List<OfLink> links) {
        double p10 = Double.POSITIVE_INFINITY;
        double p50 = Double.POSITIVE_INFINITY;
        double p90 = Double.POSITIVE_INFINITY;
        for (int i = 0; i < members.size(); i++) {
            Optional<SeriesForecast.Point> point =
                    members.get(i).points().stream()
                            .filter(p -> p.horizon().equals(horizon))
                            .findFirst();
            if (point.isEmpty()) {
                return Optional.empty();
            }
            OfLink link = links.get(i);
            double steered =
                    link.carried().isPresent() && link.offered().isPresent()
                            ? link.carried().get().value() - link.offered().get().value()
                            : 0;
            double room = link.capacity() - steered;
            p10 = Math.min(p10, room - point.get().p90());
            p50 = Math.min(p50, room - point.get().p50());
            p90 = Math.min(p90, room - point.get().p10());
        }
        return Optional.of(
                new Forecast.Point(
                        horizon,
                        Math.max(0, p50),
                        Math.max(0, p10),
                        Math.max(0, p50),
                        Math.max(0, p90)));
    }
}
