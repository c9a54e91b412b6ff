package io.teleon.tests.conformance;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.controller.southbound.OpenFlowCodec;
import io.teleon.tests.lab.Unixctl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A private Open vSwitch with one bridge of dummy ports, told its tables by OpenFlow and asked for
/// traces over its control socket. It needs no privileges and touches no network of the machine.
final class OpenVSwitch implements AutoCloseable {

    private static final String SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema";
    private static final String DATAPATH_ACTIONS = "Datapath actions: ";

    /// The datapath's port of the bridge itself, which is no port of the switch that it is held
    /// against.
    private static final String LOCAL = "100";

    private final Path folder;
    private final List<String> daemons = List.of("ovs-vswitchd", "ovsdb-server");
    private final Thread atExit = new Thread(this::stop, "open-vswitch-down");
    private final Unixctl control;
    private final SocketChannel openflow;
    private final InputStream fromSwitch;

    private OpenVSwitch(Path folder) throws IOException {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
        Path database = folder.resolve("conf.db");
        run("ovsdb-tool", "create", database.toString(), SCHEMA);
        daemon("ovsdb-server", database.toString(), "--remote=punix:" + folder.resolve("db.sock"));
        ovsVsctl("--no-wait", "init");
        daemon(
                "ovs-vswitchd",
                "unix:" + folder.resolve("db.sock"),
                "--enable-dummy=override",
                "--disable-system");
        ovsVsctl(bridge());
        control = Unixctl.connect(folder.resolve("ovs-vswitchd.ctl"));
        openflow = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("br0.mgmt")));
        fromSwitch = Channels.newInputStream(openflow);
        tell("netdev-dummy/set-admin-state", "p" + RandomPipeline.DOWN, "down");
        send(new OpenFlowMessage.Hello(1, OpenFlowMessage.Hello.ONLY_1_3));
        if (!(receive() instanceof OpenFlowMessage.Hello)) {
            throw new IllegalStateException("Open vSwitch did not greet");
        }
    }

    static OpenVSwitch start() {
        try {
            return new OpenVSwitch(Files.createTempDirectory("teleon-ovs"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String[] bridge() {
        List<String> words = new ArrayList<>();
        words.addAll(
                List.of(
                        "set",
                        "Open_vSwitch",
                        ".",
                        "other_config:vlan-limit=0",
                        "--",
                        "add-br",
                        "br0",
                        "--"));
        words.addAll(
                List.of(
                        "set",
                        "bridge",
                        "br0",
                        "datapath_type=dummy",
                        "fail_mode=secure",
                        "protocols=OpenFlow13"));
        for (int port = 1; port <= RandomPipeline.PORTS; port++) {
            words.addAll(
                    List.of(
                            "--",
                            "add-port",
                            "br0",
                            "p" + port,
                            "--",
                            "set",
                            "Interface",
                            "p" + port));
            words.addAll(List.of("type=dummy", "ofport_request=" + port));
        }
        return words.toArray(String[]::new);
    }

    private void ovsVsctl(String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "ovs-vsctl",
                                "--timeout=30",
                                "--db=unix:" + folder.resolve("db.sock")));
        words.addAll(List.of(arguments));
        run(words.toArray(String[]::new));
    }

    /// Starts a daemon, which has returned as soon as it is ready.
    private void daemon(String name, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(List.of(arguments));
        words.add("--pidfile=" + folder.resolve(name + ".pid"));
        words.add("--unixctl=" + folder.resolve(name + ".ctl"));
        words.add("--log-file=" + folder.resolve(name + ".log"));
        words.addAll(List.of("--detach", "--no-chdir"));
        run(words.toArray(String[]::new));
    }

    private void run(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        for (String place : List.of("OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR")) {
            builder.environment().put(place, folder.toString());
        }
        Path output = folder.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(Duration.ofSeconds(60)) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.join(" ", words) + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Replaces everything that is installed.
    void install(RandomPipeline pipeline) {
        // Entries first: 3.1.0 dies of an assertion when a deleted entry leans on two deleted
        // groups.
        send(FlowMod.deleteByCookie(3, 0, 0));
        send(
                new GroupMod(
                        2, GroupMod.Command.DELETE, GroupType.ALL, GroupMod.ALL_GROUPS, List.of()));
        List<OpenFlowMessage> messages = new ArrayList<>(pipeline.groups());
        messages.addAll(pipeline.entries());
        for (int i = 0; i < messages.size(); i++) {
            send(messages.get(i).withXid(100 + i));
        }
        send(new OpenFlowMessage.BarrierRequest(4));
        while (true) {
            switch (receive()) {
                case OpenFlowMessage.BarrierReply _ -> {
                    return;
                }
                case OpenFlowMessage.ErrorReply error ->
                        throw new IllegalStateException(
                                error.code() + " for " + messages.get(error.xid() - 100));
                case OpenFlowMessage.EchoRequest echo ->
                        send(new OpenFlowMessage.EchoReply(echo.xid(), echo.data()));
                default -> {}
            }
        }
    }

    /// What it would send, in order. What goes to the port that is down is lost, as it would be.
    List<Sent> trace(int inPort, RawFrame frame) {
        String explained = tell("ofproto/trace", "br0", "in_port=" + inPort, frame.toString());
        List<String> actions =
                explained.lines().filter(line -> line.startsWith(DATAPATH_ACTIONS)).toList();
        if (actions.size() != 1) {
            throw new IllegalStateException("not one row of datapath actions:\n" + explained);
        }
        Set<String> lost = Set.of(LOCAL, Integer.toString(RandomPipeline.DOWN));
        try {
            return DatapathActions.apply(
                            actions.getFirst().substring(DATAPATH_ACTIONS.length()), frame)
                    .stream()
                    .filter(sent -> !lost.contains(sent.where()))
                    .toList();
        } catch (RuntimeException unread) {
            throw new IllegalStateException("cannot read the actions of\n" + explained, unread);
        }
    }

    String explain(int inPort, RawFrame frame) {
        return tell("ofproto/trace", "br0", "in_port=" + inPort, frame.toString());
    }

    private String tell(String method, String... parameters) {
        try {
            return control.ask(method, parameters);
        } catch (UncheckedIOException broken) {
            throw gone(broken);
        }
    }

    /// It has broken the connection: its log may tell why.
    private IllegalStateException gone(Exception broken) {
        try {
            List<String> log = Files.readAllLines(folder.resolve("ovs-vswitchd.log"));
            String end = String.join("\n", log.subList(Math.max(0, log.size() - 5), log.size()));
            return new IllegalStateException(
                    "Open vSwitch is gone; its log ends with\n" + end, broken);
        } catch (IOException unreadable) {
            return new IllegalStateException("Open vSwitch is gone and left no log", broken);
        }
    }

    private void send(OpenFlowMessage message) {
        try {
            write(openflow, OpenFlowCodec.encode(message));
        } catch (IOException broken) {
            throw gone(broken);
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private OpenFlowMessage receive() {
        try {
            byte[] header = fromSwitch.readNBytes(8);
            int length = (header[2] & 0xff) << 8 | (header[3] & 0xff);
            byte[] rest = fromSwitch.readNBytes(length - 8);
            byte[] message = Arrays.copyOf(header, length);
            System.arraycopy(rest, 0, message, 8, rest.length);
            return OpenFlowCodec.decode(Octets.of(message));
        } catch (IOException broken) {
            throw gone(broken);
        } catch (MalformedMessage malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    @Override
    public void close() {
        control.close();
        try {
            openflow.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        try {
            for (String daemon : daemons) {
                Path pid = folder.resolve(daemon + ".pid");
                if (Files.exists(pid)) {
                    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                            .filter(ProcessHandle::destroy)
                            .ifPresent(handle -> handle.onExit().join());
                }
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
