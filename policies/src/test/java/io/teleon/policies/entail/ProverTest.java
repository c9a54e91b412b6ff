package io.teleon.policies.entail;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProverTest {

    private static final String WORLD =
            """
            library world "1.0.0" owner "tests"
            percept state(link): {up, down, testing} fresh 10s
            percept load(link): bandwidth fresh 10s forecast traffic
            percept cap(link): bandwidth fresh 1 h
            percept delta(link): ratio fresh 10s
            percept tenants(link): count fresh 10s
            percept uses(path, link) fresh 10s
            percept detour(link, path) fresh 10s
            belief seen(link)
            event flap(link) keep 1 h
            pred usable(K: link) if state(K) = up and delta(K) < 1%
            pred clean(P: path) if forall K: link where uses(P, K) holds usable(K)
            fun spare(K: link): bandwidth = cap(K) - load(K)
            """;

    /// `premise` implies `conclusion`, or it is not so.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "load(L) <= 0.8 * cap(L) ; load(L) <= 0.95 * cap(L) ; yes",
                "load(L) <= 0.95 * cap(L) ; load(L) <= 0.8 * cap(L) ; no",
                "delta(L) <= 0.8 * 1% ; delta(L) < 1% ; yes",
                "load(L) > 2 Gbps ; load(L) >= 2 Gbps ; yes",
                "load(L) >= 2 Gbps ; load(L) > 2 Gbps ; no",
                "load(L) > 0.9 * cap(L) and load(L) < 900 Mbps ; cap(L) < 1 Gbps ; yes",
                "spare(L) < 100 Mbps and cap(L) >= 1 Gbps ; load(L) > 900 Mbps ; yes",
                "tenants(L) > 3 ; tenants(L) >= 4 ; yes",
                "delta(L) > 3% ; delta(L) >= 4% ; no",
                "tenants(L) != 0 ; tenants(L) >= 1 ; yes",
                "state(L) != up and state(L) != down ; state(L) = testing ; yes",
                "state(L) != up ; state(L) = down ; no",
                "usable(L) ; state(L) = up ; yes",
                "not usable(L) and state(L) = up ; delta(L) >= 1% ; yes",
                "usable(L) for at least 60s ; usable(L) ; yes",
                "usable(L) ; usable(L) for at least 60s ; no",
                "usable(L) for at least 60s ; usable(L) for at least 30s ; yes",
                "usable(L) for at least 30s ; usable(L) for at least 60s ; no",
                "not usable(L) ; not (usable(L) for at least 5s) ; yes",
                "latched(delta(L) > 9%, until delta(L) < 4%) ; delta(L) >= 4% ; yes",
                "delta(L) < 3% ; not latched(delta(L) > 9%, until delta(L) < 4%) ; yes",
                "delta(L) < 5% ; not latched(delta(L) > 9%, until delta(L) < 4%) ; no",
                "clean(Q) and uses(Q, L) ; usable(L) ; yes",
                "clean(Q) ; usable(L) ; no",
                "detour(L, Q) ; exists P: path where detour(L, P) ; yes",
                "exists P: path where (detour(L, P) and clean(P)) ; exists R: path where clean(R) ; yes",
                "exists P: path where detour(L, P) ; detour(L, Q) ; no",
                "forecast(load(L), 15 min).p10 > 1 Gbps ; forecast(load(L), 15 min).p90 > 1 Gbps ; yes",
                "forecast(load(L), 15 min).p90 > 1 Gbps ; forecast(load(L), 15 min).p10 > 1 Gbps ; no",
                "round_up(load(L), 100 Mbps) <= 1 Gbps ; load(L) <= 1 Gbps ; yes",
                "events(flap(L), 10 min) >= 4 ; events(flap(L), 10 min) >= 1 ; yes",
                "events(flap(L), 10 min) >= 4 ; events(flap(L), 5 min) >= 1 ; no",
                "delta(L) > 1% ; known(delta(L)) ; yes",
                "if seen(L) then usable(L) else state(L) = up ; state(L) = up ; yes",
                "count{ K | usable(K) } = 0 ; count{ R | usable(R) } <= 2 ; yes",
            })
    void proves(String premise, String conclusion, String answer) {
        Linked linked =
                Linker.link(
                        List.of(
                                new Source(
                                        "world.tr",
                                        WORLD
                                                + "pred premise(L: link, Q: path) if %s\npred conclusion(L: link, Q: path) if %s\n"
                                                        .formatted(premise, conclusion))),
                        _ -> Optional.empty());
        Program program =
                linked.program()
                        .orElseThrow(() -> new AssertionError(linked.diagnostics().toString()));
        Declaration.Clause from = clause(program, "premise");
        Declaration.Clause to = clause(program, "conclusion");
        Scope scope =
                Scope.of(
                        program.predicates().stream()
                                .filter(p -> p.name().local().equals("premise"))
                                .findFirst()
                                .orElseThrow()
                                .parameters());

        Verdict verdict =
                new Prover(program, new Budget(1_000_000))
                        .contradiction(
                                List.of(
                                        Claim.isTrue(from.body(), scope, 0),
                                        Claim.isFalse(to.body(), scope, 1)));

        if (answer.equals("yes")) {
            assertTrue(verdict.isProved(), verdict.toString());
        } else {
            assertInstanceOf(Verdict.Open.class, verdict);
        }
    }

    private static Declaration.Clause clause(Program program, String name) {
        return program.predicates().stream()
                .filter(p -> p.name().local().equals(name))
                .findFirst()
                .orElseThrow()
                .clauses()
                .getFirst();
    }
}
