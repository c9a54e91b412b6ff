package io.teleon.policies.program;

/// The dimension of a quantity, as powers of the base units. Numbers are kept in these units: bits,
/// seconds, dBm, degrees Celsius.
///
/// dBm and degrees Celsius have an offset: they can be compared, averaged and added to their own
/// kind, which here means "shift by", and nothing else.
public record Dimension(int bits, int seconds, int power, int temperature) {

    public static final Dimension NONE = new Dimension(0, 0, 0, 0);
    public static final Dimension BITS = new Dimension(1, 0, 0, 0);
    public static final Dimension SECONDS = new Dimension(0, 1, 0, 0);
    public static final Dimension BITS_PER_SECOND = new Dimension(1, -1, 0, 0);
    public static final Dimension DBM = new Dimension(0, 0, 1, 0);
    public static final Dimension CELSIUS = new Dimension(0, 0, 0, 1);

    public Dimension times(Dimension other) {
        return new Dimension(
                bits + other.bits,
                seconds + other.seconds,
                power + other.power,
                temperature + other.temperature);
    }

    public Dimension per(Dimension other) {
        return new Dimension(
                bits - other.bits,
                seconds - other.seconds,
                power - other.power,
                temperature - other.temperature);
    }
}
