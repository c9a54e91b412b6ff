package io.teleon.simulator.cli;

import io.teleon.simulator.world.World;

/// How a demo shows itself while it runs. Called by the thread that runs the world.
interface DemoView {

    DemoView NONE =
            new DemoView() {
                @Override
                public void line(String line) {}

                @Override
                public void refresh(World world, Pace pace) {}

                @Override
                public void close() {}
            };

    /// The page is served here.
    default void served(String url) {}

    /// A line of the transcript.
    void line(String line);

    /// Some time went by.
    void refresh(World world, Pace pace);

    /// The demo is over; what follows is its summary.
    void close();
}
