package io.teleon.controller.percept;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.predict.Forecasts;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts as the policy engine reads them.
final class Foreseen {

    private Foreseen() {}

    static Forecast offered(SeriesForecast forecast) {
        return new Forecast(
                forecast.model(),
                forecast.licensed(),
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
    /// a forecast; licensed only if all are, with the least of their skills.
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
                                members.stream().allMatch(SeriesForecast::licensed),
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
