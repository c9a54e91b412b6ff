package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.util.Optional;

public record ArpPacket(
        boolean isRequest,
        MacAddress senderMac,
        Ipv4Address senderAddress,
        MacAddress targetMac,
        Ipv4Address targetAddress) {
    public static Optional<ArpPacket> tryParseFrame(Octets frame) {
        return Optional.empty();
    }
}
