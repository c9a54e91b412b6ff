package io.teleon.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.cli.ControllerDaemon;
import io.teleon.controller.cli.DaemonSettings;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.report.Event;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Virtual switches and the production controller meet over loopback TCP, in real time.
class SwitchesOverTcpTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final CountDownLatch links = new CountDownLatch(ABILENE.linkCount());
    private final CountDownLatch hosts = new CountDownLatch(ABILENE.nodeCount());
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void aControllerElsewhereDiscoversEveryLinkAndHost(@TempDir Path folder)
            throws IOException, InterruptedException {
        DaemonSettings settings =
                new DaemonSettings(
                        new DaemonSettings.OpenFlow("127.0.0.1", 0),
                        new HttpSettings("127.0.0.1", 0),
                        folder.resolve("journal"),
                        Optional.empty());
        try (ControllerDaemon daemon =
                ControllerDaemon.start(
                        settings, InstantSource.system(), Throwable::printStackTrace)) {
            var _ = daemon.runner().subscribe(this::hear);
            try (SwitchesOverTcp switches =
                    new SwitchesOverTcp(
                            ABILENE,
                            new InetSocketAddress(HERE, daemon.openflowPort()),
                            InstantSource.system().instant())) {
                Thread thread = new Thread(() -> run(switches), "switches");
                thread.start();
                assertTrue(links.await(60, TimeUnit.SECONDS), links.getCount() + " links missing");
                assertTrue(hosts.await(60, TimeUnit.SECONDS), hosts.getCount() + " hosts missing");
                assertEquals(ABILENE.nodeCount(), switches.connectedCount());
                stop.set(true);
                thread.join();
            }
        }
    }

    private void hear(Event event) {
        if (event.kind() == Event.Kind.LINK_UP) {
            links.countDown();
        } else if (event.kind() == Event.Kind.HOST_SEEN) {
            hosts.countDown();
        }
    }

    private void run(SwitchesOverTcp switches) {
        try {
            switches.run(System::nanoTime, stop::get);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
