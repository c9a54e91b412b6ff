package io.teleon.controller.detect;

import io.teleon.controller.report.AnomalyView.Of;
import java.util.Comparator;

/// What can be odd: the load or the loss of a link, the delay of an intent, a host.
///
/// @param id of the link, intent or agent, in its text form
record Subject(Of of, String id) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::of).thenComparing(Subject::id);

    /// The name of its series, where it has one only.
    String series() {
        return of.text() + " " + id;
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
