package io.teleon.models.learning.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the templates of lines as they come: what stays the same, with `<*>` for what varies.
///
/// Drain (He, Zhu, Zheng & Lyu, ICWS 2017): a tree of fixed depth leads by the number of words and
/// by the first two of them to a few candidates; the line joins the one that shares most words with
/// it when these are enough, else it begins a template of its own. Here times, numbers, addresses
/// and hexadecimal are masked by one set of patterns for every source, and everything is bounded: a
/// full node leads further lines to its `<*>` child, and past the last template lines are no longer
/// told apart.
///
/// Owner: one thread.
public final class LogTemplates {

    /// Stands where words vary.
    public static final String VARIABLE = "<*>";

    private static final double ENOUGH = 0.5;
    private static final int DEPTH = 2;
    private static final int MOST_CHILDREN = 100;

    /// Longer lines are told apart by their beginning.
    private static final int MOST_WORDS = 256;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern MASKED =
            Pattern.compile(
                    "(?:\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\\d{1,2} \\d{2}:\\d{2}:\\d{2}(?: \\d{4}\\b)?"
                            + "|(?<![A-Za-z0-9.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?(?![A-Za-z0-9])"
                            + "|(?<![A-Za-z0-9])0x[0-9a-fA-F]+(?![A-Za-z0-9])"
                            + "|(?<![A-Za-z0-9])(?=[a-f]*\\d)[0-9a-f]{8,}(?![A-Za-z0-9])"
                            + "|(?<![A-Za-z0-9])[+-]?\\d+(?![A-Za-z0-9])");

    private final int mostTemplates;
    private final List<Template> templates = new ArrayList<>();
    private final Map<Integer, Node> byLength = new HashMap<>();
    private long unassigned;

    private static final class Template {

        private final String[] words;
        private final int id;
        private long lines;

        Template(String[] words, int id) {
            this.words = words;
            this.id = id;
        }
    }

    private static final class Node {

        private final Map<String, Node> children = new HashMap<>();
        private final List<Template> templates = new ArrayList<>();
    }

    /// @param mostTemplates at least 1
    public LogTemplates(int mostTemplates) {
        if (mostTemplates < 1) {
            throw new IllegalArgumentException(mostTemplates + " templates, not at least 1");
        }
        this.mostTemplates = mostTemplates;
    }

    /// Takes a line in.
    ///
    /// @return the number of its template, in [0, count); empty where it fits none and there are as
    ///   many as there may be
    public OptionalInt add(String line) {
        String[] words = words(line);
        Node leaf = byLength.computeIfAbsent(words.length, _ -> new Node());
        for (int level = 0; level < Math.min(DEPTH, words.length); level++) {
            leaf = child(leaf, words[level]);
        }
        Template best = nearest(leaf, words);
        if (best == null) {
            if (templates.size() >= mostTemplates) {
                unassigned++;
                return OptionalInt.empty();
            }
            best = new Template(words, templates.size());
            templates.add(best);
            leaf.templates.add(best);
        } else {
            for (int i = 0; i < words.length; i++) {
                if (!best.words[i].equals(words[i])) {
                    best.words[i] = VARIABLE;
                }
            }
        }
        best.lines++;
        return OptionalInt.of(best.id);
    }

    private static String[] words(String line) {
        String[] words = BLANKS.split(MASKED.matcher(line.strip()).replaceAll(VARIABLE), -1);
        if (words.length <= MOST_WORDS) {
            return words;
        }
        String[] beginning = new String[MOST_WORDS];
        System.arraycopy(words, 0, beginning, 0, MOST_WORDS);
        return beginning;
    }

    private static Node child(Node node, String word) {
        String key =
                word.chars().anyMatch(Character::isDigit) || word.contains(VARIABLE)
                        ? VARIABLE
                        : word;
        if (!node.children.containsKey(key) && node.children.size() >= MOST_CHILDREN) {
            key = VARIABLE;
        }
        return node.children.computeIfAbsent(key, _ -> new Node());
    }

    /// The template that shares most words; of equals the one with fewer variable parts.
    private static @Nullable Template nearest(Node leaf, String[] words) {
        Template best = null;
        double most = -1;
        int fewest = 0;
        for (Template template : leaf.templates) {
            int same = 0;
            int variable = 0;
            for (int i = 0; i < words.length; i++) {
                if (template.words[i].equals(VARIABLE)) {
                    variable++;
                } else if (template.words[i].equals(words[i])) {
                    same++;
                }
            }
            double share = (double) same / words.length;
            if (share > most || (share == most && variable < fewest)) {
                most = share;
                fewest = variable;
                best = template;
            }
        }
        return most >= ENOUGH ? best : null;
    }

    public int count() {
        return templates.size();
    }

    /// @param id in [0, count)
    public String template(int id) {
        return List.of(templates.get(id).words).stream().collect(Collectors.joining(" "));
    }

    /// Lines that joined a template.
    public long lineCount(int id) {
        return templates.get(id).lines;
    }

    /// Lines that fit none when there were as many templates as there may be.
    public long unassignedCount() {
        return unassigned;
    }
}
