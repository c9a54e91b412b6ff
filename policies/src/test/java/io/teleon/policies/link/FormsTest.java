package io.teleon.policies.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every form of `GRAMMAR.md`, and how those that could be read in two ways are read.
class FormsTest {

    private static final String GIVEN =
            """
            policy p "1" owner "o" mode shadow
            type tier = {gold, silver}
            type rack = entity
            type mine = tier
            percept up(link) fresh 30s
            percept state(link): {up, down} fresh 30s
            percept tier_of(link): mine fresh 1 h
            percept rack_of(device): rack fresh 1 d
            percept load(link): bandwidth fresh 30s forecast traffic
            percept size(link): bandwidth fresh 30s
            percept loss(link): ratio fresh 30s
            percept hot(device): temp fresh 30s
            percept rx(link): power fresh 30s
            percept queue(link): bytes fresh 30s
            percept tenants(link): count fresh 30s
            percept on(link, path) fresh 30s
            event flap(link, count) keep 1 h
            belief parked(link) ttl 1 h
            belief level(link): count
            resource te(link)
            resource server() capacity 4
            action steer(L: link, P: path) durative {
              key L requires up(L) effect on(L, P) within 20s uses te(L), server() blast tenants(L)
              handover make_first timeout 1 min risk high
            }
            action open(L: link, T: string) ratify { undo close(L) }
            action close(L: link) once { risk low }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up(L)",
                "true and not false",
                "state(L) = up or down = state(L)",
                "tier_of(L) != gold",
                "load(L) > 0.85 * size(L) - 100 Mbps / 2",
                "load(L) / size(L) > 80%",
                "queue(L) / size(L) > 20 ms",
                "size(L) * 2 s <= 3 GiB",
                "loss(L) + 0.1 >= -5%",
                "rx(L) < -28 dBm",
                "exists D: device where hot(D) > 70 °C",
                "exists D: device where (hot(D) > 70 C or hot(D) > 71.5 degC)",
                "exists D, R: rack where rack_of(D) = R",
                "forall M: link where up(M) holds loss(M) < 1%",
                "not exists P: path where on(L, P)",
                "up(L) for at least 3s",
                "loss(L) > 1% for at least 90s in last 5 min",
                "not up(L) for at least 1 d",
                "latched(loss(L) > 2%, until loss(L) < 1%)",
                "events(flap(L, _), 10 min) >= 4",
                "events(flap(_, 3), 10 min) >= 4 - 1",
                "over(load(L), 5 min, avg) > 1 Gbps",
                "over(load(L), 5 min, slope) * 60 s > 1 Gbps",
                "forecast(load(L), 15 min).p90 > 1 Tbps",
                "forecast(load(L), 15 min).skill > 0 and forecast(load(L), 15 min).age < 5 min",
                "prob(load(L) > 0.9 * size(L), 15 min) > 80%",
                "time_to(load(L) >= size(L)).p50 < 1 h",
                "known(load(L)) and known(up(L)) and age(load(L)) < 10s and age(up(L)) < 10s",
                "round_up(load(L), 100 Mbps) > round_down(size(L), 1 Kbps)",
                "greatest(load(L), size(L), 1 bps) > least(load(L), size(L))",
                "abs(loss(L) - 1%) > 2%",
                "count{ M | up(M) } > 3",
                "count{ M, P | on(M, P) } = 0",
                "sum{ load(M) | up(M) } > 1 Gbps",
                "avg{ loss(M) | up(M) } > 1%",
                "min_of{ load(M) | true } < max_of{ load(M) | up(M) }",
                "p50{ load(M) | up(M) } < p90{ load(M) | up(M) }",
                "p99{ load(M) | up(M) and loss(M) > 1% } < 1 Gbps",
                "if up(L) then loss(L) > 1% else loss(L) > 2%",
                "load(L) > (if tier_of(L) = gold then 1 Gbps else 2 Gbps)",
                "parked(L) and level(L) > 2",
            })
    void readsConditions(String condition) {
        Expression body = body(condition);
        assertEquals("bool", body.type().name());
    }

    @Test
    void bindsAsTheGrammarSays() {
        Expression or = body("up(L) or up(L) and not up(L) for at least 3s");
        Expression and = assertPart(Expression.Or.class, or, 1);
        Expression lasting = assertPart(Expression.And.class, and, 1);
        assertPart(Expression.ForAtLeast.class, lasting, 0);
        assertTrue(lasting.parts().getFirst() instanceof Expression.Not);

        Expression less = body("load(L) - 1 bps - 2 * size(L) < size(L)");
        Expression minus = assertPart(Expression.Comparison.class, less, 0);
        Expression left = assertPart(Expression.Arithmetic.class, minus, 0);
        assertTrue(left instanceof Expression.Arithmetic);
        assertTrue(minus.parts().get(1) instanceof Expression.Arithmetic);

        Expression both = body("exists P: path where on(L, P) and up(L)");
        assertTrue(both instanceof Expression.And);
    }

    private static Expression assertPart(
            Class<? extends Expression> kind, Expression whole, int part) {
        assertTrue(kind.isInstance(whole), whole.toString());
        return whole.parts().get(part);
    }

    @Test
    void keepsNumbersInBaseUnits() {
        assertEquals(Value.of(-28), constant("rx(L) < -28 dBm"));
        assertEquals(Value.of(0.001), constant("loss(L) > 0.1%"));
        assertEquals(Value.of(8192), constant("queue(L) > 1 KiB"));
        assertEquals(Value.of(1.5e9), constant("load(L) > 1.5Gbps"));
    }

    private static Value constant(String comparison) {
        return ((Expression.Constant) body(comparison).parts().get(1)).value();
    }

    @Test
    void readsRulesWithAllTheyCanHave() {
        Program program =
                program(
                        """
                        atomic proc a(L: link)
                          goal achieve not parked(L) within 1 h
                          on unknown escalate
                          uses te(L), server()
                        {
                          safety { s: not up(L) ~> nothing }
                          one: on(L, P) choose min tenants(L)
                               while up(L) until not up(L) min 1s max 2s cooldown 3s at most 4 per 5s
                               sustains goal
                               ~> steer(L, P) with approval noc timeout 5 min with dry_run, b(L)
                               ++ { remember parked(L) ttl 5s; remember level(L) = 3; forget parked(L);
                                    notify "noc" "{L} via {P}!" }
                          two: tenants(L) > 0 min 5 min ~> repeat seq { close(L) for 5s; open(L, "x") }
                          last: otherwise ~> seq { close(L) }
                        }
                        proc b(L: link) on unknown skip { last: otherwise ~> b(L) }
                        task each_link for each L: link, T: tier where tier_of(L) = T
                             run a(L) priority 10 + tenants(L) limit 20
                        task alone run c()
                        proc c() { last: otherwise ~> nothing }
                        guardrail g on all require blast_in(15 min) <= 5 and not in_window("x") else defer
                        guardrail h on steer, close require severity() < 3 else ask noc timeout 5 min
                        """);
        Procedure a = program.procedures().getFirst();
        assertTrue(a.atomic());
        assertEquals(1, a.safety());
        assertEquals(2, a.uses().size());
        Rule one = a.rules().get(1);
        assertEquals(List.of("P"), one.free().stream().map(Expression.Variable::name).toList());
        assertEquals(Optional.of(Duration.ofSeconds(3)), one.modifiers().cooldown());
        assertEquals(
                Optional.of(new Rule.AtMost(4, Duration.ofSeconds(5))), one.modifiers().atMost());
        Rule.Invocation steer = ((Rule.Body.Parallel) one.body()).calls().getFirst();
        assertTrue(steer.dryRun());
        assertEquals(
                Optional.of(new Rule.Approval("noc", Optional.of(Duration.ofMinutes(5)))),
                steer.approval());
        Rule.Update.Notify notify = (Rule.Update.Notify) one.updates().get(3);
        assertEquals(4, notify.message().size());
        assertEquals(Optional.of(Duration.ofMinutes(5)), a.rules().get(2).modifiers().min());
        assertEquals(2, program.tasks().getFirst().variables().size());
        assertEquals(2, program.guardrails().size());
    }

    @Test
    void readsDeclarations() {
        Program program = program("pred h(L: link) if up(L)\npred h(L: link) if parked(L)\n");
        Declaration.Predicate h = program.predicates().getFirst();
        assertEquals(2, h.clauses().size());
        assertEquals(
                Optional.of("traffic"),
                program.percepts().stream()
                        .filter(percept -> percept.name().local().equals("load"))
                        .findFirst()
                        .flatMap(Declaration.Percept::forecast));
        Declaration.Action steer = program.actions().getFirst();
        assertEquals(List.of(0), steer.key());
        assertEquals(Declaration.Handover.MAKE_FIRST, steer.handover());
        assertEquals(4, program.resources().get(1).capacity());
        assertEquals(new Type.Enumeration("tier", List.of("gold", "silver")), tierOf(program));
    }

    private static Type tierOf(Program program) {
        return program.percepts().stream()
                .filter(percept -> percept.name().local().equals("tier_of"))
                .findFirst()
                .flatMap(Declaration.Percept::value)
                .orElseThrow();
    }

    @Test
    void numbersTemporalOperatorsWithoutGaps() {
        Program program =
                program(
                        """
                        pred a(L: link) if latched(up(L) for at least 1s, until over(load(L), 5s, avg) > 1 bps)
                        pred b(L: link) if on(L, P) for at least 2s
                        """);
        assertEquals(4, program.temporalOperators());
        Expression b = program.predicates().get(1).clauses().getFirst().body();
        assertEquals(3, ((Expression.ForAtLeast) b).operator());
        assertEquals(
                List.of("L", "P"),
                ((Expression.ForAtLeast) b)
                        .cell().stream().map(Expression.Variable::name).toList());
    }

    private static Expression body(String condition) {
        return program("pred x(L: link) if " + condition)
                .predicates()
                .getFirst()
                .clauses()
                .getFirst()
                .body();
    }

    private static Program program(String text) {
        Linked linked =
                Linker.link(List.of(new Source("p.tr", GIVEN + text)), _ -> Optional.empty());
        assertEquals(List.of(), linked.diagnostics());
        return linked.program().orElseThrow();
    }
}
