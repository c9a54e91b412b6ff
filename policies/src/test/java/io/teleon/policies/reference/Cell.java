package io.teleon.policies.reference;

import io.teleon.policies.program.Truth;
import java.util.ArrayList;
import java.util.List;

/// What a temporal operator remembers for one assignment: SEMANTICS 3.
final class Cell {

    private record Change(long from, Truth truth) {}

    private static final int CHANGES = 1024;

    private Truth before = Truth.UNKNOWN;
    private long since;
    private boolean seenFalse;
    private boolean set;
    private final List<Change> changes = new ArrayList<>();
    Truth value = Truth.UNKNOWN;

    /// `c for at least d`.
    void lasting(Truth c, long now, long d) {
        if (c == Truth.TRUE && before != Truth.TRUE) {
            since = now;
            seenFalse = before == Truth.FALSE;
        }
        before = c;
        value = c != Truth.TRUE || now - since >= d ? c : seenFalse ? Truth.FALSE : Truth.UNKNOWN;
    }

    /// `c for at least d in last w`.
    void lastingIn(Truth c, long now, long d, long w) {
        if (changes.isEmpty() || changes.getLast().truth() != c) {
            changes.add(new Change(now, c));
        }
        if (changes.size() > CHANGES) {
            changes.removeFirst();
        }
        long first = changes.getFirst().from();
        long isTrue = 0;
        long unknown = Math.max(0, first - (now - w));
        for (int i = 0; i < changes.size(); i++) {
            long from = Math.max(changes.get(i).from(), now - w);
            long to = i + 1 < changes.size() ? changes.get(i + 1).from() : now;
            long length = Math.max(0, to - from);
            switch (changes.get(i).truth()) {
                case TRUE -> isTrue += length;
                case UNKNOWN -> unknown += length;
                case FALSE -> {}
            }
        }
        value = isTrue >= d ? Truth.TRUE : isTrue + unknown < d ? Truth.FALSE : Truth.UNKNOWN;
    }

    /// `latched(on, until off)`.
    void latched(Truth on, Truth off) {
        if (on == Truth.TRUE) {
            set = true;
        } else if (off == Truth.TRUE) {
            set = false;
        }
        if (on == Truth.TRUE) {
            value = Truth.TRUE;
        } else if (set) {
            value = off == Truth.FALSE ? Truth.TRUE : Truth.UNKNOWN;
        } else {
            value = on == Truth.FALSE ? Truth.FALSE : Truth.UNKNOWN;
        }
    }
}
