package io.teleon.models.telemetry;

import java.util.Arrays;
import java.util.Optional;

/// What a number counts. Text form: the symbol of UCUM, as OpenTelemetry uses it.
public enum Unit {
    /// A share, a state or a plain count.
    ONE("1"),
    OCTETS("By"),
    PACKETS("{packet}"),
    OCTETS_PER_SECOND("By/s"),
    PACKETS_PER_SECOND("{packet}/s"),
    BITS_PER_SECOND("bit/s"),
    SECONDS("s"),
    PER_SECOND("1/s"),
    DEGREES_CELSIUS("Cel"),

    /// Decibels above a milliwatt.
    DECIBEL_MILLIWATT("dB[mW]");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public static Optional<Unit> ofSymbol(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    /// The unit of this unit's counter as a rate; empty where such a rate means nothing here.
    public Optional<Unit> perSecond() {
        return switch (this) {
            case ONE -> Optional.of(PER_SECOND);
            case OCTETS -> Optional.of(OCTETS_PER_SECOND);
            case PACKETS -> Optional.of(PACKETS_PER_SECOND);
            case SECONDS -> Optional.of(ONE);
            case OCTETS_PER_SECOND,
                    PACKETS_PER_SECOND,
                    BITS_PER_SECOND,
                    PER_SECOND,
                    DEGREES_CELSIUS,
                    DECIBEL_MILLIWATT ->
                    Optional.empty();
        };
    }

    @Override
    public String toString() {
        return symbol;
    }
}
