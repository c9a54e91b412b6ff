package io.teleon.controller.twin;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Holds candidates against leaving one network as it is.
///
/// A *clear margin* is 1 % of what the candidate moves or limits, at its median: less is not worth
/// the move and within what the model does not know.
final class Judge {

    private static final double MARGIN = 0.01;

    /// Below this share of everything, a difference is rounding.
    private static final double ROUNDING = 1e-9;

    private static final int MOST_VIOLATIONS = 50;

    private final TwinNetwork network;
    private final Planner planner;
    private final Appraisal appraisal;
    private final Scene before;
    private final Outlook outlookBefore;
    private final boolean[] overloadedBefore;
    private final double rounding;

    Judge(TwinNetwork network) {
        this.network = network;
        Ways ways = new Ways(network.topology());
        planner = new Planner(network, ways);
        appraisal = new Appraisal(network.topology(), network.demands());
        before = Scene.of(network, ways);
        outlookBefore = appraisal.outlook(before);
        overloadedBefore = before.overloaded();
        rounding = ROUNDING * network.demands().stream().mapToDouble(d -> d.expected().p90()).sum();
    }

    Verdict verdict(Candidate candidate) {
        Plan plan = planner.plan(candidate);
        Scene scene = before.with(plan.changes());
        Outlook after = appraisal.outlook(scene);
        double moved =
                plan.changes().stream().mapToDouble(c -> before.expected(1, c.demand())).sum();
        double margin = MARGIN * moved + rounding;
        double gain = outlookBefore.score().total() - after.score().total();
        Optional<LinkId> overloaded = newlyOverloaded(scene);
        Verdict.Kind kind;
        String reason;
        if (!plan.violations().isEmpty()) {
            kind = Verdict.Kind.REFUSED;
            int more = plan.violations().size() - 1;
            reason =
                    "refused, "
                            + plan.violations().getFirst()
                            + (more > 0 ? " (and " + more + " more)" : "");
        } else if (gain < -margin) {
            kind = Verdict.Kind.WORSE;
            reason = "makes it worse";
        } else if (gain <= margin) {
            kind = Verdict.Kind.NO_BETTER;
            reason = "makes no clear difference";
        } else if (overloaded.isPresent()) {
            kind = Verdict.Kind.NO_BETTER;
            reason = "only moves the trouble, would overload " + name(overloaded.get());
        } else {
            kind = Verdict.Kind.IMPROVES;
            reason = "improves";
        }
        return new Verdict(
                candidate,
                kind,
                bounded(plan.violations()),
                outlookBefore,
                after,
                candidate.name()
                        + ": "
                        + reason
                        + ". "
                        + (kind == Verdict.Kind.REFUSED ? "" : cost(after))
                        + numbers(after, plan.changes().size()));
    }

    private Optional<LinkId> newlyOverloaded(Scene scene) {
        boolean[] now = scene.overloaded();
        for (int link = 0; link < now.length; link++) {
            if (now[link] && !overloadedBefore[link]) {
                return Optional.of(scene.fluid.links().get(link).id());
            }
        }
        return Optional.empty();
    }

    private static List<String> bounded(List<String> violations) {
        if (violations.size() <= MOST_VIOLATIONS) {
            return violations;
        }
        List<String> bounded = new ArrayList<>(violations.subList(0, MOST_VIOLATIONS - 1));
        bounded.add("and " + (violations.size() - bounded.size()) + " more");
        return bounded;
    }

    private String numbers(Outlook after, int changes) {
        return String.format(
                Locale.ROOT,
                "Expected loss %s -> %s; busiest link %s -> %s at p50, %s -> %s at p90; without a"
                        + " way %d -> %d; intents changed %d",
                rate(outlookBefore.lost()),
                rate(after.lost()),
                busiest(outlookBefore.median()),
                busiest(after.median()),
                busiest(outlookBefore.high()),
                busiest(after.high()),
                outlookBefore.unserved(),
                after.unserved(),
                changes);
    }

    /// What decided, and the parts of it that change.
    private String cost(Outlook after) {
        Outlook.Score was = outlookBefore.score();
        Outlook.Score is = after.score();
        List<String> parts = new ArrayList<>();
        part(parts, "lost", was.loss(), is.loss());
        part(parts, "crowded links", was.pressure(), is.pressure());
        part(parts, "detours", was.detour(), is.detour());
        part(parts, "late or lossy ways", was.violation(), is.violation());
        if (outlookBefore.violated() != after.violated()) {
            parts.add(
                    "intents late or lossy "
                            + outlookBefore.violated()
                            + " -> "
                            + after.violated());
        }
        return "Cost, as traffic lost, "
                + change(was.total(), is.total())
                + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
                + ". ";
    }

    private void part(List<String> parts, String name, double was, double is) {
        if (Math.abs(is - was) > rounding) {
            parts.add(name + " " + change(was, is));
        }
    }

    private static String change(double was, double is) {
        return rate(was) + " -> " + rate(is);
    }

    private static String rate(double bitsPerSecond) {
        return bitsPerSecond == 0 ? "none" : new Bandwidth(bitsPerSecond).toString();
    }

    private String busiest(Outlook.Scenario scenario) {
        return scenario.worstLink()
                .map(link ->
                        String.format(
                                Locale.ROOT,
                                "%s %.0f %%",
                                name(link),
                                100 * scenario.worstUtilisation()))
                .orElse("idle");
    }

    private String name(LinkId link) {
        Topology topology = network.topology();
        return Ways.name(topology, link);
    }
}
