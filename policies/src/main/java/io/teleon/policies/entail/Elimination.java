package io.teleon.policies.entail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether inequalities contradict one another: readings are eliminated one after another, the one
/// that costs least first (Fourier 1826, Motzkin 1936).
final class Elimination {

    private static final int MOST = 400;

    private Elimination() {}

    /// The tags of a contradiction; empty where there is none, or none was found with this budget.
    static Optional<BitSet> contradiction(List<Inequality> inequalities, Budget budget) {
        List<Inequality> left = new ArrayList<>(inequalities);
        while (true) {
            for (Inequality inequality : left) {
                if (inequality.isFalse()) {
                    return Optional.of(inequality.tags());
                }
            }
            left.removeIf(inequality -> inequality.sum().isConstant());
            if (left.isEmpty() || left.size() > MOST || !budget.spend(left.size())) {
                return Optional.empty();
            }
            left = without(cheapest(left), left, budget);
        }
    }

    private static List<Inequality> without(String reading, List<Inequality> all, Budget budget) {
        List<Inequality> above = new ArrayList<>();
        List<Inequality> below = new ArrayList<>();
        List<Inequality> rest = new ArrayList<>();
        for (Inequality inequality : all) {
            int sign = inequality.sum().factor(reading).signum();
            (sign == 0 ? rest : sign > 0 ? above : below).add(inequality);
        }
        for (Inequality upper : above) {
            for (Inequality lower : below) {
                if (rest.size() > MOST || !budget.spend()) {
                    return rest;
                }
                rest.add(upper.without(reading, lower));
            }
        }
        return rest;
    }

    private static String cheapest(List<Inequality> inequalities) {
        Map<String, long[]> signs = new TreeMap<>();
        for (Inequality inequality : inequalities) {
            inequality
                    .sum()
                    .terms()
                    .forEach((key, factor) ->
                            signs.computeIfAbsent(key, _ -> new long[2])[
                                    factor.signum() > 0 ? 0 : 1]++);
        }
        String best = "";
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, long[]> entry : signs.entrySet()) {
            long cost = entry.getValue()[0] * entry.getValue()[1];
            if (cost < least) {
                least = cost;
                best = entry.getKey();
            }
        }
        return best;
    }
}
