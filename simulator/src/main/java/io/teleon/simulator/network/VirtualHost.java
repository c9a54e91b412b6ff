package io.teleon.simulator.network;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.simulator.network.packet.EtherType;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.network.packet.PacketHeaders;
import io.teleon.simulator.network.packet.Payload;
import io.teleon.simulator.network.packet.Transport;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A machine at the edge: it announces itself, answers ARP requests for its address, and counts the
/// probe packets that reach it. Owned by the world's thread.
///
/// Neighbours' addresses are known to it, so that what it sends needs no ARP request before.
public final class VirtualHost {

    /// The port of the discard service (RFC 863), to which probes go.
    private static final int PROBE_PORT = 9;

    /// How long the packets are that fluid traffic stands for.
    public static final double FLUID_PACKET_OCTETS = 800;

    private static final int TTL = 64;
    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;
    private static final MacAddress UNKNOWN = new MacAddress(0);

    private final HostId id;
    private final Ipv4Address address;
    private final ConnectPoint location;
    private final HostInterface networkInterface = new HostInterface(FLUID_PACKET_OCTETS);
    private long received;
    private long duplicates;
    private long lastSequence = -1;

    public VirtualHost(HostId id, Ipv4Address address, ConnectPoint location) {
        this.id = id;
        this.address = address;
        this.location = location;
    }

    public HostId id() {
        return id;
    }

    public Ipv4Address address() {
        return address;
    }

    public ConnectPoint location() {
        return location;
    }

    public HostInterface networkInterface() {
        return networkInterface;
    }

    /// Puts a packet on the wire.
    public void sent(Packet packet) {
        networkInterface.countSent(packet);
    }

    /// A gratuitous ARP request (RFC 5227 section 3), by which the network learns where it is.
    public Packet announcement() {
        return Packet.of(
                PacketHeaders.arp(
                        id.mac(),
                        MacAddress.BROADCAST,
                        new Payload.Arp(ARP_REQUEST, id.mac(), address, UNKNOWN, address)),
                Octets.EMPTY);
    }

    /// An ARP request for whoever has an address.
    ///
    /// @param sender whom it claims to come from; its own address is the host's all the same
    public Packet question(HostId sender, Ipv4Address target) {
        return Packet.of(
                PacketHeaders.arp(
                        sender.mac(),
                        MacAddress.BROADCAST,
                        new Payload.Arp(ARP_REQUEST, sender.mac(), address, UNKNOWN, target)),
                Octets.EMPTY);
    }

    /// The headers of what it sends to another host.
    public PacketHeaders headersTo(VirtualHost other) {
        return PacketHeaders.ipv4(
                id.mac(),
                other.id.mac(),
                new Payload.Ipv4(
                        0,
                        0,
                        TTL,
                        EtherType.UDP,
                        address,
                        other.address,
                        new Transport.Ports(PROBE_PORT, PROBE_PORT)));
    }

    /// A probe with a sequence number.
    public Packet probeTo(VirtualHost other, long sequence) {
        byte[] data = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
        return Packet.of(headersTo(other), Octets.of(data));
    }

    /// Takes a packet from the wire.
    ///
    /// @return its answer, if it answers
    public Optional<Packet> receive(Packet packet) {
        networkInterface.countReceived(packet);
        if (packet.headers().payload() instanceof Payload.Arp arp
                && arp.operation() == ARP_REQUEST
                && arp.targetIp().equals(address)
                && !arp.senderMac().equals(id.mac())) {
            return Optional.of(
                    Packet.of(
                            PacketHeaders.arp(
                                    id.mac(),
                                    arp.senderMac(),
                                    new Payload.Arp(
                                            ARP_REPLY,
                                            id.mac(),
                                            address,
                                            arp.senderMac(),
                                            arp.senderIp())),
                            Octets.EMPTY));
        }
        if (packet.headers().destination().equals(id.mac())
                && packet.headers().tags().isEmpty()
                && packet.headers().payload() instanceof Payload.Ipv4) {
            count(packet);
        }
        return Optional.empty();
    }

    private void count(Packet packet) {
        int length = packet.body().length();
        long sequence = 0;
        for (int i = length - Long.BYTES; i < length; i++) {
            sequence = (sequence << 8) | (packet.body().at(i) & 0xff);
        }
        received++;
        if (sequence == lastSequence) {
            duplicates++;
        }
        lastSequence = sequence;
    }

    /// Probe packets that reached it, each counted once.
    public long probesReceived() {
        return received - duplicates;
    }
}
