package io.teleon.simulator.cli;

import io.teleon.simulator.world.World;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// One line that says how far a long run is.
final class ProgressLine implements DemoView {

    private final PrintStream out;
    private final Duration whole;

    ProgressLine(PrintStream out, Duration whole) {
        this.out = out;
        this.whole = whole;
    }

    @Override
    public void line(String line) {}

    @Override
    public void refresh(World world, Pace pace) {
        Duration done = world.time().elapsed();
        out.printf(
                Locale.ROOT,
                "\r\033[K%3d %%  %s of %s virtual time, %d faults, %d violations",
                100 * done.toSeconds() / Math.max(1, whole.toSeconds()),
                clock(done),
                clock(whole),
                world.failures().size(),
                world.violations().size());
        out.flush();
    }

    static String clock(Duration time) {
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }

    @Override
    public void close() {
        out.print("\r\033[K");
        out.flush();
    }
}
