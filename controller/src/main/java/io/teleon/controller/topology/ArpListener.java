package io.teleon.controller.topology;

import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.packet.ArpPacket;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Learns hosts from their ARP, and finds those that are asked for but have not spoken yet by
/// passing the question on to every edge port.
///
/// An answer reaches the asker only over an intent between the two; the question is passed on at
/// most once a second for an address. Owned by the control loop's thread.
public final class ArpListener {

    private static final Duration ASK_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_ASKED = 10_000;

    private final NetworkState network;
    private final HostTracker hosts;
    private final SwitchWire wire;
    private final Witness witness;
    private final NavigableMap<Ipv4Address, Instant> asked = new TreeMap<>();

    /// Who is told of each question of a host for another.
    @FunctionalInterface
    public interface Witness {
        void asked(ConnectPoint at, HostId sender, Ipv4Address target, Instant now);
    }

    public ArpListener(NetworkState network, HostTracker hosts, SwitchWire wire, Witness witness) {
        this.witness = witness;
        this.network = network;
        this.hosts = hosts;
        this.wire = wire;
    }

    /// An ARP frame came in; the host that sent it, where that is news.
    public Optional<HostId> heard(ConnectPoint at, Octets frame, Instant now) {
        Optional<ArpPacket> packet = ArpPacket.tryParseFrame(frame);
        if (packet.isEmpty() || network.isLinkEnd(at)) {
            return Optional.empty();
        }
        ArpPacket arp = packet.get();
        if (arp.senderMac().isGroup() || arp.senderMac().value() == 0) {
            return Optional.empty();
        }
        HostId sender = new HostId(arp.senderMac());
        // An address of zero is a probe (RFC 5227): its sender does not have one yet.
        Optional<Ipv4Address> address =
                Optional.of(arp.senderAddress()).filter(a -> a.value() != 0);
        boolean news = hosts.heard(sender, at, address, now);
        if (arp.isRequest() && !arp.targetAddress().equals(arp.senderAddress())) {
            witness.asked(at, sender, arp.targetAddress(), now);
            if (!hosts.isKnown(arp.targetAddress())) {
                passOn(arp.targetAddress(), at, frame, now);
            }
        }
        return news ? Optional.of(sender) : Optional.empty();
    }

    private void passOn(Ipv4Address target, ConnectPoint at, Octets frame, Instant now) {
        Instant last = asked.get(target);
        if (last != null && last.plus(ASK_INTERVAL).isAfter(now)) {
            return;
        }
        if (asked.size() >= MAX_ASKED) {
            asked.values().removeIf(t -> !t.plus(ASK_INTERVAL).isAfter(now));
            if (asked.size() >= MAX_ASKED) {
                return;
            }
        }
        asked.put(target, now);
        for (ConnectPoint edge : network.edgePorts()) {
            if (!edge.equals(at) && (hosts.hasHosts(edge) || !network.hasLink(edge))) {
                wire.send(edge.datapath(), OpenFlowMessage.PacketOut.of(0, edge.port(), frame));
            }
        }
    }
}
