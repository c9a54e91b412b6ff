package io.teleon.models.network;

import java.util.Optional;

/// A 48-bit Ethernet address: `02:00:00:00:00:0a`. Order: unsigned.
public record MacAddress(long value) implements Comparable<MacAddress> {

    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException(
                    "MAC address " + Long.toHexString(value) + " is wider than 48 bits");
        }
    }

    public static MacAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "MAC address '"
                                        + text
                                        + "' is not of the form"
                                        + " 02:00:00:00:00:0a"));
    }

    public static Optional<MacAddress> tryParse(String text) {
        if (!text.matches("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}")) {
            return Optional.empty();
        }
        return Optional.of(new MacAddress(Long.parseLong(text.replaceAll("[:-]", ""), 16)));
    }

    /// Whether the group bit is set: broadcast or multicast.
    public boolean isGroup() {
        return (value & 0x0100_0000_0000L) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (value >>> shift) & 0xff;
            text.append(Character.forDigit(octet >>> 4, 16))
                    .append(Character.forDigit(octet & 15, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
