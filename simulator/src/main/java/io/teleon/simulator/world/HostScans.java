package io.teleon.simulator.world;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Hosts that ask for one address after the other, whoever may have it. Owned by the world's
/// thread.
///
/// Asked for are the [#SWEPT] addresses around the host's own, again and again. The first [#MOST]
/// scans that are over are remembered.
public final class HostScans {

    /// `10.0.4.0` to `10.0.7.255` for a host in there: the networks of some neighbours, and many
    /// addresses that nobody has.
    private static final int SWEPT = 1024;

    /// Locally administered (IEEE 802, bit 1 of the first octet): nobody's.
    private static final long MADE_UP = 0x0200_5ca0_0000L;

    private static final int MADE_UP_SENDERS = 4096;
    private static final long SECOND = 1_000_000_000;

    /// Nobody looks for so many neighbours at once.
    private static final int MANY = 100;

    private static final int MOST = 10_000;

    private final VirtualTime time;
    private final DataPlane network;
    private final NavigableMap<DatapathId, Scan> scans = new TreeMap<>();

    private final List<Spell> over = new ArrayList<>();

    /// A host asked for many addresses. Times are nanoseconds since the start.
    public record Spell(ConnectPoint host, long fromNanos, long toNanos) {}

    private static final class Scan {
        final long began;
        final int perSecond;
        final boolean spoofed;
        int sent;

        Scan(long began, int perSecond, boolean spoofed) {
            this.began = began;
            this.perSecond = perSecond;
            this.spoofed = spoofed;
        }
    }

    HostScans(VirtualTime time, DataPlane network) {
        this.time = time;
        this.network = network;
    }

    void begin(DatapathId node, int perSecond, boolean spoofed) {
        end(node);
        Scan scan = new Scan(time.nowNanos(), perSecond, spoofed);
        scans.put(node, scan);
        ask(network.hostOf(node), scan);
    }

    void end(DatapathId node) {
        Scan scan = scans.remove(node);
        if (scan != null && scan.sent >= MANY && over.size() < MOST) {
            over.add(spell(node, scan));
        }
    }

    /// When hosts asked for so many addresses that it was a scan and no search, up to now.
    List<Spell> all() {
        List<Spell> all = new ArrayList<>(over);
        scans.forEach((node, scan) -> {
            if (scan.sent >= MANY) {
                all.add(spell(node, scan));
            }
        });
        return all;
    }

    private Spell spell(DatapathId node, Scan scan) {
        return new Spell(network.hostOf(node).location(), scan.began, time.nowNanos());
    }

    private void ask(VirtualHost host, Scan scan) {
        if (scans.get(host.location().datapath()) != scan) {
            return;
        }
        int own = host.address().value();
        int next = (own & -SWEPT) | (scan.sent % SWEPT);
        if (next != own) {
            HostId sender =
                    scan.spoofed
                            ? new HostId(new MacAddress(MADE_UP + scan.sent % MADE_UP_SENDERS))
                            : host.id();
            network.send(host, host.question(sender, new Ipv4Address(next)));
        }
        scan.sent++;
        time.at(time.nowNanos() + SECOND / scan.perSecond, () -> ask(host, scan));
    }
}
