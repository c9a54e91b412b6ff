package io.teleon.controller.http;

import io.teleon.controller.report.Insight;
import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.Judged;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What goes on inside the made-up autonomy: traffic is kept off the busy link, and another is
/// watched.
final class MadeUpInsight {

    private MadeUpInsight() {}

    static Insight at(Instant now) {
        return new Insight(
                now,
                tree(now),
                rules(),
                List.of(new Insight.Foreseen(MadeUpAutonomy.BUSY, judged(now))),
                List.of(preview(now)));
    }

    private static Insight.Preview preview(Instant now) {
        return new Insight.Preview(
                7,
                now.minusSeconds(20),
                new Explanation(
                        new TaskId(
                                new Name("congestion", "relieve_link"),
                                List.of(new Value.Entity("link", "IPLSng>ATLAng"))),
                        List.of(),
                        List.of("congestion.shape_few: changes_in_site(10 min) is 1 of 2")),
                List.of("CHINng-ATLAng: limited to 40 Mbps", "IPLSng-ATLAng: limited to 80 Mbps"),
                List.of(new IntentId("CHINng-ATLAng"), new IntentId("IPLSng-ATLAng")),
                "carried(L) <= 0.95 * capacity(L) within 60 s, else it is undone",
                "2 limits are lifted",
                "medium");
    }

    private static List<Insight.RuleText> rules() {
        String relieve = "congestion.relieve";
        return List.of(
                rule(relieve, "calm", "not pressed(L)", "nothing"),
                new Insight.RuleText(
                        relieve,
                        "move",
                        "pressed(L) and option(L, P)",
                        "shift(L, P, excess(L))",
                        Optional.of(new Insight.Limit(4, Duration.ofHours(1)))),
                rule(
                        relieve,
                        "trim",
                        "overloaded(L) and share_of(L, bronze) > 0 Mbps",
                        "shape(L, bronze, excess(L)) with approval of noc_oncall"),
                rule(relieve, "plan", "pressed(L)", "open_ticket(\"capacity\", L)"),
                rule(relieve, "rest", "otherwise", "nothing"));
    }

    private static Insight.RuleText rule(String of, String label, String guard, String does) {
        return new Insight.RuleText(of, label, guard, does, Optional.empty());
    }

    private static LiveTree tree(Instant now) {
        Name relieve = new Name("congestion", "relieve");
        Value.Entity busy = new Value.Entity("link", MadeUpAutonomy.BUSY.toString());
        Value.Entity other = new Value.Entity("link", MadeUpAutonomy.BUSY.reversed().toString());
        Explanation.Firing firing =
                new Explanation.Firing(
                        relieve,
                        List.of(busy),
                        "move",
                        new TreeMap<>(),
                        List.of(
                                new Explanation.Literal(
                                        "pressed(L)",
                                        'T',
                                        List.of(
                                                new Explanation.Reading(
                                                        "offered(" + MadeUpAutonomy.BUSY + ")",
                                                        "8.31 Gbps",
                                                        2_100,
                                                        "flow counters")))),
                        3);
        TaskId task = new TaskId(new Name("congestion", "relieve_link"), List.of(busy));
        return new LiveTree(
                List.of(
                        new LiveTree.Task(
                                task,
                                60,
                                new LiveTree.Frame(
                                        relieve,
                                        List.of(busy),
                                        Optional.of(firing),
                                        Optional.of(now.minusSeconds(470)),
                                        List.of(
                                                new LiveTree.Rule("calm", "F", false),
                                                new LiveTree.Rule("move", "T", true),
                                                new LiveTree.Rule("trim", "", false),
                                                new LiveTree.Rule("plan", "", false),
                                                new LiveTree.Rule("rest", "", false)),
                                        List.of())),
                        new LiveTree.Task(
                                new TaskId(new Name("congestion", "relieve_link"), List.of(other)),
                                60,
                                new LiveTree.Frame(
                                        relieve,
                                        List.of(other),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(
                                                new LiveTree.Rule("calm", "F", false),
                                                new LiveTree.Rule(
                                                        "move", "F blocked: cooldown 4 min", false),
                                                new LiveTree.Rule("trim", "U", false),
                                                new LiveTree.Rule("plan", "F", false),
                                                new LiveTree.Rule("rest", "T", false)),
                                        List.of()))),
                List.of(
                        new LiveTree.Action(
                                new InstanceId(new Name("congestion", "shift"), List.of(busy), 3),
                                List.of(busy),
                                task,
                                "RUNNING",
                                "",
                                new Explanation(task, List.of(firing), List.of()))));
    }

    private static List<Judged> judged(Instant now) {
        List<Judged> newestFirst = new ArrayList<>();
        for (int bin = 0; bin < 48; bin++) {
            double actual = 6.1e9 + 0.03e9 * (48 - bin) + 0.3e9 * Math.sin(bin / 5.0);
            double middle = 6.1e9 + 0.03e9 * (48 - bin) + 0.27e9 * Math.sin((bin + 0.6) / 5.0);
            newestFirst.add(
                    new Judged(
                            now.minusSeconds(300L * (bin + 3)),
                            Duration.ofMinutes(15),
                            middle - 0.35e9,
                            middle,
                            middle + 0.4e9,
                            actual));
        }
        return newestFirst;
    }
}
