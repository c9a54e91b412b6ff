package io.teleon.policies.engine;

import org.jspecify.annotations.Nullable;

/// An answer that is kept until something it was made of changes. It can itself be read.
class Reader extends Source {

    /// Where those that have been woken wait to be answered again.
    @FunctionalInterface
    interface Agenda {
        Agenda NOBODY = _ -> {};

        void add(Reader woken);
    }

    private Agenda agenda;

    /// What it read when it was answered last, in order.
    @Nullable Watch reads;

    /// When time alone may change its answer.
    long due = Micros.NEVER;

    /// Whether its answer changes all the time.
    boolean always;

    /// Whether it waits to be answered again.
    boolean woken;

    /// Whether it is no longer needed.
    boolean gone;

    Reader() {
        this(Agenda.NOBODY);
    }

    Reader(Agenda agenda) {
        this.agenda = agenda;
    }

    /// From now on it is answered there; it has to be at once.
    final void adopt(Agenda by) {
        agenda = by;
        woken = false;
        wake();
    }

    final void wake() {
        if (!woken && !gone) {
            woken = true;
            agenda.add(this);
        }
    }

    @Override
    final long due() {
        return gone ? Micros.NEVER : due;
    }

    @Override
    final void elapsed(long now) {
        due = Micros.NEVER;
        wake();
    }
}
