package io.teleon.tests.bench.policy;

import java.util.Locale;

/// What a number should be.
record Aim(Bound bound, double number) {

    enum Bound {
        AT_LEAST(">="),
        AT_MOST("<="),
        BELOW("<");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    static Aim atLeast(double number) {
        return new Aim(Bound.AT_LEAST, number);
    }

    static Aim atMost(double number) {
        return new Aim(Bound.AT_MOST, number);
    }

    static Aim below(double number) {
        return new Aim(Bound.BELOW, number);
    }

    boolean met(double measured) {
        return switch (bound) {
            case AT_LEAST -> measured >= number;
            case AT_MOST -> measured <= number;
            case BELOW -> measured < number;
        };
    }

    String text() {
        return bound.sign
                + " "
                + String.format(Locale.ROOT, "%,.10g", number).replaceAll("\\.?0+$", "");
    }
}
