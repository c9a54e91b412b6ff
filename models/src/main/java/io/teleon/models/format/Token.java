package io.teleon.models.format;

/// A word of a file and where it stands.
record Token(Place place, String text) {

    /// Above every number that means something in a network file, and far from overflow.
    static final double LARGEST = 1e18;

    MalformedInput isNot(String what, String expected) {
        return MalformedInput.isNot(place, what + " " + MalformedInput.quoted(text), expected);
    }

    int integer(String what, int from, int to) {
        return whole(from, to, what, "an integer of " + from + ".." + to);
    }

    /// An index into a list of `size` things.
    int index(String what, String list, int size) {
        return whole(0, size - 1, what, "an index into the " + size + " " + list);
    }

    private int whole(int from, int to, String what, String expected) {
        try {
            int value = Integer.parseInt(text);
            if (value >= from && value <= to) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw isNot(what, expected);
        }
        throw isNot(what, expected);
    }

    double positive(String what) {
        double value = decimal();
        if (!(value > 0 && value <= LARGEST)) {
            throw isNot(what, "a number above 0");
        }
        return value;
    }

    double notNegative(String what) {
        double value = decimal();
        if (!(value >= 0 && value <= LARGEST)) {
            throw isNot(what, "a number of 0 or more");
        }
        return value;
    }

    double number(String what) {
        double value = decimal();
        if (!(Math.abs(value) <= LARGEST)) {
            throw isNot(what, "a number");
        }
        return value;
    }

    /// Not a number where it is none in decimal notation: the JDK's parser would also take
    /// `Infinity`, `0x1p3` and `1d`.
    private double decimal() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
