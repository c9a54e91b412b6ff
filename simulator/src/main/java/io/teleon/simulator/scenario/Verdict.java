package io.teleon.simulator.scenario;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.time.DurationText;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.invariant.Violation;
import io.teleon.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            case Expectation.Actions(
                            var rule,
                            var action,
                            var target,
                            var outcome,
                            int min,
                            int max) ->
                    actions(new ActionFilter(rule, action, target, outcome), min, max, world);
            case Expectation.NoActionOf none -> noAction(none, world);
            case Expectation.Notices wanted -> notices(wanted, world);
            case Expectation.Untouched(String from, String to) -> {
                IntentId id =
                        world.intentId(
                                new NodePair(
                                        world.elements().node(from), world.elements().node(to)));
                List<String> found =
                        world.actions().stream()
                                .filter(ActionFilter::hasActed)
                                .filter(view -> view.intents().contains(id))
                                .map(view -> view.action() + " " + view.target())
                                .toList();
                yield new Verdict(found.isEmpty(), "no action touches " + id + ": " + found);
            }
            case Expectation.Transitions(var rule, var action, var target, var states) -> {
                ActionFilter filter = new ActionFilter(rule, action, target, Optional.empty());
                List<List<ActionState>> found =
                        world.actions().stream()
                                .filter(filter::fits)
                                .map(v -> v.steps().stream().map(ActionView.Step::state).toList())
                                .toList();
                yield new Verdict(
                        found.stream().anyMatch(passed -> isWithin(states, passed)),
                        "an action of " + filter.text() + " passes " + states + ": " + found);
            }
            case Expectation.SloViolationSeconds(long atMost) ->
                    atMost(
                            "SLO-violation seconds",
                            (double) atMost,
                            report.service().map(s -> (double) s.sloViolationSeconds()));
            case Expectation.OverloadedLinkSeconds(double atMost) ->
                    atMost(
                            "overloaded link-seconds",
                            atMost,
                            report.utilisation().map(u -> u.overloadedLinkSeconds()));
            case Expectation.MaxMoves(int perHour) -> {
                int found = world.mostMovesInAnHour();
                yield new Verdict(
                        found <= perHour,
                        "no intent moved more than " + perHour + " times in an hour: " + found);
            }
        };
    }

    private static Verdict actions(ActionFilter filter, int min, int max, World world) {
        long found = world.actions().stream().filter(filter::fits).count();
        return new Verdict(
                found >= min && found <= max,
                "actions of " + filter.text() + " " + min + ".." + max + ": " + found);
    }

    private static Verdict noAction(Expectation.NoActionOf none, World world) {
        ActionFilter filter =
                new ActionFilter(none.rule(), none.action(), none.target(), Optional.empty());
        Predicate<Instant> inTime = within(none.from(), none.to(), world);
        List<String> found =
                world.actions().stream()
                        .filter(filter::fits)
                        .filter(filter::isCarriedOut)
                        .filter(view -> inTime.test(view.proposedAt()))
                        .map(view -> view.action() + " " + view.target())
                        .toList();
        return new Verdict(
                found.isEmpty(),
                "no action of " + filter.text() + ": " + found.size() + " " + found);
    }

    private static Verdict notices(Expectation.Notices wanted, World world) {
        NoticeFilter filter =
                new NoticeFilter(wanted.kind(), wanted.topic(), wanted.subject(), wanted.text());
        Predicate<Instant> inTime = within(wanted.from(), wanted.to(), world);
        long found =
                world.notices().stream()
                        .filter(filter::fits)
                        .filter(notice -> inTime.test(notice.at()))
                        .count();
        return new Verdict(
                found >= wanted.min() && found <= wanted.max(),
                filter.text() + " " + wanted.min() + ".." + wanted.max() + " times: " + found);
    }

    /// @param from since the start of the run, included
    /// @param to not included
    private static Predicate<Instant> within(
            Optional<Duration> from, Optional<Duration> to, World world) {
        Instant start = world.plan().start();
        Instant first = start.plus(from.orElse(Duration.ZERO));
        Optional<Instant> end = to.map(start::plus);
        return at -> !at.isBefore(first) && end.filter(e -> !at.isBefore(e)).isEmpty();
    }

    /// Whether all of these are passed in this order.
    private static boolean isWithin(List<ActionState> wanted, List<ActionState> passed) {
        int met = 0;
        for (ActionState state : passed) {
            if (met < wanted.size() && wanted.get(met) == state) {
                met++;
            }
        }
        return met == wanted.size();
    }

    /// What was not measured meets nothing.
    private static Verdict atMost(String what, double limit, Optional<Double> found) {
        return new Verdict(
                found.filter(f -> f <= limit).isPresent(),
                String.format(
                        Locale.ROOT,
                        "at most %.0f %s: %s",
                        limit,
                        what,
                        found.map(f -> String.format(Locale.ROOT, "%.0f", f))
                                .orElse("not measured")));
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
