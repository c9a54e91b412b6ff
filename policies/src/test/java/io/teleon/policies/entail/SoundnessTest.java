package io.teleon.policies.entail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random claims against every small world: what is proved to be a contradiction holds in none of
/// them, and where no proof is found there is one. (With claims of what is *not true*, proofs may
/// be missed: what is known is settled before them.)
class SoundnessTest {

    private static final int CASES = 4_000;
    private static final Type BOOL = new Type.Bool();
    private static final Type STATE = new Type.Enumeration("state", List.of("a", "b", "c"));
    private static final int UNKNOWN = 9;

    /// What is known: two relations (0, 1), a word (0 to 2), two counts (0 to 4), or unknown.
    private record World(int p, int q, int state, int x, int y) {}

    private final Program program =
            new Program(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), List.of(), List.of(), 0);

    @Test
    void agreesWithEverySmallWorld() {
        List<World> worlds = worlds();
        Random random = new Random(20_261_127);
        int proved = 0;
        for (int i = 0; i < CASES; i++) {
            boolean weak = random.nextBoolean();
            List<Claim> claims = new ArrayList<>();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                boolean first = claims.isEmpty();
                Expression condition = condition(random, 3);
                claims.add(
                        first || !weak
                                ? random.nextBoolean()
                                        ? Claim.isTrue(condition, Scope.EMPTY, n)
                                        : Claim.isFalse(condition, Scope.EMPTY, n)
                                : Claim.isNotTrue(condition, Scope.EMPTY, n));
            }

            Verdict verdict = new Prover(program, new Budget(1_000_000)).contradiction(claims);

            boolean possible =
                    worlds.stream().anyMatch(w -> claims.stream().allMatch(c -> holds(c, w)));
            String shown =
                    claims.stream()
                            .map(c -> c.mode() + " " + Wording.shown(c.condition(), c.scope()))
                            .toList()
                            .toString();
            if (verdict.isProved()) {
                proved++;
                assertFalse(possible, shown);
            } else if (!weak && verdict instanceof Verdict.Open) {
                assertTrue(possible, shown);
            }
        }
        assertTrue(proved > CASES / 10, "only " + proved + " contradictions");
    }

    private static boolean holds(Claim claim, World world) {
        Truth truth = truth(claim.condition(), world);
        return switch (claim.mode()) {
            case TRUE -> truth == Truth.TRUE;
            case FALSE -> truth == Truth.FALSE;
            case NOT_TRUE -> truth != Truth.TRUE;
            case NOT_FALSE -> truth != Truth.FALSE;
        };
    }

    private static List<World> worlds() {
        List<World> worlds = new ArrayList<>();
        for (int p : values(2)) {
            for (int q : values(2)) {
                for (int state : values(3)) {
                    for (int x : values(5)) {
                        for (int y : values(5)) {
                            worlds.add(new World(p, q, state, x, y));
                        }
                    }
                }
            }
        }
        return worlds;
    }

    private static List<Integer> values(int count) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(i);
        }
        values.add(UNKNOWN);
        return values;
    }

    // --- conditions

    private static Expression condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return atom(random);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Expression.Not(Span.NONE, BOOL, condition(random, depth - 1));
            case 1 -> new Expression.And(Span.NONE, BOOL, two(random, depth));
            case 2 -> new Expression.Or(Span.NONE, BOOL, two(random, depth));
            default ->
                    new Expression.Conditional(
                            Span.NONE,
                            BOOL,
                            condition(random, depth - 1),
                            condition(random, depth - 1),
                            condition(random, depth - 1));
        };
    }

    private static List<Expression> two(Random random, int depth) {
        return List.of(condition(random, depth - 1), condition(random, depth - 1));
    }

    private static Expression atom(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> relation("p");
            case 1 -> relation("q");
            case 2 ->
                    comparison(
                            random.nextBoolean()
                                    ? Expression.Comparison.Operator.EQUAL
                                    : Expression.Comparison.Operator.NOT_EQUAL,
                            new Expression.Read(Span.NONE, STATE, new Name("w", "s"), List.of()),
                            new Expression.Constant(
                                    Span.NONE,
                                    STATE,
                                    new Value.Word(List.of("a", "b", "c").get(random.nextInt(3)))));
            case 3 ->
                    new Expression.Known(Span.NONE, BOOL, count(random.nextBoolean() ? "x" : "y"));
            default -> {
                Expression.Comparison.Operator[] all = Expression.Comparison.Operator.values();
                // Bounds within what the worlds know, so that they have room for every solution.
                yield comparison(
                        all[random.nextInt(all.length)],
                        count(random.nextBoolean() ? "x" : "y"),
                        new Expression.Constant(
                                Span.NONE, Type.COUNT, Value.of(random.nextInt(1, 4))));
            }
        };
    }

    private static Expression relation(String name) {
        return new Expression.Holds(Span.NONE, BOOL, new Name("w", name), List.of());
    }

    private static Expression count(String name) {
        return new Expression.Read(Span.NONE, Type.COUNT, new Name("w", name), List.of());
    }

    private static Expression comparison(
            Expression.Comparison.Operator operator, Expression left, Expression right) {
        return new Expression.Comparison(Span.NONE, BOOL, operator, left, right);
    }

    // --- their truth

    private static Truth truth(Expression expression, World world) {
        return switch (expression) {
            case Expression.Not not -> truth(not.condition(), world).not();
            case Expression.And and ->
                    and.parts().stream().map(p -> truth(p, world)).reduce(Truth.TRUE, Truth::and);
            case Expression.Or or ->
                    or.parts().stream().map(p -> truth(p, world)).reduce(Truth.FALSE, Truth::or);
            case Expression.Conditional c -> {
                Truth then = truth(c.then(), world);
                Truth otherwise = truth(c.otherwise(), world);
                yield switch (truth(c.condition(), world)) {
                    case TRUE -> then;
                    case FALSE -> otherwise;
                    case UNKNOWN -> then == otherwise ? then : Truth.UNKNOWN;
                };
            }
            case Expression.Holds holds -> {
                int value = holds.relation().local().equals("p") ? world.p() : world.q();
                yield value == UNKNOWN ? Truth.UNKNOWN : Truth.of(value == 1);
            }
            case Expression.Known known ->
                    Truth.of(number((Expression.Read) known.of(), world) != UNKNOWN);
            case Expression.Comparison c -> {
                int left = number((Expression.Read) c.left(), world);
                int right =
                        switch (((Expression.Constant) c.right()).value()) {
                            case Value.Quantity(double amount) -> (int) amount;
                            case Value.Word(String word) -> word.charAt(0) - 'a';
                            default -> throw new IllegalStateException(c.toString());
                        };
                yield left == UNKNOWN
                        ? Truth.UNKNOWN
                        : Truth.of(
                                switch (c.operator()) {
                                    case EQUAL -> left == right;
                                    case NOT_EQUAL -> left != right;
                                    case LESS -> left < right;
                                    case AT_MOST -> left <= right;
                                    case GREATER -> left > right;
                                    case AT_LEAST -> left >= right;
                                });
            }
            default -> throw new IllegalStateException(expression.toString());
        };
    }

    private static int number(Expression.Read read, World world) {
        return switch (read.fact().local()) {
            case "x" -> world.x();
            case "y" -> world.y();
            default -> world.state();
        };
    }
}
