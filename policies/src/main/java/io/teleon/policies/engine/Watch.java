package io.teleon.policies.engine;

import org.jspecify.annotations.Nullable;

/// That a reader has read a source.
final class Watch {

    Reader reader;
    Source source;

    @Nullable Watch previousOfSource;

    @Nullable Watch nextOfSource;

    @Nullable Watch nextOfReader;

    /// Values between these are read alike; none are where low is above high.
    double low;

    double high;

    Watch(Reader reader, Source source) {
        this.reader = reader;
        this.source = source;
    }

    boolean minds(double value) {
        return !(value >= low && value <= high);
    }

    void link() {
        Watch first = source.watches;
        previousOfSource = null;
        nextOfSource = first;
        if (first != null) {
            first.previousOfSource = this;
        }
        source.watches = this;
    }

    void unlink() {
        Watch before = previousOfSource;
        Watch after = nextOfSource;
        if (before != null) {
            before.nextOfSource = after;
        } else {
            source.watches = after;
        }
        if (after != null) {
            after.previousOfSource = before;
        }
        previousOfSource = null;
        nextOfSource = null;
        if (source.watches == null) {
            source.unwatched();
        }
    }
}
