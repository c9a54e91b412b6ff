package io.teleon.models.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that was probably meant (Levenshtein 1966).
public final class Nearest {

    private static final int LONGEST = 60;

    private Nearest() {}

    /// The known name with the least edits, if they are at most about a third of its letters.
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> edits(name, candidate) <= (candidate.length() + 1) / 3)
                .min(
                        Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// `, did you mean 'capacity'?`, or else all that is known.
    public static String hint(String name, Collection<String> known) {
        return to(name, known)
                .map(nearest -> ", did you mean '" + nearest + "'?")
                .orElseGet(() ->
                        known.isEmpty()
                                ? ", none is expected here"
                                : ", expected one of " + String.join(", ", known));
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
