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
import java.util.Optional;
import java.util.TreeMap;
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

    public HostTracker(EventLog events) {
        this.events = events;
    }

    /// A host was heard at a port; true where that is news.
    public boolean heard(
            HostId id, ConnectPoint at, Optional<Ipv4Address> address, Instant now) {
        Host known = hosts.get(id);
        Host heard = new Host(id, at, address.or(() -> addressOf(id)));
        if (heard.equals(known)) {
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
            perPort.merge(known.location(), -1, Integer::sum);
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
        hosts.put(id, heard);
        addressOfKnown(known).ifPresent(a -> byAddress.remove(a, id));
        heard.address().ifPresent(a -> byAddress.put(a, id));
        return true;
    }

    private static Optional<Ipv4Address> addressOfKnown(@Nullable Host known) {
        return known == null ? Optional.empty() : known.address();
    }

    private boolean isFull(@Nullable Host known) {
        return known == null && hosts.size() >= MAX_HOSTS;
    }

    /// Takes a host's place from an earlier life, until it is heard.
    public void presume(HostId id, ConnectPoint at, Optional<Ipv4Address> address) {
        if (hosts.putIfAbsent(id, new Host(id, at, address)) == null) {
            perPort.merge(at, 1, Integer::sum);
            address.ifPresent(a -> byAddress.put(a, id));
        }
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

    public boolean hasHosts(ConnectPoint at) {
        return perPort.getOrDefault(at, 0) > 0;
    }

    public List<Host> all() {
        return List.copyOf(hosts.values());
    }
}
