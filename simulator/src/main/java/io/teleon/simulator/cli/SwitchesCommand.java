package io.teleon.simulator.cli;

import io.teleon.models.network.Topology;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.world.SwitchesOverTcp;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `switches`: a virtual network for a controller elsewhere.
@Command(
        name = "switches",
        mixinStandardHelpOptions = true,
        description = {
            "Virtual switches over TCP, for any OpenFlow 1.3 controller, in real time, until Ctrl-C.",
            "A host stands at every switch: it announces itself and answers ARP."
        })
final class SwitchesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--topology",
            paramLabel = "NAME-or-FILE",
            description = "A built-in topology or a file (default: ${DEFAULT-VALUE}).")
    private String topology = "abilene";

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            description = "Where the controller listens (default: ${DEFAULT-VALUE}).")
    private String controller = "127.0.0.1:6653";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Topology network = ScenarioFiles.topology(topology, Path.of(""));
        PrintWriter out = spec.commandLine().getOut();
        AtomicBoolean stop = new AtomicBoolean();
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.set(true);
                                    main.interrupt();
                                },
                                "stop"));
        try (SwitchesOverTcp switches = new SwitchesOverTcp(network, address(), Instant.now())) {
            out.println(
                    network.nodeCount() + " switches call " + controller + "; Ctrl-C ends them");
            out.flush();
            switches.run(System::nanoTime, new Reporting(switches, stop, out));
        } catch (InterruptedException e) {
            if (!stop.get()) {
                throw e;
            }
        }
        return 0;
    }

    /// Says how many switches are connected whenever that changes.
    private static final class Reporting implements BooleanSupplier {

        private final SwitchesOverTcp switches;
        private final AtomicBoolean stop;
        private final PrintWriter out;
        private int told;

        Reporting(SwitchesOverTcp switches, AtomicBoolean stop, PrintWriter out) {
            this.switches = switches;
            this.stop = stop;
            this.out = out;
        }

        @Override
        public boolean getAsBoolean() {
            int connected = switches.connectedCount();
            boolean isWhole = connected == 0 || connected == switches.switchCount();
            if (connected != told && isWhole) {
                told = connected;
                out.println(
                        connected + " of " + switches.switchCount() + " switches are connected");
                out.flush();
            }
            return stop.get();
        }
    }

    private InetSocketAddress address() {
        int colon = controller.lastIndexOf(':');
        String port = controller.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--connect: '" + controller + "' is not HOST:PORT");
        }
        InetSocketAddress address =
                new InetSocketAddress(controller.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--connect: host '" + address.getHostString() + "' is unknown");
        }
        return address;
    }
}
