package io.teleon.policies.random;

import io.teleon.policies.reference.Interpreter;
import java.util.Optional;

/// Fights by hand: `from to size epochs`.
final class Arena {

    private Arena() {}

    public static void main(String[] arguments) {
        long from = Long.parseLong(arguments[0]);
        long to = Long.parseLong(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        int epochs = Integer.parseInt(arguments[3]);
        int shown = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        int different = 0;
        java.util.Map<String, Integer> kinds = new java.util.TreeMap<>();
        for (long seed = from; seed < to; seed++) {
            Duel duel = new Duel(Interpreter::engine, Interpreter::reference);
            Optional<Duel.Difference> found;
            try {
                found = duel.fight(seed, size, epochs);
            } catch (RuntimeException e) {
                System.out.println("seed " + seed + " throws " + e);
                if (shown > 0) {
                    e.printStackTrace(System.out);
                }
                kinds.merge("throws " + e.getClass(), 1, Integer::sum);
                continue;
            }
            if (found.isPresent()) {
                different++;
                System.out.println("seed " + seed + " after " + found.get().log().size());
                if (shown > 0) {
                    System.out.println(duel.shrink(found.get()).text());
                    if (different >= shown) {
                        return;
                    }
                }
            }
        }
        System.out.println(different + " of " + (to - from) + " differ " + kinds);
    }
}
