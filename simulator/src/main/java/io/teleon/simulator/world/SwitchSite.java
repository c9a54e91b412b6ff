package io.teleon.simulator.world;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.Hello;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.ConnectionId;
import io.teleon.simulator.network.ControlChannel;
import io.teleon.simulator.network.SwitchChannel;
import io.teleon.simulator.network.SwitchOutput;
import io.teleon.simulator.network.VirtualSwitch;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A switch where it stands: its power, its connection to the controller, and the time it needs for
/// what it is told. Without a controller it forwards as it was last told ("fail static") and calls
/// again and again, waiting longer each time. Owned by the world's thread.
final class SwitchSite implements ControlChannel.End {

    /// Never one of the controller's, which count up from 1.
    private static final ConnectionId ON_THE_SIDE = new ConnectionId(Integer.MAX_VALUE);

    private final VirtualTime time;
    private final Timings timings;
    private final Surroundings surroundings;
    private final RandomGenerator chance;
    private final String name;
    private final VirtualSwitch device;
    private boolean powered = true;
    private boolean reachable = true;
    private boolean isMute;
    private final SensorLies lies = new SensorLies();
    private Optional<SwitchChannel> channel = Optional.empty();
    private ConnectionId connection = new ConnectionId(0);
    private long busyUntil;
    private long nextRetryNanos;
    private int life;
    private long wakeAt = Long.MAX_VALUE;
    private long knownRevision = -1;

    /// What is around a switch.
    interface Surroundings {

        /// A packet leaves by a port.
        void transmit(ConnectPoint from, Packet packet);

        /// Calls the controller; empty where nobody answers.
        Optional<SwitchChannel> call(SwitchSite site);

        /// Something of the switch changed that packets depend on.
        void changed(SwitchSite site);

        /// Its counters are about to be read, or its entries about to age.
        void countersWanted(SwitchSite site);

        /// Somebody set a port of it: switched it off or on, maybe. Told instead of a change.
        void portSet(SwitchSite site, PortNumber port);
    }

    /// @param chance spreads the calls of switches that lost their controller together
    SwitchSite(
            VirtualTime time,
            Timings timings,
            Surroundings surroundings,
            String name,
            VirtualSwitch device,
            RandomGenerator chance) {
        this.time = time;
        this.timings = timings;
        this.surroundings = surroundings;
        this.name = name;
        this.chance = chance;
        this.device = device;
        this.nextRetryNanos = timings.firstRetry().toNanos();
    }

    DatapathId datapath() {
        return device.datapath();
    }

    String name() {
        return name;
    }

    VirtualSwitch device() {
        return device;
    }

    boolean isPowered() {
        return powered;
    }

    boolean isReachable() {
        return powered && reachable;
    }

    boolean isConnected() {
        return channel.isPresent();
    }

    // --- connection

    /// Calls the controller, now and until it answers.
    void connect() {
        if (!powered || channel.isPresent()) {
            return;
        }
        channel = reachable ? surroundings.call(this) : Optional.empty();
        if (channel.isEmpty()) {
            int thisLife = life;
            long jitter = (long) (nextRetryNanos * 0.1 * chance.nextDouble());
            time.after(
                    Duration.ofNanos(nextRetryNanos + jitter),
                    () -> {
                        if (thisLife == life) {
                            connect();
                        }
                    });
            nextRetryNanos = Math.min(2 * nextRetryNanos, timings.lastRetry().toNanos());
            return;
        }
        greet();
    }

    /// A connection that somebody else made is there.
    void connected(SwitchChannel made) {
        if (powered) {
            channel = Optional.of(made);
            greet();
        }
    }

    private void greet() {
        nextRetryNanos = timings.firstRetry().toNanos();
        connection = new ConnectionId(connection.value() + 1);
        perform(device.connect(connection));
    }

    /// The way to the controller breaks, or is there again.
    void reachable(boolean now) {
        reachable = now;
        if (!now) {
            channel.ifPresent(open -> open.cut("the channel broke"));
        }
    }

    @Override
    public void received(SwitchChannel from, OpenFlowMessage message) {
        long now = time.nowNanos();
        busyUntil = Math.max(busyUntil, now) + costNanos(message);
        if (busyUntil == now) {
            handle(from, message);
        } else {
            time.at(busyUntil, () -> handle(from, message));
        }
    }

    private long costNanos(OpenFlowMessage message) {
        return message instanceof FlowMod || message instanceof GroupMod
                ? timings.flowMod().toNanos()
                : 0;
    }

    private void handle(SwitchChannel from, OpenFlowMessage message) {
        if (!isCurrent(from)) {
            return;
        }
        if (readsOrEndsCounters(message)) {
            surroundings.countersWanted(this);
        }
        if (isMute && isForStatistics(message)) {
            return;
        }
        perform(device.handle(connection, message, time.now()));
        noteChangeBy(message);
    }

    private void noteChangeBy(OpenFlowMessage message) {
        if (message instanceof PortMod mod && device.revision() != knownRevision) {
            knownRevision = device.revision();
            surroundings.portSet(this, mod.port());
        } else {
            noteChange();
        }
    }

