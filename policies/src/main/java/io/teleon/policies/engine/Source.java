package io.teleon.policies.engine;

import org.jspecify.annotations.Nullable;

/// Something that can be read, and that wakes those who read it when it has changed.
///
/// Also something that may change by time alone: [#due] says when.
class Source {

    /// The first of those who read it.
    @Nullable Watch watches;

    /// By which recording it was last read, and the watch that came of it ([Watching]).
    long recording;

    @Nullable Watch recorded;

    /// When its entry among the timers is; [Micros#NEVER] without one.
    long armed = Micros.NEVER;

    final boolean isWatched() {
        return watches != null;
    }

    /// Wakes all its readers.
    final void changed() {
        for (Watch watch = watches; watch != null; watch = watch.nextOfSource) {
            watch.reader.wake();
        }
    }

    /// Its last reader has turned away.
    void unwatched() {}

    /// Somebody reads values between these bounds alike: nothing to be told while it stays there.
    void quiet(double low, double high) {}

    /// The least time at which it could change by time alone.
    long due() {
        return Micros.NEVER;
    }

    /// Its time has come.
    void elapsed(long now) {}
}
