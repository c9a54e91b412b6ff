package io.teleon.controller.report;

import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.Step;
import io.teleon.controller.report.ActionView.TwinView;
import io.teleon.controller.report.AutonomyView.Level;
import io.teleon.controller.report.AutonomyView.LinkForecast;
import io.teleon.controller.report.AutonomyView.Paused;
import io.teleon.controller.report.AutonomyView.Point;
import io.teleon.controller.report.AutonomyView.Question;
import io.teleon.controller.report.AutonomyView.Window;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// A busy day of the programs on Abilene: traffic moved in good time, a cut healed, a remedy taken
/// back, one the twin refused, one that waits for a person.
public final class MadeUpAutonomy {

    /// Denver to Kansas City: the link the shift is about.
    public static final LinkId BUSY = LinkId.parse("0000000000000004/1>0000000000000007/1");

    private static final LinkId CUT = LinkId.parse("000000000000000a/3>000000000000000b/2");
    private static final String AROUND = "DNVRng-SNVAng-LOSAng-HSTNng-KSCYng";

    private final Instant now;

    private MadeUpAutonomy(Instant now) {
        this.now = now;
    }

    public static AutonomyView at(Instant now) {
        return new MadeUpAutonomy(now).view(Optional.empty());
    }

    /// The same while the kill switch is on.
    public static AutonomyView pausedAt(Instant now) {
        return new MadeUpAutonomy(now)
                .view(
                        Optional.of(
                                new Paused(
                                        now.minusSeconds(754),
                                        "ada",
                                        "storm over the Rockies, hands only")));
    }

    private ModelsView models() {
        return new ModelsView(
                new ModelsView.InForce(
                        "own",
                        "c0ffee",
                        now.minusSeconds(7200),
                        "loss on the newest day 3.0 % lower",
                        List.of(
                                new ForecastModel.Entry("name", "own"),
                                new ForecastModel.Entry("engine", "MXNet"))),
                Optional.of("shipped"),
                List.of(new ModelsView.Change(now.minusSeconds(7200), "own", "won")),
                41,
                162,
                0.83,
                false,
                new ModelsView.Intake(true, 653_184, 653_184, Duration.ofMillis(65_300), 0),
                "won: loss on the newest day 3.0 % lower");
    }

    private AutonomyView view(Optional<Paused> paused) {
        return new AutonomyView(
                List.of("link_heal", "congestion"),
                Programs.shippedSet().texts(),
                paused,
                List.of(
                        new Level("shift", Policy.Mode.AUTO, "ada"),
                        new Level("bounce_port", Policy.Mode.APPROVE, "grace")),
                List.of(healed(), suggested(), refused(), undone(), shift(), waiting()),
                List.of(
                        new Question(
                                7,
                                "noc_oncall",
                                now.plusSeconds(248),
                                "shape(IPLSng>ATLAng, bronze, 120 Mbps)",
                                "congestion.relieve.trim",
                                "the rule asks for approval by noc_oncall")),
                List.of(
                        new Window(
                                "change_freeze",
                                now.plusSeconds(36_000),
                                now.plusSeconds(79_200),
                                "grace")),
                List.of(LinkId.parse("0000000000000001/1>0000000000000002/1")),
                List.of(
                        forecast(BUSY, 8.05e9, "ensemble", 0.31, true),
                        forecast(CUT, 3.1e9, "lstm", -0.04, false)),
                List.of(
                        new AnomalyView(
                                AnomalyView.Of.LOAD,
                                BUSY.toString(),
                                "a/1 > b/1",
                                now.minusSeconds(600),
                                now,
                                0.47,
                                OptionalDouble.of(2e-5),
                                "a level never seen",
                                true)),
                Optional.of(models()));
    }

    private LinkForecast forecast(
            LinkId link, double base, String model, double skill, boolean licensed) {
        List<Point> points = new ArrayList<>();
        for (int step = 1; step <= 12; step++) {
            double middle = base * (1 + 0.012 * step - 0.0005 * step * step);
            double spread = base * 0.022 * Math.sqrt(step);
            points.add(
                    new Point(
                            Duration.ofMinutes(5L * step),
                            middle - spread,
                            middle,
                            middle + 1.15 * spread));
        }
        return new LinkForecast(link, model, now.minusSeconds(40), skill, licensed, points);
    }

