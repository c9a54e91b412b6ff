package io.teleon.models.learning.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of network events across vendors: which mean the same, and which are opposites.
///
/// It comes from the resources `words.txt`, `antonyms.txt` and `subjects.txt`, which are knowledge
/// of the field and not fitted to data. Words that are not in it stand for themselves, without
/// their endings.
final class EventVocabulary {

    private static final EventVocabulary SHIPPED =
            new EventVocabulary(lines("words.txt"), lines("antonyms.txt"), lines("subjects.txt"));

    private static final int SHORTEST_PART = 2;

    /// Longer words are not split into parts.
    private static final int LONGEST = 40;

    private final Map<String, String> canonical = new HashMap<>();
    private final Map<String, List<Answer>> answers = new HashMap<>();
    private final Set<String> subjects = new HashSet<>();
    private final int questionCount;

    /// What a word says to a question.
    record Answer(int question, int pole) {}

    private EventVocabulary(List<String> words, List<String> antonyms, List<String> subjects) {
        questionCount = antonyms.size();
        subjects.forEach(line -> this.subjects.addAll(List.of(line.split(" +", -1))));
        for (String line : words) {
            int colon = line.indexOf(':');
            String head = line.substring(0, colon).strip();
            for (String variant : line.substring(colon + 1).strip().split(" +", -1)) {
                canonical.putIfAbsent(variant, head);
            }
        }
        for (int question = 0; question < antonyms.size(); question++) {
            String[] poles = antonyms.get(question).split("\\|", -1);
            for (int pole = 0; pole < poles.length; pole++) {
                for (String word : poles[pole].strip().split(" +", -1)) {
                    answers.computeIfAbsent(word, _ -> new ArrayList<>())
                            .add(new Answer(question, pole));
                }
            }
        }
    }

    static EventVocabulary shipped() {
        return SHIPPED;
    }

    private static List<String> lines(String name) {
        try (InputStream in = EventVocabulary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not packaged");
            }
            return Arrays.stream(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int questionCount() {
        return questionCount;
    }

    /// Whether a canonical word names what an event is about.
    boolean isSubject(String word) {
        return subjects.contains(word);
    }

    /// What a canonical word says to the questions.
    List<Answer> answers(String word) {
        return answers.getOrDefault(word, List.of());
    }

    /// The canonical words of one word in small letters: one, or several where it is glued together
    /// from known ones, as tags are.
    List<String> split(String word) {
        String known = canonical.get(word);
        if (known != null) {
            return List.of(known);
        }
        return parts(word).orElse(List.of(stem(word)));
    }

    /// The fewest known words that make up a word. Only what is glued entirely from known words is
    /// split: a name stays a name.
    private Optional<List<String>> parts(String word) {
        int length = word.length();
        if (length < 2 * SHORTEST_PART || length > LONGEST) {
            return Optional.empty();
        }
        int[] count = new int[length + 1];
        int[] cut = new int[length + 1];
        Arrays.fill(count, Integer.MAX_VALUE);
        count[0] = 0;
        for (int to = SHORTEST_PART; to <= length; to++) {
            for (int from = 0; from <= to - SHORTEST_PART; from++) {
                if (count[from] < Integer.MAX_VALUE
                        && count[from] + 1 < count[to]
                        && canonical.containsKey(word.substring(from, to))) {
                    count[to] = count[from] + 1;
                    cut[to] = from;
                }
            }
        }
        if (count[length] > 3) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (int to = length; to > 0; to = cut[to]) {
            found.addFirst(canonical.getOrDefault(word.substring(cut[to], to), ""));
        }
        return Optional.of(found);
    }

    private static String stem(String word) {
        int length = word.length();
        if (length > 5 && word.endsWith("ing")) {
            return word.substring(0, length - 3);
        }
        if (length > 4 && (word.endsWith("ed") || word.endsWith("es"))) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.endsWith("ss")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
