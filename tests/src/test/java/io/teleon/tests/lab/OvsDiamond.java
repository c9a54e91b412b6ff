package io.teleon.tests.lab;

import io.teleon.tests.environment.Checkout;
import io.teleon.tests.environment.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Four real switches in a diamond with a host on each side, built by `tests/lab/diamond` (its
/// picture shows the ports).
///
/// Switches `s1` to `s4` have datapath ids 1 to 4; hosts `h1` and `h2` are 10.0.0.1 and 10.0.0.2.
/// Hosts and switches live in network namespaces; the switches connect to controllers on this
/// machine's loopback. Not for use by several threads.
public final class OvsDiamond implements AutoCloseable {

    private static final AtomicInteger BUILT = new AtomicInteger();

    private final String name;
    private final Thread atExit = new Thread(this::remove, "lab-down");
    private boolean closed;

    private OvsDiamond(String name) {
        this.name = name;
    }

    /// Builds a lab whose switches connect to each of these controllers.
    public static OvsDiamond up(int... controllerPorts) {
        return up(freshName(), controllerPorts);
    }

    /// Names and everything derived from them differ from those of any lab of a living process.
    static String freshName() {
        return Long.toString(ProcessHandle.current().pid(), 36)
                + Integer.toString(BUILT.getAndIncrement(), 36);
    }

    static OvsDiamond up(String name, int... controllerPorts) {
        // What a killed test run left is removed by the next one.
        Command.run(List.of(script(), "sweep"));
        OvsDiamond diamond = new OvsDiamond(name);
        Runtime.getRuntime().addShutdownHook(diamond.atExit);
        List<String> words =
                new ArrayList<>(
                        List.of("up", "--owner", Long.toString(ProcessHandle.current().pid())));
        for (int port : controllerPorts) {
            words.addAll(List.of("--controller", Integer.toString(port)));
        }
        boolean built = false;
        try {
            diamond.run(words);
            built = true;
        } finally {
            if (!built) {
                diamond.close();
            }
        }
        return diamond;
    }

    static String script() {
        return Checkout.find().root().resolve("tests/lab/diamond").toString();
    }

    public String name() {
        return name;
    }

    /// Takes the link between two switches down at both ends: the switches see it at once.
    public void cut(String one, String other) {
        run("cut", one, other);
    }

    /// The link still looks up at both ends but carries nothing.
    public void cutSilently(String one, String other) {
        run("cut", one, other, "--silent");
    }

    public void restore(String one, String other) {
        run("restore", one, other);
    }

    /// Pings from one host to the other and waits for the end.
    public PingResult ping(String from, String to, int count, Duration interval) {
        return startPing(from, to, count, interval).await();
    }

    /// Pings that go on while the test does something to the network.
    public RunningPing startPing(String from, String to, int count, Duration interval) {
        String seconds = String.format(Locale.ROOT, "%.6f", interval.toNanos() / 1e9);
        Command command =
                Command.start(
                        words(
                                List.of(
                                        "ping",
                                        from,
                                        to,
                                        "-c",
                                        Integer.toString(count),
                                        "-i",
                                        seconds)));
        return new RunningPing(command, count, interval);
    }

    /// A row of pings under way.
    public record RunningPing(Command command, int count, Duration interval) {
        public PingResult await() {
            Duration limit = interval.multipliedBy(2L * count).plusSeconds(15);
            return PingResult.parse(command.await(limit).output(), interval);
        }
    }

    /// The rules of a switch, as `ovs-ofctl dump-flows` prints them, without its heading.
    public List<String> flows(String bridge) {
        return ofctl("dump-flows", bridge)
                .lines()
                .filter(line -> line.contains("actions="))
                .map(String::strip)
                .toList();
    }

    public void addFlow(String bridge, String flow) {
        ofctl("add-flow", bridge, flow);
    }

    /// What the switch would do with a packet, as Open vSwitch explains it. For many questions use
    /// [#daemon].
    public String trace(String bridge, String flow) {
        return appctl("ofproto/trace", bridge, flow);
    }

    /// The switches' daemon, to ask it many things: `daemon.ask("ofproto/trace", "s1",
    /// "in_port=1")`.
    public Unixctl daemon() {
        return Unixctl.connect(folder(name).resolve("ovs-vswitchd.ctl"));
    }

    /// Where a lab keeps its files while it is up.
    static Path folder(String name) {
        return Path.of(System.getenv().getOrDefault("TELEON_LAB_DIR", "/tmp/teleon-lab"), name);
    }

    public String ofctl(String... arguments) {
        return run(with("ofctl", arguments));
    }

    public String appctl(String... arguments) {
        return run(with("appctl", arguments));
    }

    public String vsctl(String... arguments) {
        return run(with("vsctl", arguments));
    }

    /// Runs a command on `h1`, on `h2`, or where the switches are (`net`).
    public String exec(String where, String... command) {
        List<String> words = new ArrayList<>(List.of("exec", where));
        words.addAll(Arrays.asList(command));
        return run(words);
    }

    /// Removes the lab, whatever state it is in. A second time does nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Runtime.getRuntime().removeShutdownHook(atExit);
            remove();
        }
    }

    private void remove() {
        run("down");
    }

    private String run(String... words) {
        return run(Arrays.asList(words));
    }

    private String run(List<String> words) {
        return Command.run(words(words));
    }

    private List<String> words(List<String> words) {
        List<String> all = new ArrayList<>(List.of(script(), "--name", name));
        all.addAll(words);
        return all;
    }

    private static List<String> with(String first, String... rest) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(Arrays.asList(rest));
        return words;
    }
}
