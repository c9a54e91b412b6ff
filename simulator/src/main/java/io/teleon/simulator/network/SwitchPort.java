package io.teleon.simulator.network;

import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.PortDescription.Config;
import io.teleon.controller.openflow.PortDescription.State;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// A port with its settings, its link and its counters. Owned by its switch. Crediting it counts
/// packets that it was to send and had to drop.
public final class SwitchPort implements Counted {

    private final Instant since;
    private final Counter received = new Counter();
    private final Counter sent = new Counter();
    private final Counter receiveDropped = new Counter();
    private final Counter sendDropped = new Counter();
    private PortDescription description;

    SwitchPort(PortDescription description, Instant since) {
        this.description = withLiveness(description);
        this.since = since;
    }

    public PortDescription description() {
        return description;
    }

    public PortNumber number() {
        return description.number();
    }

    boolean isUp() {
        return description.isUp();
    }

    /// Whether groups may rely on it (OFPPS_LIVE).
    boolean isLive() {
        return description.state().contains(State.LIVE);
    }

    boolean hasLink() {
        return !description.state().contains(State.LINK_DOWN);
    }

    /// Whether packets that come in are looked at.
    boolean receives() {
        return isUp() && !has(Config.NO_RECV);
    }

    boolean has(Config config) {
        return description.config().contains(config);
    }

    void setConfig(Set<Config> config, Set<Config> mask) {
        EnumSet<Config> now = EnumSet.noneOf(Config.class);
        now.addAll(description.config());
        now.removeAll(mask);
        config.stream().filter(mask::contains).forEach(now::add);
        description = withLiveness(changed(now, description.state()));
    }

    void setLink(boolean up) {
        EnumSet<State> now = EnumSet.noneOf(State.class);
        now.addAll(description.state());
        now.remove(State.LINK_DOWN);
        if (!up) {
            now.add(State.LINK_DOWN);
        }
        description = withLiveness(changed(description.config(), now));
    }

    private PortDescription changed(Set<Config> config, Set<State> state) {
        return new PortDescription(
                description.number(),
                description.hardwareAddress(),
                description.name(),
                config,
                state,
                description.currentSpeedKbps(),
                description.maxSpeedKbps());
    }

    private static PortDescription withLiveness(PortDescription port) {
        EnumSet<State> state = EnumSet.noneOf(State.class);
        state.addAll(port.state());
        state.remove(State.LIVE);
        if (port.isUp()) {
            state.add(State.LIVE);
        }
        return new PortDescription(
                port.number(),
                port.hardwareAddress(),
                port.name(),
                port.config(),
                state,
                port.currentSpeedKbps(),
                port.maxSpeedKbps());
    }

    void creditReceived(double packets, double bytes) {
        received.add(packets, bytes);
    }

    void creditReceiveDropped(double packets) {
        receiveDropped.add(packets, 0);
    }

    void creditSent(double packets, double bytes) {
        sent.add(packets, bytes);
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        sendDropped.add(packets, bytes);
    }

    MultipartReply.PortCounters statistics(Instant now) {
        return new MultipartReply.PortCounters(
                number(),
                received.packets(),
                sent.packets(),
                received.bytes(),
                sent.bytes(),
                receiveDropped.packets(),
                sendDropped.packets(),
                0,
                0,
                Duration.between(since, now));
    }
}
