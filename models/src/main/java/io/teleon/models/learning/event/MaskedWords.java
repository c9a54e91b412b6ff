package io.teleon.models.learning.event;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The words of a line between blanks, those that vary as `<*>`: numbers, addresses and what
/// contains a digit where a name does not.
final class MaskedWords {

    static final String VARIABLE = "<*>";

    private static final Pattern BLANKS = Pattern.compile("[\\s,;()\\[\\]=:'\"]+");
    private static final Pattern VARYING =
            Pattern.compile(
                    "[+-]?\\d[\\d.,:/%-]*|0x[0-9a-fA-F]+|[0-9a-fA-F]*:[0-9a-fA-F:./+]+|[\\w.-]*\\d+(?:[/.:_-]\\w+)+|[A-Za-z-]+\\d+");

    private MaskedWords() {}

    static List<String> of(String line) {
        return Arrays.stream(BLANKS.split(line, -1))
                .filter(word -> !word.isEmpty())
                .map(word -> VARYING.matcher(word).matches() ? VARIABLE : word)
                .toList();
    }
}
