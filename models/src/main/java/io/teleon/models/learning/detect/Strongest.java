package io.teleon.models.learning.detect;

import java.util.List;

/// Several detectors as one: the most surprised counts, and what goes on is told once. That one of
/// several is surprised is the less surprising the more they are (Bonferroni).
public final class Strongest implements Detector {

    /// Rows for which a surprise holds back others: ten hours at five minutes.
    private static final int HELD_ROWS = 120;

    private final List<Detector> members;
    private final Refractory refractory = new Refractory(HELD_ROWS);
    private final double penalty;
    private double raw;
    private Sign sign = Sign.NONE;

    public Strongest(List<Detector> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("no detectors are not several");
        }
        this.members = List.copyOf(members);
        penalty = StrictMath.log10(members.size());
    }

    @Override
    public double step(long second, double value) {
        raw = 0;
        sign = Sign.NONE;
        for (int i = 0; i < members.size(); i++) {
            double surprise = members.get(i).step(second, value);
            if (surprise > raw) {
                raw = surprise;
                sign = members.get(i).sign();
            }
        }
        raw = Math.max(0, raw - penalty);
        sign = raw > 0 ? sign : Sign.NONE;
        return refractory.step(raw);
    }

    /// How surprising the last row was, told before or not.
    public double raw() {
        return raw;
    }

    @Override
    public Sign sign() {
        return sign;
    }

    @Override
    public void write(StateWriter out) {
        members.forEach(member -> member.write(out));
        refractory.write(out);
    }

    @Override
    public void read(StateReader in) {
        members.forEach(member -> member.read(in));
        refractory.read(in);
    }
}
