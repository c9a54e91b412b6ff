package io.teleon.simulator.bench;

import io.teleon.models.network.LinkId;
import io.teleon.simulator.traffic.DefaultLoads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// When links would have been asked for too much had nobody done anything: what an action of a
/// program is held against.
///
/// Nothing fails in these runs, so that the network without autonomy is its default paths under the
/// traffic; the samples are those at which a world looks at its traffic source.
///
/// @param nearlyFull spells above [#NEARLY_FULL] of the capacity, oldest first by link
/// @param overloaded spells above the capacity, in which there is loss
/// @param peak of all links at all times, as a share of capacity
/// @param peakLink where that was
record Breaches(List<Spell> nearlyFull, List<Spell> overloaded, double peak, LinkId peakLink) {

    static final double NEARLY_FULL = 0.95;

    Breaches {
        nearlyFull = List.copyOf(nearlyFull);
        overloaded = List.copyOf(overloaded);
    }

    /// Seconds since the start.
    record Spell(LinkId link, double from, double to) {

        boolean overlaps(double begin, double end) {
            return from < end && to > begin;
        }
    }

    /// @param interval between two looks of the world at its traffic
    static Breaches of(DefaultLoads loads, Instant start, Duration span, Duration interval) {
        List<LinkId> links = loads.links();
        double[] utilisation = new double[links.size()];
        Spells nearlyFull = new Spells(links, NEARLY_FULL);
        Spells overloaded = new Spells(links, 1);
        double peak = 0;
        LinkId peakLink = links.getFirst();
        for (Duration at = Duration.ZERO; at.compareTo(span) < 0; at = at.plus(interval)) {
            loads.utilisation(start.plus(at).plus(interval.dividedBy(2)), utilisation);
            for (int link = 0; link < utilisation.length; link++) {
                if (utilisation[link] > peak) {
                    peak = utilisation[link];
                    peakLink = links.get(link);
                }
            }
            nearlyFull.look((double) at.toSeconds(), utilisation);
            overloaded.look((double) at.toSeconds(), utilisation);
        }
        return new Breaches(
                nearlyFull.all((double) span.toSeconds()),
                overloaded.all((double) span.toSeconds()),
                peak,
                peakLink);
    }

    double overloadedLinkSeconds() {
        return overloadedLinkSeconds(0, Double.POSITIVE_INFINITY);
    }

    /// What of that lies between two times.
    double overloadedLinkSeconds(double begin, double end) {
        return overloaded.stream()
                .filter(spell -> spell.overlaps(begin, end))
                .mapToDouble(spell -> Math.min(spell.to(), end) - Math.max(spell.from(), begin))
                .sum();
    }

    /// Whether there was something to act on between two times.
    ///
    /// @param target whether a link is what the action is about
    /// @param concerned whether an intent that it moved would have gone by a link
    boolean isReason(
            Predicate<LinkId> target, Predicate<LinkId> concerned, double from, double to) {
        return nearlyFull.stream().anyMatch(s -> target.test(s.link()) && s.overlaps(from, to))
                || overloaded.stream()
                        .anyMatch(s -> concerned.test(s.link()) && s.overlaps(from, to));
    }

    /// Spells above one threshold.
    private static final class Spells {

        private final List<LinkId> links;
        private final double threshold;
        private final double[] since;
        private final List<Spell> over = new ArrayList<>();

        Spells(List<LinkId> links, double threshold) {
            this.links = links;
            this.threshold = threshold;
            since = new double[links.size()];
            Arrays.fill(since, Double.NaN);
        }

        void look(double now, double[] utilisation) {
            for (int link = 0; link < since.length; link++) {
                boolean isAbove = utilisation[link] > threshold;
                if (isAbove && Double.isNaN(since[link])) {
                    since[link] = now;
                } else if (!isAbove && !Double.isNaN(since[link])) {
                    over.add(new Spell(links.get(link), since[link], now));
                    since[link] = Double.NaN;
                }
            }
        }

        List<Spell> all(double now) {
            look(now, new double[since.length]);
            return over;
        }
    }
}
