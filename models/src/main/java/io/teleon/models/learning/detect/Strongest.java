package io.teleon.models.learning.detect;

import java.util.List;

/// Several detectors as one: the most surprised counts, and what goes on is told once.
public final class Strongest implements Detector {

    /// Rows for which a surprise holds back others: ten hours at five minutes.
    private static final int HELD_ROWS = 120;

    private final List<Detector> members;
    private final Refractory refractory = new Refractory(HELD_ROWS);
    private double raw;
    private Sign sign = Sign.NONE;

    public Strongest(List<Detector> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("no detectors are not several");
        }
        this.members = List.copyOf(members);
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
