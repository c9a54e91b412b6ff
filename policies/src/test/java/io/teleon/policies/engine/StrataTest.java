package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.Chance;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Name;
import io.teleon.policies.syntax.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// SEMANTICS 2.3: in which order predicates are answered.
class StrataTest {

    private static Strata strata(String declarations) {
        Linked linked =
                Linker.link(
                        List.of(
                                new Source(
                                        "test.tr",
                                        "policy test \"1\" owner \"test\" mode enforce\n"
                                                + "percept raw(link) fresh 1 h\n"
                                                + declarations)),
                        _ -> Optional.empty());
        return new Strata(linked.program().orElseThrow(() -> new AssertionError(linked)));
    }

    private static Name name(String local) {
        return new Name("test", local);
    }

    @Example
    void whatAsksNobodyIsAtTheBottom() {
        Strata strata = strata("pred a(L: link) if raw(L)");
        assertEquals(0, strata.of(name("a")));
        assertEquals(0, strata.of(name("unheard-of")));
        assertEquals(1, strata.count());
        assertEquals(Optional.empty(), strata.group(name("a")));
    }

    @Example
    void whatAsksIsAboveWhatItAsksAlsoByAFunction() {
        Strata strata =
                strata(
                        """
                        pred a(L: link) if b(L) and number(L) > 1
                        pred b(L: link) if raw(L)
                        fun number(L: link): count = if c(L) then 2 else 1
                        pred c(L: link) if b(L)
                        """);
        assertEquals(0, strata.of(name("b")));
        assertEquals(1, strata.of(name("c")));
        assertEquals(2, strata.of(name("number")));
        assertEquals(3, strata.of(name("a")));
        assertEquals(4, strata.count());
    }

    @Example
    void thoseOfOneCircleAreOneGroupInOneStratum() {
        Strata strata =
                strata(
                        """
                        pred a(L: link) if b(L) or raw(L)
                        pred b(L: link) if a(L) and low(L)
                        pred low(L: link) if raw(L)
                        pred alone(L: link) if alone(L) or a(L)
                        pred top(L: link) if alone(L)
                        """);
        assertEquals(1, strata.of(name("a")));
        assertEquals(1, strata.of(name("b")));
        assertTrue(strata.group(name("a")).isPresent());
        assertEquals(strata.group(name("a")), strata.group(name("b")));
        assertTrue(strata.group(name("alone")).isPresent());
        assertNotEquals(strata.group(name("a")), strata.group(name("alone")));
        assertEquals(2, strata.of(name("alone")));
        assertEquals(3, strata.of(name("top")));
        assertEquals(Optional.empty(), strata.group(name("low")));
        assertEquals(Optional.empty(), strata.group(name("top")));
    }

    /// By asking who reaches whom, again and again until nothing is new.
    @Property(tries = 200)
    void isTheLongestWayDownOutsideOfCircles(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("programs");
        int many = 2 + random.nextInt(6);
        boolean[][] asks = new boolean[many][many];
        List<String> declarations = new ArrayList<>();
        for (int from = 0; from < many; from++) {
            StringBuilder body = new StringBuilder("raw(L)");
            for (int to = 0; to < many; to++) {
                if (random.nextInt(4) == 0) {
                    asks[from][to] = true;
                    body.append(" or p").append(to).append("(L)");
                }
            }
            declarations.add("pred p" + from + "(L: link) if " + body);
        }
        boolean[][] reaches = new boolean[many][];
        for (int i = 0; i < many; i++) {
            reaches[i] = asks[i].clone();
        }
        for (int by = 0; by < many; by++) {
            for (int from = 0; from < many; from++) {
                for (int to = 0; to < many; to++) {
                    reaches[from][to] |= reaches[from][by] && reaches[by][to];
                }
            }
        }
        int[] expected = new int[many];
        for (int round = 0; round < many; round++) {
            for (int from = 0; from < many; from++) {
                for (int to = 0; to < many; to++) {
                    if (reaches[from][to] && !reaches[to][from]) {
                        expected[from] = Math.max(expected[from], expected[to] + 1);
                    }
                }
            }
        }
        Strata strata = strata(String.join("\n", declarations));
        int highest = 0;
        for (int i = 0; i < many; i++) {
            Name name = name("p" + i);
            assertEquals(expected[i], strata.of(name), name + " of " + declarations);
            assertEquals(reaches[i][i], strata.group(name).isPresent(), name::toString);
            for (int j = 0; j < many; j++) {
                if (reaches[i][i] && reaches[j][j]) {
                    assertEquals(
                            i == j || (reaches[i][j] && reaches[j][i]),
                            strata.group(name).equals(strata.group(name("p" + j))));
                }
            }
            highest = Math.max(highest, expected[i]);
        }
        assertEquals(highest + 1, strata.count());
    }
}
