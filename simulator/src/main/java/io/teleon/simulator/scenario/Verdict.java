package io.teleon.simulator.scenario;

import io.teleon.models.time.DurationText;
import io.teleon.simulator.invariant.Violation;
import io.teleon.simulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Whether an expectation was met, and what was found.
///
/// @param text what was expected and what was found, in one line
public record Verdict(boolean isMet, String text) {

    static Verdict of(Expectation expectation, RunReport report, World world) {
        return switch (expectation) {
            case Expectation.AllIntentsRestoredWithin(Duration limit) -> restored(limit, report);
            case Expectation.NoLoop _ ->
                    none("loop", world, violation -> violation instanceof Violation.Loop);
            case Expectation.NoBlackHole _ ->
                    none(
                            "black hole",
                            world,
                            violation -> violation instanceof Violation.BlackHole);
            case Expectation.NoOwnerlessRule _ ->
                    none(
                            "rule without owner",
                            world,
                            violation -> violation instanceof Violation.Ownerless);
            case Expectation.LostProbes(long atMost) ->
                    new Verdict(
                            report.probes().lost() <= atMost,
                            "at most "
                                    + atMost
                                    + " probes lost: "
                                    + report.probes().lost()
                                    + " of "
                                    + report.probes().sent());
            case Expectation.Parked(int count) -> count("parked", count, report.intents().parked());
            case Expectation.Installed(int count) ->
                    count("installed", count, report.intents().installed());
            case Expectation.Discovered(int count) ->
                    count("links discovered", count, report.topology().discovered());
            case Expectation.EventsInclude(var kind, var subject, int min, int max) -> {
                int found = world.eventCount(kind, subject);
                yield new Verdict(
                        found >= min && found <= max,
                        "event "
                                + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
                                + subject.map(s -> " of " + s).orElse("")
                                + " "
                                + min
                                + ".."
                                + max
                                + " times: "
                                + found);
            }
            case Expectation.DeliveredShare(double atLeast) -> {
                double found =
                        report.service().map(RunReport.Service::deliveredShare).orElse(Double.NaN);
                yield new Verdict(found >= atLeast, "delivered share " + atLeast + ": " + found);
            }
        };
    }

    private static Verdict count(String what, int expected, int found) {
        return new Verdict(expected == found, expected + " " + what + ": " + found);
    }

    private static Verdict none(String what, World world, Predicate<Violation> kind) {
        List<Violation> found = world.violations().stream().filter(kind).toList();
        return new Verdict(found.isEmpty(), "no " + what + ": " + found.size());
    }

    private static Verdict restored(Duration limit, RunReport report) {
        double worst = 0;
        for (RunReport.Failure failure : report.failures()) {
            double took =
                    failure.restoredAt().isPresent()
                            ? failure.restoredAt().getAsDouble() - failure.at()
                            : Double.POSITIVE_INFINITY;
            worst = Math.max(worst, took);
        }
        return new Verdict(
                worst <= limit.toNanos() * 1e-9,
                "all intents restored within "
                        + DurationText.format(limit)
                        + ": "
                        + String.format(Locale.ROOT, "%.6f s", worst));
    }
}
