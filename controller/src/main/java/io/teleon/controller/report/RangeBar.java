package io.teleon.controller.report;

import io.teleon.controller.report.ActionView.Foreseen;

/// A forecast drawn in one line: `[--o---]` from p10 over p50 to p90, the capacity as `|`.
final class RangeBar {

    private static final int WIDEST = 72;

    private RangeBar() {}

    static String of(Foreseen foreseen, int width) {
        int room = Math.min(WIDEST, width) - 1;
        double end = Math.max(foreseen.capacity(), foreseen.p90());
        if (!(end > 0)) {
            return "";
        }
        char[] bar = " ".repeat(room + 1).toCharArray();
        for (int i = 0; i <= at(foreseen.capacity(), end, room); i++) {
            bar[i] = '.';
        }
        int low = at(foreseen.p10(), end, room);
        int high = at(foreseen.p90(), end, room);
        for (int i = low; i <= high; i++) {
            bar[i] = '-';
        }
        // The limit is what the range is held against: it shows through it.
        bar[low] = '[';
        bar[high] = ']';
        bar[at(foreseen.p50(), end, room)] = 'o';
        bar[at(foreseen.capacity(), end, room)] = '|';
        return new String(bar).stripTrailing();
    }

    private static int at(double value, double end, int room) {
        return (int) Math.round(Math.max(0, Math.min(value, end)) / end * room);
    }
}
