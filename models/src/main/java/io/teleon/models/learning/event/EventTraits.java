package io.teleon.models.learning.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What a message, or the name of a class, is compared by. Words stand as their hashes, so that a
/// model holds no text of the messages that it was fitted to.
///
/// @param tag the words of the tag and of who speaks
/// @param text the words of the text that tell what is
/// @param reason those that tell why
/// @param pairs of neighbouring words of the text
/// @param subjects the protocols it is about
/// @param answers by question of the antonyms: the pole, or [#NONE]
/// @param tagName the vendor's tag as a whole, 0 without one
/// @param speaker the process and the form of the header
// Compared by the archives they are in, never by equals; arrays are made here and not handed on.
@SuppressWarnings("ArrayRecordComponent")
record EventTraits(
        int[] tag,
        int[] text,
        int[] reason,
        int[] pairs,
        int[] subjects,
        int[] answers,
        int tagName,
        int speaker) {

    static final int NONE = -1;

    static EventTraits of(EventText message) {
        SequencedSet<String> tag = new LinkedHashSet<>();
        message.tag().stream().filter(word -> !word.equals("<n>")).forEach(tag::add);
        List<String> now = new ArrayList<>();
        SequencedSet<String> reason = new LinkedHashSet<>();
        SequencedSet<String> before = new LinkedHashSet<>();
        for (String word : message.text()) {
            if (word.startsWith("?")) {
                reason.add(word.substring(1));
            } else if (word.startsWith("~")) {
                before.add(word.substring(1));
            } else {
                now.add(word);
            }
        }
        SequencedSet<String> text = new LinkedHashSet<>(now);
        text.remove("<n>");
        reason.remove("<n>");
        SequencedSet<String> named = new LinkedHashSet<>(tag);
        named.addAll(now);
        named.addAll(before);
        return new EventTraits(
                hashes(tag),
                hashes(text),
                hashes(reason),
                pairs(now),
                subjects(named),
                answers(tag, new LinkedHashSet<>(now)),
                message.tagName().isEmpty() ? 0 : message.tagName().hashCode(),
                message.speaker().hashCode());
    }

    /// Of the name of a class: its words are its text.
    static EventTraits ofName(String name) {
        SequencedSet<String> words = new LinkedHashSet<>(EventText.ofName(name));
        return new EventTraits(
                new int[0],
                hashes(words),
                new int[0],
                new int[0],
                subjects(words),
                answers(new LinkedHashSet<>(), words),
                0,
                0);
    }

    boolean says(String word) {
        return contains(text, word.hashCode());
    }

    static boolean contains(int[] hashes, int hash) {
        return Arrays.stream(hashes).anyMatch(it -> it == hash);
    }

    private static int[] hashes(SequencedSet<String> words) {
        return words.stream().mapToInt(String::hashCode).distinct().toArray();
    }

    private static int[] pairs(List<String> words) {
        int[] pairs = new int[Math.max(0, words.size() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (words.get(i) + " " + words.get(i + 1)).hashCode();
        }
        return Arrays.stream(pairs).distinct().toArray();
    }

    private static int[] subjects(SequencedSet<String> words) {
        return words.stream()
                .filter(EventVocabulary.shipped()::isSubject)
                .mapToInt(String::hashCode)
                .toArray();
    }

    /// What the text answers goes before what the tag does; two answers to one question are none.
    private static int[] answers(SequencedSet<String> tag, SequencedSet<String> text) {
        EventVocabulary vocabulary = EventVocabulary.shipped();
        int[] answers = new int[vocabulary.questionCount()];
        for (int question = 0; question < answers.length; question++) {
            int said = answer(text, question);
            answers[question] = said == NONE ? answer(tag, question) : said;
        }
        return answers;
    }

    private static int answer(SequencedSet<String> words, int question) {
        int[] poles =
                words.stream()
                        .flatMap(word -> EventVocabulary.shipped().answers(word).stream())
                        .filter(answer -> answer.question() == question)
                        .mapToInt(EventVocabulary.Answer::pole)
                        .distinct()
                        .toArray();
        return poles.length == 1 ? poles[0] : NONE;
    }
}
