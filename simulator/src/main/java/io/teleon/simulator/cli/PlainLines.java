package io.teleon.simulator.cli;

import io.teleon.simulator.world.World;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// What a demo says into a pipe: what happens to the network, and now and then how it is.
final class PlainLines implements DemoView {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final PrintWriter out;
    private final ActionLines actions = new ActionLines();
    private Duration next = INTERVAL;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void served(String url) {
        out.println("the network's page is " + url);
        out.flush();
    }

    @Override
    public void line(String line) {
        if (!line.contains(" intent-state ")
                && !line.contains(" sends ")
                && !ActionLines.tells(line)) {
            out.println(line);
        }
    }

    @Override
    public void refresh(World world, Pace pace) {
        actions.since(world).forEach(out::println);
        if (world.time().elapsed().compareTo(next) >= 0) {
            next = world.time().elapsed().plus(INTERVAL);
            out.printf(
                    Locale.ROOT,
                    "%s  %s%n",
                    ProgressLine.clock(world.time().elapsed()),
                    Counts.of(world).text());
        }
        out.flush();
    }

    @Override
    public void close() {}
}
