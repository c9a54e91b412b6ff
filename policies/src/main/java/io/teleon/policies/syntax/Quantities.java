package io.teleon.policies.syntax;

import io.teleon.policies.program.Type;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Units of the language: what is written, and what a number in it is in base units.
public final class Quantities {

    /// @param factor of one unit in base units
    public record Unit(String text, Type.Quantity type, BigDecimal factor) {

        /// A number of this unit in base units, as exactly as a double can hold it.
        public double of(String number) {
            return new BigDecimal(number).multiply(factor).doubleValue();
        }
    }

    private static final SequencedMap<String, Unit> UNITS = units();

    /// What people write instead, and the unit they mean.
    private static final SequencedMap<String, String> OTHERWISE = otherwise();

    private Quantities() {}

    public static Optional<Unit> unit(String text) {
        return Optional.ofNullable(UNITS.get(text));
    }

    /// The unit that somebody meant who writes it in another way: `sec`, `mbps`, `minutes`.
    static Optional<String> meant(String text) {
        String other = OTHERWISE.get(text.toLowerCase(Locale.ROOT));
        return other != null
                ? Optional.of(other)
                : UNITS.keySet().stream()
                        .filter(unit -> unit.length() > 1 && unit.equalsIgnoreCase(text))
                        .findFirst();
    }

    /// By how they are written, those of one type together.
    public static Map<String, Unit> all() {
        return Collections.unmodifiableMap(UNITS);
    }

    private static SequencedMap<String, String> otherwise() {
        SequencedMap<String, String> otherwise = new LinkedHashMap<>();
        otherwise.put("sec", "s");
        otherwise.put("secs", "s");
        otherwise.put("second", "s");
        otherwise.put("seconds", "s");
        otherwise.put("mins", "min");
        otherwise.put("minute", "min");
        otherwise.put("minutes", "min");
        otherwise.put("hr", "h");
        otherwise.put("hrs", "h");
        otherwise.put("hour", "h");
        otherwise.put("hours", "h");
        otherwise.put("day", "d");
        otherwise.put("days", "d");
        otherwise.put("percent", "%");
        otherwise.put("celsius", "degC");
        return otherwise;
    }

    private static SequencedMap<String, Unit> units() {
        SequencedMap<String, Unit> units = new LinkedHashMap<>();
        add(units, Type.DURATION, "ms", "0.001", "s", "1", "min", "60", "h", "3600", "d", "86400");
        add(units, Type.RATIO, "%", "0.01");
        add(
                units,
                Type.BANDWIDTH,
                "bps",
                "1",
                "Kbps",
                "1e3",
                "Mbps",
                "1e6",
                "Gbps",
                "1e9",
                "Tbps",
                "1e12");
        add(units, Type.BYTES, "B", "8", "KB", "8e3", "MB", "8e6", "GB", "8e9", "TB", "8e12");
        add(
                units,
                Type.BYTES,
                "KiB",
                "8192",
                "MiB",
                "8388608",
                "GiB",
                "8589934592",
                "TiB",
                "8796093022208");
        add(units, Type.POWER, "dBm", "1");
        add(units, Type.TEMPERATURE, "degC", "1", "°C", "1", "C", "1");
        return units;
    }

    private static void add(Map<String, Unit> units, Type.Quantity type, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            units.put(pairs[i], new Unit(pairs[i], type, new BigDecimal(pairs[i + 1])));
        }
    }
}
