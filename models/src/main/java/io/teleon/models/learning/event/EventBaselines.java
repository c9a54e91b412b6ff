package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What a classifier of events has to beat: the nearest template, and the words of a class's name.
/// Both choose their threshold as ours does.
public final class EventBaselines {

    /// Scores are shares; a logit of this times a share gives a confidence that can be read.
    private static final double STEEPNESS = 10;

    private EventBaselines() {}

    /// A message as a baseline sees it.
    ///
    /// @param template its words with variable parts as `<*>`
    /// @param text all of it in small letters
    private record Plain(List<String> template, String text) {

        static Plain of(SyslogMessage message) {
            String content =
                    String.join(" ", message.process(), message.tag(), message.text()).strip();
            return new Plain(MaskedWords.of(content), content.toLowerCase(Locale.ROOT));
        }
    }

    /// How alike a message and a class are, in [0, 1].
    @FunctionalInterface
    private interface Similarity {
        double of(Plain message, String name, List<Plain> examples);
    }

    /// The class of the example whose words, variable parts masked, have the longest common
    /// subsequence with the message's, as a share of both.
    public static EventLearner nearestTemplate() {
        return new Baseline(
                "nearest-template",
                (message, _, examples) ->
                        examples.stream()
                                .mapToDouble(it -> common(message.template(), it.template()))
                                .max()
                                .orElse(0));
    }

    /// The class of whose name most words stand in the message; of equals that with more words.
    public static EventLearner keywords() {
        return new Baseline(
                "keywords",
                (message, name, _) -> {
                    String[] words = name.toLowerCase(Locale.ROOT).split("_", -1);
                    int found = 0;
                    for (String word : words) {
                        found += message.text().contains(word) ? 1 : 0;
                    }
                    return (double) found / words.length + 1e-3 * found;
                });
    }

    private static double common(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String word : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return a.isEmpty() && b.isEmpty() ? 0 : 2.0 * row[b.size()] / (a.size() + b.size());
    }

    private record Baseline(String name, Similarity similarity) implements EventLearner {

        @Override
        public Function<SyslogMessage, EventVerdict> learn(List<LabelledEvent> events) {
            Map<String, List<Plain>> classes = new TreeMap<>();
            for (LabelledEvent event : events) {
                classes.computeIfAbsent(event.name(), _ -> new ArrayList<>())
                        .add(Plain.of(event.message()));
            }
            double threshold = threshold(classes);
            return message -> {
                Plain plain = Plain.of(message);
                String nearest = EventVerdict.UNKNOWN;
                double best = Double.NEGATIVE_INFINITY;
                for (Map.Entry<String, List<Plain>> entry : classes.entrySet()) {
                    double score = similarity.of(plain, entry.getKey(), entry.getValue());
                    if (score > best) {
                        best = score;
                        nearest = entry.getKey();
                    }
                }
                return EventVerdict.of(nearest, STEEPNESS * best, STEEPNESS * threshold);
            };
        }

        private double threshold(Map<String, List<Plain>> classes) {
            Threshold threshold = new Threshold();
            classes.forEach((own, examples) -> {
                for (int i = 0; i < examples.size(); i++) {
                    Plain message = examples.get(i);
                    List<Plain> others = new ArrayList<>(examples);
                    others.remove(i);
                    double best = 0;
                    for (Map.Entry<String, List<Plain>> entry : classes.entrySet()) {
                        if (!entry.getKey().equals(own)) {
                            best =
                                    Math.max(
                                            best,
                                            similarity.of(
                                                    message, entry.getKey(), entry.getValue()));
                        }
                    }
                    threshold.addUnknown(best);
                    if (!others.isEmpty()) {
                        threshold.addKnown(similarity.of(message, own, others), best);
                    }
                }
            });
            return threshold.choose();
        }
    }
}
