package io.teleon.controller.twin;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sums a [Scene] up as an [Outlook].
final class Appraisal {

    private static final double CROWDED = 0.95;
    private static final double BUSY = 0.8;
    private static final double PRESSURE = 0.25;
    private static final double DETOUR = 0.002;
    private static final double MAX_EXTRA_LENGTH = 9;

    /// From 1.5 times the shortest delay on, service counts as violated; a little is left to
    /// queues.
    private static final double LATE = 1.45;

    /// And where more than a thousandth of it does not arrive.
    private static final double LOSSY = 0.001;

    private static final double VIOLATION = 0.05;

    /// By demand, the length of the shortest way; NaN where there is none.
    private final double[] shortest;

    /// @param usable in which the shortest ways are looked for
    Appraisal(Topology usable, List<TwinDemand> demands) {
        Routes routes = Routes.of(weighedByLength(usable));
        Map<DatapathId, Routes.Tree> trees = new HashMap<>();
        shortest = new double[demands.size()];
        for (int i = 0; i < shortest.length; i++) {
            TwinDemand demand = demands.get(i);
            shortest[i] =
                    trees.computeIfAbsent(demand.source(), routes::from)
                            .weightTo(demand.target())
                            .orElse(Double.NaN);
        }
    }

    private static Topology weighedByLength(Topology topology) {
        List<Link> links =
                topology.links().stream()
                        .map(l -> new Link(l.id(), Scene.length(l), l.capacity(), l.delay()))
                        .toList();
        return Topology.of(topology.nodes(), links);
    }

    Outlook outlook(Scene scene) {
        Outlook.Scenario[] scenarios = new Outlook.Scenario[Scene.QUANTILES];
        double loss = 0;
        double pressure = 0;
        for (int q = 0; q < Scene.QUANTILES; q++) {
            double[] loads = scene.loads(q);
            scenarios[q] = scenario(scene, q, loads);
            double weight = Outlook.WEIGHTS.get(q);
            loss += weight * weightedLoss(scene, q);
            pressure += weight * pressure(scene, loads);
        }
        double stretches = 0;
        double detour = 0;
        int unserved = 0;
        int stretched = 0;
        int violated = 0;
        double violation = 0;
        for (int i = 0; i < shortest.length; i++) {
            if (!scene.served[i]) {
                unserved++;
            } else if (shortest[i] > 0) {
                double stretch = scene.length(i) / shortest[i];
                stretches += stretch;
                stretched++;
                detour += DETOUR * scene.sent(1, i) * Math.clamp(stretch - 1, 0, MAX_EXTRA_LENGTH);
            }
            if (isViolated(scene, i)) {
                violated++;
                violation += VIOLATION * scene.sent(1, i);
            }
        }
        return new Outlook(
                scenarios[0],
                scenarios[1],
                scenarios[2],
                unserved,
                stretched == 0 ? 1 : stretches / stretched,
                violated,
                new Outlook.Score(loss, pressure, detour, violation));
    }

    private boolean isViolated(Scene scene, int demand) {
        return scene.served[demand]
                && (scene.length(demand) > LATE * shortest[demand] || scene.loss(demand) > LOSSY);
    }

    private static Outlook.Scenario scenario(Scene scene, int quantile, double[] loads) {
        double lost = 0;
        double shed = 0;
        for (int i = 0; i < scene.demands.size(); i++) {
            double expected = scene.expected(quantile, i);
            lost += lost(scene, quantile, i);
            shed += scene.served[i] ? expected - scene.sent(quantile, i) : 0;
        }
        double excess = 0;
        double worst = 0;
        int worstLink = -1;
        int crowded = 0;
        for (int link = 0; link < loads.length; link++) {
            double utilisation = loads[link] / scene.capacity(link);
            excess += Math.max(0, loads[link] - scene.capacity(link));
            crowded += utilisation > CROWDED ? 1 : 0;
            if (utilisation > worst) {
                worst = utilisation;
                worstLink = link;
            }
        }
        Optional<LinkId> where =
                worstLink < 0
                        ? Optional.empty()
                        : Optional.of(scene.fluid.links().get(worstLink).id());
        return new Outlook.Scenario(lost, shed, excess, worst, where, crowded);
    }

    private static double lost(Scene scene, int quantile, int demand) {
        // Rounding in the solver must not make a gain of it.
        return Math.max(0, scene.expected(quantile, demand) - scene.delivered(quantile, demand));
    }

    private static double weightedLoss(Scene scene, int quantile) {
        double sum = 0;
        for (int i = 0; i < scene.demands.size(); i++) {
            sum += scene.demands.get(i).weight() * lost(scene, quantile, i);
        }
        return sum;
    }

    private static double pressure(Scene scene, double[] loads) {
        double sum = 0;
        for (int link = 0; link < loads.length; link++) {
            double capacity = scene.capacity(link);
            double over = Math.min(1, loads[link] / capacity) - BUSY;
            if (over > 0) {
                sum += PRESSURE * capacity * over * over;
                // Goes on with the slope that it has at 1.
                sum += 2 * PRESSURE * (1 - BUSY) * Math.max(0, loads[link] - capacity);
            }
        }
        return sum;
    }
}
