package io.teleon.models.network;

import java.util.Optional;

/// A block of IPv4 addresses: `10.1.0.0/16`. Bits beyond the length are zero.
public record Ipv4Prefix(Ipv4Address address, int length) {

    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + " outside 0..32");
        }
        if ((address.value() & ~mask(length)) != 0) {
            throw new IllegalArgumentException(
                    "prefix " + address + "/" + length + " has bits beyond its length");
        }
    }

    public static Ipv4Prefix parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "prefix '"
                                        + text
                                        + "' is not ADDRESS/LENGTH with the bits"
                                        + " beyond the length zero"));
    }

    public static Optional<Ipv4Prefix> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return Ipv4Address.tryParse(text.substring(0, slash))
                .filter(address -> length <= 32 && (address.value() & ~mask(length)) == 0)
                .map(address -> new Ipv4Prefix(address, length));
    }

    /// The bits of an address that belong to the prefix.
    public int mask() {
        return mask(length);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    public boolean contains(Ipv4Address candidate) {
        return (candidate.value() & mask()) == address.value();
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