    private static boolean isForStatistics(OpenFlowMessage message) {
        return message instanceof MultipartRequest(int _, MultipartRequest.Body body)
                && switch (body) {
                    case MultipartRequest.Flows _,
                            MultipartRequest.Aggregate _,
                            MultipartRequest.Tables _,
                            MultipartRequest.PortStatistics _,
                            MultipartRequest.GroupStatistics _,
                            MultipartRequest.MeterStatistics _ ->
                            true;
                    case MultipartRequest.Description _,
                            MultipartRequest.PortDescriptions _,
                            MultipartRequest.GroupDescriptions _,
                            MultipartRequest.GroupFeatures _,
                            MultipartRequest.MeterConfigs _,
                            MultipartRequest.MeterFeatures _ ->
                            false;
                };
    }

    /// Whether requests for statistics stay unanswered from now on.
    void mute(boolean now) {
        isMute = now;
    }

    SensorLies lies() {
        return lies;
    }

    private static boolean readsOrEndsCounters(OpenFlowMessage message) {
        return message instanceof FlowMod
                || message instanceof GroupMod
                || message instanceof MeterMod
                || message instanceof PortMod
                || message instanceof MultipartRequest;
    }

    /// What it answers to somebody who is not the controller.
    List<OpenFlowMessage> saidOnTheSide(OpenFlowMessage message) {
        if (!powered) {
            throw new IllegalStateException("switch " + name + " has no power");
        }
        surroundings.countersWanted(this);
        perform(device.connect(ON_THE_SIDE));
        perform(device.handle(ON_THE_SIDE, new Hello(0, Hello.ONLY_1_3), time.now()));
        List<SwitchOutput> outputs = device.handle(ON_THE_SIDE, message, time.now());
        perform(outputs);
        device.disconnect(ON_THE_SIDE);
        noteChangeBy(message);
        List<OpenFlowMessage> answers = new ArrayList<>();
        for (SwitchOutput output : outputs) {
            if (output instanceof SwitchOutput.ToController(ConnectionId to, var answer)
                    && to.equals(ON_THE_SIDE)) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private boolean isCurrent(SwitchChannel from) {
        return powered && channel.filter(from::equals).isPresent();
    }

    @Override
    public void garbled(SwitchChannel from, String reason) {
        throw new IllegalStateException("the controller sent bytes that are no message: " + reason);
    }

    @Override
    public void closed(SwitchChannel from, String reason) {
        if (isCurrent(from)) {
            hangUp();
        }
    }

    private void hangUp() {
        channel = Optional.empty();
        device.disconnect(connection);
        int thisLife = life;
        time.after(
                timings.firstRetry(),
                () -> {
                    if (thisLife == life) {
                        connect();
                    }
                });
    }

    // --- power and ports

    /// Power fails: everything it knew is lost, and nobody hears a word.
    void powerOff() {
        powered = false;
        life++;
        channel.ifPresent(SwitchChannel::fallSilent);
        channel = Optional.empty();
        wakeAt = Long.MAX_VALUE;
    }

    /// Power is back: empty tables, a new life.
    void powerOn() {
        device.restart(time.now());
        busyUntil = time.nowNanos();
        nextRetryNanos = timings.firstRetry().toNanos();
        powered = true;
        noteChange();
        connect();
    }

    /// The signal on a port comes or goes.
    void signal(PortNumber port, boolean there) {
        if (powered) {
            perform(device.setLink(port, there, time.now()));
            noteChange();
        }
    }

    // --- packets and time

    void receive(PortNumber port, Packet packet) {
        if (powered) {
            perform(device.receive(port, packet, time.now()));
        }
    }

    private void perform(List<SwitchOutput> outputs) {
        for (SwitchOutput output : outputs) {
            switch (output) {
                case SwitchOutput.ToController(ConnectionId to, OpenFlowMessage message) -> {
                    if (to.equals(connection)) {
                        OpenFlowMessage told = lies.told(message, time.nowNanos());
                        channel.ifPresent(open -> open.sendToController(told));
                    }
                }
                case SwitchOutput.Close(ConnectionId to) -> {
                    if (to.equals(connection)) {
                        channel.ifPresent(open -> open.closeBySwitch("the switch hung up"));
                        hangUp();
                    }
                }
                case SwitchOutput.Transmit(PortNumber port, Packet packet) ->
                        time.after(
                                timings.forwarding(),
                                () ->
                                        surroundings.transmit(
                                                new ConnectPoint(datapath(), port), packet));
            }
        }
        planWake();
    }

    private void planWake() {
        Optional<Instant> deadline = device.nextDeadline();
        if (deadline.isPresent()) {
            long at = Math.max(time.nanosAt(deadline.get()), time.nowNanos());
            if (at < wakeAt) {
                wakeAt = at;
                time.at(at, () -> wake(at));
            }
        }
    }

    private void wake(long at) {
        if (at == wakeAt && powered) {
            wakeAt = Long.MAX_VALUE;
            surroundings.countersWanted(this);
            perform(device.advance(time.now()));
            noteChange();
        }
    }

    private void noteChange() {
        if (device.revision() != knownRevision) {
            knownRevision = device.revision();
            surroundings.changed(this);
        }
    }
}
