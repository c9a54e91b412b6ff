package io.teleon.models.format;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The character entities of GML strings, which are ASCII otherwise: `&#252;`, `&amp;`. What is not
/// one of these stays as it is.
final class GmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|([a-z]{2,4}));");

    private GmlEntities() {}

    static String decode(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(decoded(found)));
    }

    private static String decoded(MatchResult found) {
        String digits = found.group(1);
        if (digits == null) {
            return switch (found.group(2)) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                case "nbsp" -> " ";
                default -> found.group();
            };
        }
        int codePoint = Integer.parseInt(digits);
        return Character.isValidCodePoint(codePoint)
                ? Character.toString(codePoint)
                : found.group();
    }
}
