package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;

/// Writes a packet's headers in front of its body, and into it where they were changed.
final class FrameWriter {

    private FrameWriter() {}

    static Octets write(Packet packet) {
        PacketHeaders headers = packet.headers();
        ByteBuffer out = ByteBuffer.allocate(packet.length());
        put(out, headers.destination());
        put(out, headers.source());
        boolean announced = true;
        for (Tag tag : headers.tags()) {
            if (announced) {
                out.putShort((short) tag.etherType());
            }
            switch (tag) {
                case Tag.Vlan vlan -> {
                    int dropEligible = vlan.dropEligible() ? 0x1000 : 0;
                    out.putShort((short) (vlan.priority() << 13 | dropEligible | vlan.id()));
                    announced = true;
                }
                case Tag.Mpls label -> {
                    int bottom = label.bottom() ? 1 << 8 : 0;
                    out.putInt(
                            label.label() << 12 | label.trafficClass() << 9 | bottom | label.ttl());
                    announced = false;
                }
            }
        }
        if (announced) {
            out.putShort((short) headers.payloadType());
        }
        out.put(BodyWriter.rewrite(packet.body(), headers.payload()));
        byte[] frame = new byte[out.position()];
        out.flip().get(frame);
        return Octets.of(frame);
    }

    static void put(ByteBuffer out, MacAddress mac) {
        out.putShort((short) (mac.value() >>> 32));
        out.putInt((int) mac.value());
    }
}
