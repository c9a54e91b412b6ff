package io.teleon.controller.topology;

import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Ports taken down by us for a while, to be brought up again whatever happens. Owned by the
/// control loop's thread.
///
/// A port counts as up again only when its switch says so: until then it is asked again each
/// [#PATIENCE] and whenever its switch connects, in later lives of the controller too.
public final class PortBounces {

    /// The longest time a port may be kept down.
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NetworkState network;
    private final SwitchWire wire;
    private final JournalWriter journal;
    private final Deadlines deadlines;
    private final NavigableMap<ConnectPoint, Bounce> down = new TreeMap<>();

    private static final class Bounce {
        final Instant until;
        boolean askedUp;

        Bounce(Instant until) {
            this.until = until;
        }
    }

    public PortBounces(
            NetworkState network, SwitchWire wire, JournalWriter journal, Deadlines deadlines) {
        this.network = network;
        this.wire = wire;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    /// Takes a port down and, after this time, up again.
    ///
    /// @param lasting above zero, at most [#LONGEST]
    public BounceOutcome bounce(ConnectPoint port, Duration lasting, Instant now) {
        if (!lasting.isPositive() || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "port " + port + " down for " + lasting + ", not 0 < time <= " + LONGEST);
        }
        Optional<String> obstacle = obstacle(port);
        if (obstacle.isPresent()) {
            return new BounceOutcome.Impossible(
                    "port " + network.name(port) + " " + obstacle.get());
        }
        Instant until = now.plus(lasting);
        journal.append(new JournalEntry.PortTakenDown(now, port));
        down.put(port, new Bounce(until));
        send(port, EnumSet.of(PortDescription.Config.PORT_DOWN));
        deadlines.at(until, at -> bringUp(port, at));
        return new BounceOutcome.Bouncing(until);
    }

    private Optional<String> obstacle(ConnectPoint port) {
        if (!port.port().isPhysical() || network.port(port).isEmpty()) {
            return Optional.of("is not there");
        }
        if (!network.isConnected(port.datapath())) {
            return Optional.of("is on a switch that is not connected");
        }
        if (isUnderWay(port)) {
            return Optional.of("is down for a while already");
        }
        return network.isAdminUp(port)
                ? Optional.empty()
                : Optional.of("was switched off by somebody else");
    }

    private void send(ConnectPoint port, Set<PortDescription.Config> config) {
        network.port(port)
                .ifPresent(description ->
                        wire.send(
                                port.datapath(),
                                new PortMod(
                                        0,
                                        port.port(),
                                        description.hardwareAddress(),
                                        config,
                                        EnumSet.of(PortDescription.Config.PORT_DOWN))));
    }

    /// Asks again and again while the switch is connected; when it comes back it is asked anew.
    private void bringUp(ConnectPoint port, Instant now) {
        Bounce bounce = down.get(port);
        if (bounce != null && network.isConnected(port.datapath())) {
            bounce.askedUp = true;
            send(port, EnumSet.noneOf(PortDescription.Config.class));
            deadlines.at(
                    now.plus(PATIENCE),
                    at -> {
                        if (down.get(port) == bounce) {
                            bringUp(port, at);
                        }
                    });
        }
    }

    /// The switch told something of a port.
    public void portChanged(ConnectPoint port, Instant now) {
        Bounce bounce = down.get(port);
        if (bounce != null && bounce.askedUp && network.isAdminUp(port)) {
            broughtUp(port, now);
        }
    }

    private void broughtUp(ConnectPoint port, Instant now) {
        down.remove(port);
        journal.append(new JournalEntry.PortBroughtUp(now, port));
    }

    /// A switch is there and its ports are known.
    public void switchReady(DatapathId datapath, Instant now) {
        ConnectPoint first = new ConnectPoint(datapath, PortNumber.of(1));
        ConnectPoint last = new ConnectPoint(datapath, PortNumber.ANY);
        for (Map.Entry<ConnectPoint, Bounce> one :
                List.copyOf(down.subMap(first, true, last, true).entrySet())) {
            if (network.isAdminUp(one.getKey())) {
                // What was to take it down got lost with the connection, or it is up again.
                broughtUp(one.getKey(), now);
            } else if (!one.getValue().until.isAfter(now)) {
                bringUp(one.getKey(), now);
            }
        }
    }

    /// Whether we took this port down and have not seen it up since.
    public boolean isUnderWay(ConnectPoint port) {
        return down.containsKey(port);
    }

    /// Takes over what an earlier life left down: it comes up as soon as its switch is there.
    public void restore(List<JournalEntry> history, Instant now) {
        for (JournalEntry entry : history) {
            if (entry instanceof JournalEntry.PortTakenDown(var _, ConnectPoint port)) {
                down.put(port, new Bounce(now));
            } else if (entry instanceof JournalEntry.PortBroughtUp(var _, ConnectPoint port)) {
                down.remove(port);
            }
        }
    }

    /// Entries that lead to the present state.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        down.keySet().forEach(port -> entries.add(new JournalEntry.PortTakenDown(now, port)));
        return List.copyOf(entries);
    }
}
