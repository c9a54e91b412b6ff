package io.teleon.models.network;

import java.util.Optional;

/// A port of a switch: a physical one (1 up to `0xffffff00`) or a reserved one (OpenFlow 1.3.5
/// section 7.2.1). The 32 bits are unsigned; order is unsigned.
public record PortNumber(int value) implements Comparable<PortNumber> {

    public static final PortNumber IN_PORT = new PortNumber(0xfffffff8);
    public static final PortNumber TABLE = new PortNumber(0xfffffff9);
    public static final PortNumber NORMAL = new PortNumber(0xfffffffa);
    public static final PortNumber FLOOD = new PortNumber(0xfffffffb);
    public static final PortNumber ALL = new PortNumber(0xfffffffc);
    public static final PortNumber CONTROLLER = new PortNumber(0xfffffffd);
    public static final PortNumber LOCAL = new PortNumber(0xfffffffe);
    public static final PortNumber ANY = new PortNumber(0xffffffff);

    private static final int MAX_PHYSICAL = 0xffffff00;

    public PortNumber {
        if (value == 0
                || (Integer.compareUnsigned(value, MAX_PHYSICAL) > 0
                        && Integer.compareUnsigned(value, 0xfffffff8) < 0)) {
            throw new IllegalArgumentException(
                    "port number "
                            + Integer.toUnsignedString(value)
                            + " is neither 1.."
                            + Integer.toUnsignedString(MAX_PHYSICAL)
                            + " nor a reserved port");
        }
    }

    public static PortNumber of(int value) {
        return new PortNumber(value);
    }

    public static PortNumber parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "port '"
                                        + text
                                        + "' is not a number of 1 or more, nor"
                                        + " the name of a reserved port"));
    }

    public static Optional<PortNumber> tryParse(String text) {
        return switch (text) {
            case "in-port" -> Optional.of(IN_PORT);
            case "table" -> Optional.of(TABLE);
            case "normal" -> Optional.of(NORMAL);
            case "flood" -> Optional.of(FLOOD);
            case "all" -> Optional.of(ALL);
            case "controller" -> Optional.of(CONTROLLER);
            case "local" -> Optional.of(LOCAL);
            case "any" -> Optional.of(ANY);
            default -> number(text);
        };
    }

    private static Optional<PortNumber> number(String text) {
        try {
            return Optional.of(new PortNumber(Integer.parseUnsignedInt(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether a cable can be plugged into it: not a reserved port.
    public boolean isPhysical() {
        return Integer.compareUnsigned(value, MAX_PHYSICAL) <= 0;
    }

    @Override
    public int compareTo(PortNumber other) {
        return Integer.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return switch (value) {
            case 0xfffffff8 -> "in-port";
            case 0xfffffff9 -> "table";
            case 0xfffffffa -> "normal";
            case 0xfffffffb -> "flood";
            case 0xfffffffc -> "all";
            case 0xfffffffd -> "controller";
            case 0xfffffffe -> "local";
            case 0xffffffff -> "any";
            default -> Integer.toUnsignedString(value);
        };
    }
}
