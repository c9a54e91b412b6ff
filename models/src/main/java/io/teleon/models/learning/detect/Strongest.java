package io.teleon.models.learning.detect;

/// Several detectors as one: the most surprised counts, and what goes on is told once. That one of
/// several is surprised is the less surprising the more they are (Bonferroni).
public final class Strongest {

    private final Detector[] members;
    private final RowClock clock = new RowClock();
    private final Refractory refractory = new Refractory();
    private double raw;
    private Sign sign = Sign.NONE;

    Strongest(Detector... members) {
        if (members.length == 0) {
            throw new IllegalArgumentException("no detectors are not several");
        }
        this.members = members.clone();
    }

    /// Takes a row. One whose time is not after that of the last changes nothing and is no
    /// surprise, unless many in a row say that the clock was set back.
    ///
    /// @param second of the row since the epoch
    /// @param value above [Detector#LARGEST], infinite or NaN where it is missing
    /// @return minus the decimal logarithm of its p-value, in [0, [Detector#MOST_SURPRISE]]; 0
    ///   where it is no more surprising than what was told within the last ten hours of five-minute
    ///   rows
    public double step(long second, double value) {
        raw = 0;
        sign = Sign.NONE;
        if (Detector.isMissing(value)) {
            return 0;
        }
        long since = clock.step(second);
        if (since < 0) {
            return 0;
        }
        for (Detector member : members) {
            double surprise = member.step(second, since, value);
            if (surprise > raw) {
                raw = surprise;
                sign = member.sign();
            }
        }
        if (raw > 0) {
            raw = Math.max(0, raw - StrictMath.log10(members.length));
            sign = raw > 0 ? sign : Sign.NONE;
        }
        return refractory.step(raw);
    }

    /// How surprising the last row was, told before or not.
    public double raw() {
        return raw;
    }

    /// The second of the last row that was not left out; [RowClock#NEVER] before the first.
    long second() {
        return clock.second();
    }

    /// What was odd about the last row.
    public Sign sign() {
        return sign;
    }

    /// All that it has learned, as bytes.
    public byte[] save() {
        StateWriter out = new StateWriter();
        clock.write(out);
        refractory.write(out);
        for (Detector member : members) {
            member.write(out);
        }
        return out.bytes();
    }

    /// Takes over what another one of the same kind saved.
    ///
    /// @throws IllegalArgumentException saying what is wrong with the bytes; this one is then not
    ///   to be used any more
    public void restore(byte[] state) {
        StateReader in = StateReader.of(state);
        clock.read(in);
        refractory.read(in);
        for (Detector member : members) {
            member.read(in);
        }
        in.expectEnd();
    }
}