    /// Traffic moved before a link was full: with everything there is to say.
    public ActionView shift() {
        Instant at = now.minusSeconds(470);
        return new ActionView(
                12,
                "shift",
                List.of(BUSY.toString(), AROUND, "1.5 Gbps"),
                "DNVRng>KSCYng",
                "congestion.relieve.move",
                ActionState.CONFIRMED,
                at,
                List.of(
                        new Step(at, ActionState.PROPOSED, "1.5 Gbit/s are to leave the link"),
                        new Step(
                                at.plusMillis(2),
                                ActionState.REHEARSING,
                                "3 candidates under p10, p50 and p90"),
                        new Step(
                                at.plusMillis(31),
                                ActionState.INSTALLING,
                                "undo journalled: 5 intents back to their paths; 34 rules in 6"
                                        + " switches"),
                        new Step(
                                at.plusMillis(88),
                                ActionState.ACTIVE,
                                "6 of 6 switches confirmed, nothing was lost on the way"),
                        new Step(
                                at.plusMillis(42_088),
                                ActionState.CONFIRMED,
                                "carried 8.31 -> 6.84 Gbit/s, promised at most 7.94 Gbit/s within"
                                        + " 60 s; no link got worse")),
                Optional.of(
                        new Foreseen(
                                "ensemble (lstm 0.6, seasonal 0.3, ar-ridge 0.1)",
                                "net.offered(" + BUSY + ")",
                                at.minusSeconds(20),
                                Duration.ofMinutes(15),
                                7.95e9,
                                8.6e9,
                                9.31e9,
                                0.31,
                                9.92e9)),
                Optional.of(
                        new TwinView(
                                "improves",
                                "busiest link under p90 falls from 94 % to 79 %, 0 of 132 intents"
                                        + " lose anything, no loop, no black hole",
                                List.of(
                                        "by SNVAng, LOSAng, HSTNng: busiest link 79 %, delay +21.4"
                                                + " ms for 5 intents",
                                        "by SNVAng, LOSAng, HSTNng with 8 intents: busiest link"
                                                + " 81 %; rejected, moves more for less",
                                        "do nothing: busiest link 94 %; rejected, breach of 95 %"
                                                + " within 20 min in 3 of 10 drawn futures",
                                        "by STTLng: busiest link 97 %; rejected, worse than doing"
                                                + " nothing"))),
                Optional.of(why()),
                List.of(
                        "+ CHINng-LOSAng   by IPLSng, KSCYng, HSTNng, LOSAng",
                        "- CHINng-LOSAng   by IPLSng, KSCYng, DNVRng, SNVAng, LOSAng",
                        "  and 4 more intents in the same way; 34 rules added, 29 to go"),
                List.of(
                                "DNVRng-HSTNng",
                                "DNVRng-KSCYng",
                                "SNVAng-IPLSng",
                                "STTLng-HSTNng",
                                "STTLng-KSCYng")
                        .stream()
                        .map(IntentId::new)
                        .toList());
    }

    private static Explanation why() {
        Value.Entity link = new Value.Entity("link", BUSY.toString());
        SequencedMap<String, Value> binding = new LinkedHashMap<>();
        binding.put("P", new Value.Entity("path", AROUND));
        return new Explanation(
                new TaskId(new Name("congestion", "relieve_link"), List.of(link)),
                List.of(
                        new Explanation.Firing(
                                new Name("congestion", "relieve"),
                                List.of(link),
                                "move",
                                binding,
                                List.of(
                                        literal(
                                                "latched(forecast(offered(L), 15 min).p90 > 0.85 *"
                                                        + " capacity(L), until forecast(offered(L),"
                                                        + " 30 min).p90 < 0.7 * capacity(L))",
                                                'T',
                                                reading(
                                                        "forecast(offered("
                                                                + BUSY
                                                                + "), 15 min).p90",
                                                        "9.31 Gbps",
                                                        20_000),
                                                reading(
                                                        "capacity(" + BUSY + ")",
                                                        "9.92 Gbps",
                                                        2_100)),
                                        literal(
                                                "forecast(offered(L), 15 min).skill > 0",
                                                'T',
                                                reading(
                                                        "forecast(offered("
                                                                + BUSY
                                                                + "), 15 min).skill",
                                                        "0.31",
                                                        20_000)),
                                        literal(
                                                "clean(P)",
                                                'T',
                                                reading(
                                                        "oper_state(0000000000000005/1>0000000000000007/2)",
                                                        "up",
                                                        2_100),
                                                reading(
                                                        "loss(0000000000000005/1>0000000000000007/2)",
                                                        "0%",
                                                        2_100)),
                                        literal(
                                                "rx_power(L) > -28 dBm",
                                                'U',
                                                reading("rx_power(" + BUSY + ")", "unknown", -1))),
                                3)),
                List.of(
                        "congestion.move_rate: moved_in(15 min) is 4 % of 10 %",
                        "congestion.sure_enough: forecast_confidence() is 0.86, at least 0.8",
                        "autonomy of shift: auto, set by ada"));
    }

    private static Explanation.Literal literal(
            String text, char truth, Explanation.Reading... facts) {
        return new Explanation.Literal(text, truth, List.of(facts));
    }

