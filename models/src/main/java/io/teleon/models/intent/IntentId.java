package io.teleon.models.intent;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an intent, chosen by who submits it: 1 to 64 letters, digits, `.`, `_` and `-`,
/// beginning with a letter or digit.
public record IntentId(String value) implements Comparable<IntentId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public IntentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "intent id '"
                            + value
                            + "' is not 1 to 64 letters, digits, '.', '_' or '-'"
                            + " beginning with a letter or digit");
        }
    }

    public static IntentId parse(String text) {
        return new IntentId(text);
    }

    public static Optional<IntentId> tryParse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new IntentId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(IntentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
