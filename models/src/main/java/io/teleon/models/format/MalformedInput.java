package io.teleon.models.format;

/// Input that is not what its format asks for: where, what was found there and what was expected,
/// `abilene.graph:14:11: edge bandwidth 'x' is not a number above 0`.
///
/// The one unchecked exception of this module. It is meant to be caught at the edge and its message
/// shown as it is.
public final class MalformedInput extends RuntimeException {

    private static final int LONGEST_QUOTE = 60;

    private final Place place;
    private final String problem;

    public MalformedInput(Place place, String problem) {
        super(problem);
        this.place = place;
        this.problem = problem;
    }

    /// `found` is a noun phrase with the offending text, `expected` completes "is not ...".
    public static MalformedInput isNot(Place place, String found, String expected) {
        return new MalformedInput(place, found + " is not " + expected);
    }

    @Override
    public String getMessage() {
        return place + ": " + problem;
    }

    public Place place() {
        return place;
    }

    /// The message without the place.
    public String problem() {
        return problem;
    }

    /// Text from a file made fit for a message: in quotes, on one line, not too long.
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(quoted::appendCodePoint);
        if (text.codePointCount(0, text.length()) > LONGEST_QUOTE) {
            quoted.append("...");
        }
        return quoted.append('\'').toString();
    }
}
