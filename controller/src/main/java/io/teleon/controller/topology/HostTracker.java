package io.teleon.controller.topology;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where hosts are, by what they say of themselves in ARP. Owned by the control loop's thread.
///
/// Bounded: at most [#MAX_PER_PORT] hosts at a port and [#MAX_HOSTS] in all; who comes later is not
/// known and an event says so.
public final class HostTracker {

    static final int MAX_PER_PORT = 256;
    static final int MAX_HOSTS = 100_000;

    private final EventLog events;
    private final NavigableMap<HostId, Host> hosts = new TreeMap<>();
    private final NavigableMap<ConnectPoint, Integer> perPort = new TreeMap<>();
    private final NavigableMap<Ipv4Address, HostId> byAddress = new TreeMap<>();

    /// Ports at which a host was heard since they came up.
    private final NavigableSet<ConnectPoint> occupied = new TreeSet<>();

    public HostTracker(EventLog events) {
        this.events = events;
    }

    /// A host was heard at a port; true where that is news.
    public boolean heard(HostId id, ConnectPoint at, Optional<Ipv4Address> address, Instant now) {
        Host known = hosts.get(id);
        Host heard = new Host(id, at, address.or(() -> addressOf(id)));
        if (heard.equals(known)) {
            occupied.add(at);
            return false;
        }
        boolean arrives = known == null || !known.location().equals(at);
        if (arrives && (perPort.getOrDefault(at, 0) >= MAX_PER_PORT || isFull(known))) {
            events.record(
                    now,
                    Severity.WARNING,
                    Event.Kind.HOST_REFUSED,
                    id,
                    "host " + id + " at " + at + " is one too many and not tracked");
            return false;
        }
        if (known == null) {
            events.record(
                    now, Severity.NORMAL, Event.Kind.HOST_SEEN, id, "host " + id + " at " + at);
        } else if (arrives) {
            left(known.location());
            events.record(
                    now,
                    Severity.NORMAL,
                    Event.Kind.HOST_MOVED,
                    id,
                    "host " + id + " moved from " + known.location() + " to " + at);
        }
        if (arrives) {
            perPort.merge(at, 1, Integer::sum);
        }
        occupied.add(at);
        hosts.put(id, heard);
        addressOfKnown(known).ifPresent(a -> byAddress.remove(a, id));
        heard.address().ifPresent(a -> byAddress.put(a, id));
        return true;
    }

    private void left(ConnectPoint at) {
        int remaining = perPort.getOrDefault(at, 0) - 1;
        if (remaining > 0) {
            perPort.put(at, remaining);
        } else {
            perPort.remove(at);
            occupied.remove(at);
        }
    }

    private static Optional<Ipv4Address> addressOfKnown(@Nullable Host known) {
        return known == null ? Optional.empty() : known.address();
    }

    private boolean isFull(@Nullable Host known) {
        return known == null && hosts.size() >= MAX_HOSTS;
    }

    /// Takes a host's place from an earlier life, until it is heard. What is known of it already
    /// stays; an address that was not known yet is added.
    public void presume(HostId id, ConnectPoint at, Optional<Ipv4Address> address) {
        Host known = hosts.get(id);
        if (known == null) {
            hosts.put(id, new Host(id, at, address));
            perPort.merge(at, 1, Integer::sum);
            occupied.add(at);
        } else if (known.address().isEmpty()) {
            hosts.put(id, new Host(id, known.location(), address));
        }
        addressOf(id).ifPresent(a -> byAddress.put(a, id));
    }

    private Optional<Ipv4Address> addressOf(HostId id) {
        return host(id).flatMap(Host::address);
    }

    public Optional<Host> host(HostId id) {
        return Optional.ofNullable(hosts.get(id));
    }

    public boolean isKnown(Ipv4Address address) {
        return byAddress.containsKey(address);
    }

    /// Whether a host was heard at this port since it came up.
    public boolean hasHosts(ConnectPoint at) {
        return occupied.contains(at);
    }

    /// A port went down: what comes next may be plugged in anew. Its hosts keep their place, for
    /// most return to it.
    public void portDown(ConnectPoint at) {
        occupied.remove(at);
    }

    /// A port turned out to be the end of a link: what was heard there came from elsewhere.
    public void forgetAt(ConnectPoint at) {
        occupied.remove(at);
        if (perPort.remove(at) != null) {
            for (Host host : all()) {
                if (host.location().equals(at)) {
                    hosts.remove(host.id());
                    host.address().ifPresent(address -> byAddress.remove(address, host.id()));
                }
            }
        }
    }

    public List<Host> all() {
        return List.copyOf(hosts.values());
    }
}
