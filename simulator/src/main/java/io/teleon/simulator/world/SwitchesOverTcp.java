package io.teleon.simulator.world;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.southbound.SouthboundListener;
import io.teleon.controller.southbound.SwitchConnection;
import io.teleon.controller.southbound.SwitchConnections;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.network.SwitchChannel;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.time.VirtualTime;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// The switches, links and hosts of a topology in real time, connected over TCP to whatever
/// OpenFlow 1.3 controller listens. No controller, traffic or faults of ours.
///
/// One thread runs everything ([#run]); the threads of the connections only hand over what came.
public final class SwitchesOverTcp implements AutoCloseable {

    private static final int INBOX = 65_536;
    private static final int IO_THREADS = 2;
    private static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(10);
    private static final long MAX_WAIT_NANOS = 100_000_000L;

    private final VirtualTime time;
    private final DataPlane network;
    private final SwitchConnections connections = new SwitchConnections(IO_THREADS);
    private final NavigableMap<DatapathId, Wire> wires = new TreeMap<>();
    private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX);
    private final AtomicInteger connected = new AtomicInteger();

    /// @param now the time at which virtual time begins
    public SwitchesOverTcp(Topology topology, InetSocketAddress controller, Instant now) {
        time = new VirtualTime(now);
        Chance chance = new Chance(1);
        network = new DataPlane(time, topology, chance);
        WorldPlan plan = WorldPlan.of(topology, 1, () -> 0).withStart(now);
        new Construction(plan, time).addTo(network, new Surroundings(), chance);
        for (SwitchSite site : network.sites()) {
            Wire wire = new Wire(site);
            wires.put(site.datapath(), wire);
            wire.open(controller);
        }
        for (VirtualHost host : network.hosts()) {
            announce(host);
        }
    }

    private void announce(VirtualHost host) {
        network.send(host, host.announcement());
        time.after(ANNOUNCEMENT_INTERVAL, () -> announce(host));
    }

    /// How many switches have a connection now. Any thread may ask.
    public int connectedCount() {
        return connected.get();
    }

    public int switchCount() {
        return wires.size();
    }

    /// Lets real time go by on this thread until told to stop.
    ///
    /// @param wallNanos the machine's clock
    public void run(LongSupplier wallNanos, BooleanSupplier stop) throws InterruptedException {
        long began = wallNanos.getAsLong() - time.nowNanos();
        while (!stop.getAsBoolean()) {
            long now = wallNanos.getAsLong() - began;
            time.runUntil(Math.max(now, time.nowNanos()));
            Runnable first =
                    inbox.poll(untilNext(wallNanos.getAsLong() - began), TimeUnit.NANOSECONDS);
            if (first != null) {
                time.runUntil(Math.max(wallNanos.getAsLong() - began, time.nowNanos()));
                for (Runnable next = first; next != null; next = inbox.poll()) {
                    next.run();
                }
                wires.values().forEach(Wire::readOn);
            }
        }
    }

    private long untilNext(long now) {
        long due = time.nextNanos().orElse(now + MAX_WAIT_NANOS);
        return Math.clamp(due - now, 0, MAX_WAIT_NANOS);
    }

    @Override
    public void close() {
        connections.close();
    }

    private final class Surroundings implements SwitchSite.Surroundings {

        @Override
        public void transmit(ConnectPoint from, Packet packet) {
            network.transmit(from, packet);
        }

        @Override
        public Optional<SwitchChannel> call(SwitchSite site) {
            return Optional.empty(); // its wire calls by itself
        }

        @Override
        public void changed(SwitchSite site) {}

        @Override
        public void countersWanted(SwitchSite site) {}

        @Override
        public void portSet(SwitchSite site, PortNumber port) {
            network.linkFrom(new ConnectPoint(site.datapath(), port))
                    .ifPresent(link -> network.refreshSignal(link.link().id()));
        }
    }

    /// One switch's connection.
    private final class Wire implements SouthboundListener, SwitchChannel {

        private final SwitchSite site;
        private Optional<SwitchConnection> connection = Optional.empty();

        Wire(SwitchSite site) {
            this.site = site;
        }

        void open(InetSocketAddress controller) {
            connection =
                    Optional.of(connections.open(controller, SwitchConnection.Backoff.QUICK, this));
        }

        void readOn() {
            connection.ifPresent(SwitchConnection::resume);
        }

        // --- by the connection's thread

        @Override
        public void connected(ConnectionId id, String remote) {
            connected.incrementAndGet();
            handOver(() -> site.connected(this));
        }

        @Override
        public boolean spoke(ConnectionId id, OpenFlowMessage message) {
            handOver(() -> site.received(this, message));
            return inbox.remainingCapacity() > INBOX / 2;
        }

        @Override
        public void garbled(ConnectionId id, String reason, Octets first) {}

        @Override
        public void gone(ConnectionId id, String reason) {
            connected.decrementAndGet();
            handOver(() -> site.closed(this, reason));
        }

        private void handOver(Runnable event) {
            if (!inbox.offer(event)) {
                // Reading stops well before; only many switches at once come here.
                connection.ifPresent(c -> c.reset("too much is waiting already"));
            }
        }

        // --- by the thread of [#run]

        @Override
        public void sendToController(OpenFlowMessage message) {
            connection.ifPresent(c -> c.send(List.of(message)));
        }

        @Override
        public void closeBySwitch(String reason) {
            connection.ifPresent(c -> c.reset(reason));
        }

        @Override
        public void cut(String reason) {
            connection.ifPresent(c -> c.reset(reason));
        }

        @Override
        public void fallSilent() {
            connection.ifPresent(c -> c.reset("the switch is gone"));
        }
    }
}
