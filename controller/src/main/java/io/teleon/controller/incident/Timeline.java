package io.teleon.controller.incident;

import io.teleon.controller.report.IncidentView.About;
import io.teleon.controller.report.IncidentView.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The lines of one incident. Bounded: how it began and the newest are kept, [#MOST] in all; the
/// others are counted.
final class Timeline {

    static final int MOST = 200;
    static final int FIRST = 40;

    private final List<Line> lines = new ArrayList<>();

    /// Not journalled yet.
    private final List<Line> fresh = new ArrayList<>();

    private long leftOut;

    void add(Instant at, About about, String text) {
        Line line = new Line(at, about, text);
        fresh.add(line);
        keep(line);
    }

    private void keep(Line line) {
        if (lines.size() == MOST) {
            lines.remove(FIRST);
            leftOut++;
        }
        lines.add(line);
    }

    void restore(List<Line> more, long leftOutInAll) {
        more.forEach(this::keep);
        leftOut = leftOutInAll;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<Line> drainFresh() {
        List<Line> drained = List.copyOf(fresh);
        fresh.clear();
        return drained;
    }

    long leftOut() {
        return leftOut;
    }
}
