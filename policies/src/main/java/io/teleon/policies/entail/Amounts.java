package io.teleon.policies.entail;

import io.teleon.policies.program.Type;
import java.math.BigDecimal;
import java.math.MathContext;

/// Amounts with the unit in which people read them best.
final class Amounts {

    private Amounts() {}

    static String shown(Type type, double amount) {
        if (Double.isInfinite(amount)) {
            return "never";
        }
        if (type.equals(Type.RATIO)) {
            return number(amount * 100) + "%";
        }
        if (type.equals(Type.BANDWIDTH)) {
            return scaled(amount, new double[] {1e9, 1e6, 1e3}, "Gbps", "Mbps", "kbps", "bps");
        }
        if (type.equals(Type.BYTES)) {
            return scaled(amount / 8, new double[] {1e9, 1e6, 1e3}, "GB", "MB", "kB", "B");
        }
        if (type.equals(Type.DURATION)) {
            return time(amount);
        }
        if (type.equals(Type.POWER)) {
            return number(amount) + " dBm";
        }
        return number(amount);
    }

    /// The largest unit of which it is a whole number, so that 90 s are not 1.5 min.
    private static String time(double seconds) {
        double[] sizes = {86_400, 3_600, 60, 1};
        String[] units = {" d", " h", " min", "s"};
        for (int i = 0; i < sizes.length; i++) {
            if (Math.abs(seconds) >= sizes[i] && seconds % sizes[i] == 0) {
                return number(seconds / sizes[i]) + units[i];
            }
        }
        return number(seconds) + "s";
    }

    private static String scaled(double amount, double[] sizes, String... units) {
        for (int i = 0; i < sizes.length; i++) {
            if (Math.abs(amount) >= sizes[i]) {
                return number(amount / sizes[i]) + " " + units[i];
            }
        }
        return number(amount) + " " + units[sizes.length];
    }

    private static String number(double amount) {
        return new BigDecimal(amount)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
