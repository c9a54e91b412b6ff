package io.teleon.models.network;

import java.util.HexFormat;
import java.util.Optional;

/// The identity of a switch: the 64-bit datapath id of OpenFlow 1.3.5 section 7.3.1.
///
/// Text form: 16 hexadecimal digits, `00000000000000a1`; [#parse] also takes fewer digits, an `of:`
/// prefix and the colon-separated form of other tools. Order: unsigned.
public record DatapathId(long value) implements Comparable<DatapathId> {

    public static DatapathId parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "datapath id '" + text + "' is not 1 to 16 hexadecimal digits"));
    }

    public static Optional<DatapathId> tryParse(String text) {
        String digits = text.startsWith("of:") ? text.substring(3) : text;
        digits = digits.replace(":", "");
        if (digits.isEmpty() || digits.length() > 16) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DatapathId(HexFormat.fromHexDigitsToLong(digits)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DatapathId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