    private static Explanation.Reading reading(String fact, String value, long age) {
        String source =
                switch (fact.substring(0, fact.indexOf('('))) {
                    case "forecast" -> "ensemble";
                    case "capacity" -> "topology";
                    case "oper_state" -> "port status";
                    case "loss" -> "port counters";
                    default -> "";
                };
        return new Explanation.Reading(fact, value, age, source);
    }

    private ActionView healed() {
        Instant at = now.minusSeconds(5_400);
        return plain(
                8,
                "steer",
                List.of(CUT.toString(), "by DNVRng"),
                "SNVAng>STTLng",
                "link_heal.heal.protect",
                at,
                new Step(at, ActionState.PROPOSED, "the link is sick"),
                new Step(at.plusMillis(18), ActionState.INSTALLING, "undo journalled: 11 intents"),
                new Step(at.plusMillis(71), ActionState.ACTIVE, "4 of 4 switches confirmed"),
                new Step(at.plusSeconds(9), ActionState.CONFIRMED, "steered(L, P) within 20 s"),
                new Step(at.plusSeconds(1_900), ActionState.ENDING, "the link has settled"),
                new Step(at.plusSeconds(1_901), ActionState.ENDED, "11 intents on their paths"));
    }

    private ActionView suggested() {
        Instant at = now.minusSeconds(4_100);
        return plain(
                9,
                "bounce_port",
                List.of(CUT.toString()),
                "SNVAng>STTLng",
                "link_heal.repair.bounce",
                at,
                new Step(at, ActionState.SUGGESTED, "bounce_port is at suggest, set by grace"));
    }

    private ActionView refused() {
        Instant at = now.minusSeconds(2_900);
        ActionView plain =
                plain(
                        10,
                        "shift",
                        List.of("IPLSng>ATLAng", "by KSCYng, HSTNng", "300 Mbps"),
                        "IPLSng>ATLAng",
                        "congestion.relieve.move",
                        at,
                        new Step(at, ActionState.PROPOSED, "300 Mbit/s are to leave the link"),
                        new Step(at.plusMillis(2), ActionState.REHEARSING, "1 candidate"),
                        new Step(
                                at.plusMillis(19),
                                ActionState.REFUSED,
                                "HSTNng>ATLAng would be at 97 % under p90"));
        return with(plain, new TwinView("worse", "busiest link 91 % -> 97 %", List.of()));
    }

    private ActionView undone() {
        Instant at = now.minusSeconds(1_700);
        ActionView plain =
                plain(
                        11,
                        "shape",
                        List.of("IPLSng>ATLAng", "bronze", "90 Mbps"),
                        "IPLSng>ATLAng",
                        "congestion.relieve.trim",
                        at,
                        new Step(at, ActionState.PROPOSED, "90 Mbit/s of bronze"),
                        new Step(at.plusMillis(40), ActionState.INSTALLING, "2 meters"),
                        new Step(at.plusMillis(95), ActionState.ACTIVE, "2 of 2 switches"),
                        new Step(
                                at.plusSeconds(60),
                                ActionState.UNDOING,
                                "carried 2.41 -> 2.40 Gbit/s: no better in time"),
                        new Step(at.plusSeconds(61), ActionState.UNDONE, "2 meters removed"));
        return with(plain, new TwinView("improves", "busiest link 97 % -> 93 %", List.of()));
    }

    private ActionView waiting() {
        Instant at = now.minusSeconds(52);
        return plain(
                13,
                "steer",
                List.of("NYCMng>WASHng", "by CHINng, IPLSng, ATLAng"),
                "NYCMng>WASHng",
                "link_heal.heal.protect",
                at,
                new Step(at, ActionState.PROPOSED, "loss 1.4 % for 20 s"),
                new Step(at.plusMillis(4), ActionState.REHEARSING, "2 candidates"),
                new Step(at.plusMillis(22), ActionState.INSTALLING, "undo journalled: 9 intents"),
                new Step(at.plusMillis(80), ActionState.ACTIVE, "5 of 5 switches confirmed"));
    }

    private static ActionView plain(
            long id,
            String action,
            List<String> arguments,
            String target,
            String rule,
            Instant at,
            Step... steps) {
        return new ActionView(
                id,
                action,
                arguments,
                target,
                rule,
                steps[steps.length - 1].state(),
                at,
                List.of(steps),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static ActionView with(ActionView a, TwinView twin) {
        return new ActionView(
                a.id(),
                a.action(),
                a.arguments(),
                a.target(),
                a.rule(),
                a.state(),
                a.proposedAt(),
                a.steps(),
                a.forecast(),
                Optional.of(twin),
                a.explanation(),
                a.diff(),
                a.intents());
    }
}
