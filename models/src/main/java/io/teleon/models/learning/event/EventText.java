package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message as words that do not depend on its vendor: variable parts as `<ip>`, `<if>`, `<n>` and
/// so on, tags and camel case split, synonyms as one word.
///
/// A word that tells what a state was before, not what it is, begins with `~`; one that tells why
/// begins with `?`.
///
/// @param tagName the vendor's tag as it is, in capitals, empty without one
/// @param speaker the process, with the form of the header
/// @param tag the words of the vendor's tag and of who speaks
/// @param text the words of the text
public record EventText(String tagName, String speaker, List<String> tag, List<String> text) {

    /// Longer messages are cut: what they are stands at their beginning.
    public static final int MOST_WORDS = 40;

    private static final int MOST_TAG_WORDS = 10;
    private static final int MOST_CHARACTERS = 2_000;

    private static final Pattern WORD =
            Pattern.compile(
                    "(?<mac>(?<![\\w:])[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\\w:]))"
                            + "|(?<ip>(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?:[/:+]\\d{1,6})?(?![\\w.]\\w)"
                            + "|(?<![\\w:])(?=[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*:)[0-9a-fA-F:]{3,39}[0-9a-fA-F](?:[/+]\\d{1,6})?(?!\\w)"
                            + "|(?<![\\w:])[0-9a-fA-F:]{2,38}::(?:/\\d{1,3})?)"
                            + "|(?<id>(?<![\\w.])[0-9a-fA-F]{4}(?:\\.[0-9a-fA-F]{4}){1,2}(?![\\w.]\\w)"
                            + "|0x[0-9a-fA-F]{1,16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
                            + "|(?<if>(?<![\\w])(?i:[a-z][a-z-]{0,18}[a-z]-?\\d{1,4}(?:[/:]\\d{1,5}){1,5}(?:\\.\\d{1,9})?"
                            + "|(?:ge|xe|et|ae|fe|hu|te|gi|fa|po|eth|ethernet|fastethernet|gigabitethernet|tengige|tengigabitethernet|hundredgige|hundredgigabitethernet|port-channel|bundle-ether|vlan|loopback|lo|me|em|fxp|irb|tunnel|management|mgmt|swp|port|reth|ens|enp|vtep|vxlan)[ -]?\\d{1,5}(?:/\\d{1,5})*(?:\\.\\d{1,9})?)(?!\\w))"
                            + "|(?<keep>(?i:is-is|2-?way|md5|802\\.1x|dot1x|next-hop))"
                            + "|(?<af>(?<![A-Za-z0-9])(?i:ipv[46]|inet[46]?)(?![A-Za-z0-9]))"
                            + "|(?<n>(?<![A-Za-z])\\d[\\d.,]*%?(?![A-Za-z\\d]))"
                            + "|(?<word>[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]+)"
                            + "|(?<rest>\\d{1,20})");

    private static final List<String> SKIPPED =
            List.of(
                    "a", "an", "the", "is", "was", "were", "are", "be", "been", "has", "have",
                    "had", "it", "its", "this", "that", "in", "of", "by", "for", "with", "at", "as",
                    "and", "or", "into", "under", "may", "will", "no", "not", "on", "none", "v",
                    "s", "i", "e", "turn", "which", "all", "n");

    public EventText {
        tag = List.copyOf(tag);
        text = List.copyOf(text);
    }

    public static EventText of(SyslogMessage message) {
        List<String> tag = words(message.process() + " " + message.tag());
        List<String> text = words(message.text());
        return new EventText(
                message.tag().toUpperCase(Locale.ROOT),
                message.form() + " " + message.process(),
                tag.subList(0, Math.min(tag.size(), MOST_TAG_WORDS)),
                marked(text));
    }

    /// The name of a class as words, to be compared with messages.
    public static List<String> ofName(String name) {
        return words(name);
    }

    /// First the tag, then the text.
    public List<String> all() {
        List<String> all = new ArrayList<>(tag);
        all.addAll(text);
        return all.subList(0, Math.min(all.size(), MOST_WORDS));
    }

    private static List<String> words(String text) {
        String beginning = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        List<String> words = new ArrayList<>();
        Matcher found = WORD.matcher(beginning);
        while (found.find()) {
            if (found.group("ip") != null) {
                words.add("<ip>");
            } else if (found.group("id") != null || found.group("mac") != null) {
                words.add("<id>");
            } else if (found.group("if") != null) {
                words.add("<if>");
            } else if (found.group("af") != null) {
                words.add("<af>");
            } else if (found.group("keep") != null) {
                words.add(kept(found.group("keep").toLowerCase(Locale.ROOT)));
            } else if (found.group("n") != null || found.group("rest") != null) {
                words.add("<n>");
            } else {
                words.addAll(
                        EventVocabulary.shipped()
                                .split(found.group("word").toLowerCase(Locale.ROOT)));
            }
        }
        List<String> kept = new ArrayList<>();
        for (String word : words) {
            boolean repeated =
                    !kept.isEmpty() && word.startsWith("<") && kept.getLast().equals(word);
            if (!repeated
                    && (word.length() > 1 || !Character.isLetter(word.charAt(0)))
                    && !SKIPPED.contains(word)) {
                kept.add(word);
            }
        }
        return kept;
    }

    private static String kept(String word) {
        return switch (word) {
            case "is-is" -> "isis";
            case "2way", "2-way" -> "twoway";
            case "md5" -> "digest";
            case "next-hop" -> "nexthop";
            default -> "dot1x";
        };
    }

    /// Marks what was, in `from A to B` and `old state A`, and why, after `reason` or `due to`.
    private static List<String> marked(List<String> words) {
        List<String> marked = new ArrayList<>();
        boolean reason = false;
        int former = 0;
        for (int i = 0; i < words.size() && marked.size() < MOST_WORDS; i++) {
            String word = words.get(i);
            boolean due =
                    word.equals("due")
                            || word.equals("because")
                            || word.equals("reason")
                            || word.equals("diag");
            if (due) {
                reason = true;
            } else if (word.equals("from")
                    && i + 3 < words.size()
                    && (words.get(i + 2).equals("to") || words.get(i + 3).equals("to"))) {
                former = words.get(i + 2).equals("to") ? 1 : 2;
            } else if (word.equals("old")
                    && i + 2 < words.size()
                    && words.get(i + 1).equals("state")) {
                former = 2;
            } else if (word.equals("to") || word.equals("from")) {
                // Says nothing of its own.
            } else if (reason) {
                marked.add("?" + word);
            } else if (former > 0) {
                former--;
                marked.add(word.equals("state") ? word : "~" + word);
            } else {
                marked.add(word);
            }
        }
        return marked;
    }
}
