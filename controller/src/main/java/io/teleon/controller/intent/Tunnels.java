package io.teleon.controller.intent;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.flow.PathTag;
import io.teleon.controller.flow.PathTags;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.flow.TunnelRules;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tunnels, who uses them, and whether switches confirmed them. Owned by the control loop's
/// thread.
///
/// | from | what happens | to |
/// |---|---|---|
/// | - | first user | being written |
/// | being written | all switches confirmed | written |
/// | either | last user gone | being erased |
/// | being erased | all switches confirmed | gone, its tag is free |
final class Tunnels {

    private final FlowTables tables;
    private final JournalWriter journal;
    private final PathTags tags = new PathTags();
    private final NavigableMap<Integer, Held> bySerial = new TreeMap<>();
    private final NavigableMap<LinkId, NavigableSet<Integer>> byLink = new TreeMap<>();

    /// Looked up only, never iterated.
    private final Map<Way, Integer> byWay = new HashMap<>();

    private int lastSerial;

    private record Way(List<LinkId> links, ConnectPoint egress) {}

    private static final class Held {
        final Tunnel tunnel;
        boolean written;
        boolean erasing;

        /// Serial numbers of intents.
        final NavigableSet<Integer> users = new TreeSet<>();

        Held(Tunnel tunnel) {
            this.tunnel = tunnel;
        }
    }

    Tunnels(FlowTables tables, JournalWriter journal) {
        this.tables = tables;
        this.journal = journal;
    }

    /// Gives no tunnel this serial number or one below it.
    void countFrom(int serial) {
        lastSerial = serial;
    }

    /// Takes over a tunnel from an earlier life. Its rules should be in the switches.
    void restore(Tunnel tunnel) {
        tags.mark(tunnel.tag(), tunnel.links());
        hold(tunnel);
    }

    /// A tunnel this way for one more user; none where no tag is free on all its links.
    Optional<Tunnel> acquire(List<LinkId> links, ConnectPoint egress, int user, Instant now) {
        Integer known = byWay.get(new Way(links, egress));
        if (known != null) {
            Held held = held(known);
            held.users.add(user);
            return Optional.of(held.tunnel);
        }
        Optional<PathTag> tag = tags.reserve(links);
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        Tunnel tunnel = new Tunnel(++lastSerial, tag.get(), links, egress);
        journal.append(new JournalEntry.TunnelReserved(now, tunnel));
        hold(tunnel).users.add(user);
        return Optional.of(tunnel);
    }

    private Held hold(Tunnel tunnel) {
        Held held = new Held(tunnel);
        bySerial.put(tunnel.serial(), held);
        byWay.put(new Way(tunnel.links(), tunnel.egress()), tunnel.serial());
        for (LinkId link : tunnel.links()) {
            byLink.computeIfAbsent(link, _ -> new TreeSet<>()).add(tunnel.serial());
        }
        TunnelRules.of(tunnel).forEach(tables::put);
        tables.await(new Confirmation.TunnelWritten(tunnel.serial()), switches(tunnel));
        return held;
    }

    private Held held(int serial) {
        Held held = bySerial.get(serial);
        if (held == null) {
            throw new IllegalStateException("tunnel " + serial + " is not held");
        }
        return held;
    }

    void use(int serial, int user) {
        held(serial).users.add(user);
    }

    /// One user fewer; the last one takes the rules with it.
    void release(int serial, int user) {
        Held held = bySerial.get(serial);
        if (held == null) {
            return;
        }
        held.users.remove(user);
        if (held.users.isEmpty() && !held.erasing) {
            held.erasing = true;
            byWay.remove(new Way(held.tunnel.links(), held.tunnel.egress()), serial);
            TunnelRules.of(held.tunnel).forEach(tables::remove);
            tables.await(new Confirmation.TunnelErased(serial), switches(held.tunnel));
        }
    }

    /// Has what nobody uses erased after a restart, once the switch at its ingress has confirmed
    /// what it should do: until then it may still send packets there.
    void leaveUnused() {
        for (Held held : List.copyOf(bySerial.values())) {
            if (held.users.isEmpty()) {
                int serial = held.tunnel.serial();
                tables.await(new Confirmation.TunnelLeft(serial), List.of(held.tunnel.ingress()));
            }
        }
    }

    void releaseIfUnused(int serial) {
        Held held = bySerial.get(serial);
        if (held != null && held.users.isEmpty()) {
            release(serial, -1);
        }
    }

    /// All switches have it; its users. Empty where it is being erased by now.
    List<Integer> written(int serial) {
        Held held = bySerial.get(serial);
        if (held == null || held.erasing) {
            return List.of();
        }
        held.written = true;
        return List.copyOf(held.users);
    }

    void erased(int serial, Instant now) {
        Held held = bySerial.remove(serial);
        if (held != null) {
            tags.release(held.tunnel.tag(), held.tunnel.links());
            for (LinkId link : held.tunnel.links()) {
                NavigableSet<Integer> there = byLink.getOrDefault(link, new TreeSet<>());
                there.remove(serial);
                if (there.isEmpty()) {
                    byLink.remove(link);
                }
            }
            journal.append(new JournalEntry.TunnelReleased(now, serial));
        }
    }

    boolean isWritten(int serial) {
        return held(serial).written;
    }

    Tunnel tunnel(int serial) {
        return held(serial).tunnel;
    }

    /// The tunnel of a placement, if it has one.
    Optional<Tunnel> of(Placement placement) {
        return placement.tunnel().isPresent()
                ? Optional.of(tunnel(placement.tunnel().getAsInt()))
                : Optional.empty();
    }

    List<Integer> users(int serial) {
        Held held = bySerial.get(serial);
        return held == null ? List.of() : List.copyOf(held.users);
    }

    /// The users of every tunnel over this link, each once, in order.
    NavigableSet<Integer> usersOf(LinkId link) {
        NavigableSet<Integer> users = new TreeSet<>();
        for (int serial : byLink.getOrDefault(link, new TreeSet<>())) {
            users.addAll(held(serial).users);
        }
        return users;
    }

    /// Every tunnel that may have rules in switches.
    List<Tunnel> all() {
        return bySerial.values().stream().map(held -> held.tunnel).toList();
    }

    /// Those that somebody uses and all switches have confirmed.
    List<Tunnel> inUse() {
        return bySerial.values().stream()
                .filter(held -> held.written && !held.erasing && !held.users.isEmpty())
                .map(held -> held.tunnel)
                .toList();
    }

    /// The switches that hold rules of this tunnel.
    static List<DatapathId> switches(Tunnel tunnel) {
        List<DatapathId> switches = new ArrayList<>(tunnel.links().size());
        tunnel.links().forEach(link -> switches.add(link.target().datapath()));
        return switches;
    }
}
