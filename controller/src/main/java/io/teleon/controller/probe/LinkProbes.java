package io.teleon.controller.probe;

import io.teleon.controller.flow.Pipeline;
import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.packet.EtherType;
import io.teleon.controller.packet.EthernetFrame;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Puts frames on links that lost packets and carry too little now to tell whether they still do:
/// the counters of both ends then tell. The far switch drops them, for they are untagged frames of
/// [Pipeline#PROBE_ETHER_TYPE].
///
/// In the middle between two readings of the counters only, so that no frame is counted at one end
/// by this reading and at the other by the next. Bounded: [#MOST] links at a time, [#BURST] frames
/// a second on each.
public final class LinkProbes {

    static final int MOST = 16;

    /// Six of these between two readings ten seconds apart: more than the counters need to tell.
    static final int BURST = 200;

    private static final double EARLIEST = 0.2;
    private static final double LATEST = 0.8;
    private static final int PAYLOAD_LENGTH = 46;

    /// To the nearest bridge, never passed on (IEEE 802.1Q table 8-1).
    private static final MacAddress NEAREST = new MacAddress(0x0180_c200_000eL);

    private static final MacAddress NOBODY = new MacAddress(0x0200_0000_0000L);

    private final SwitchWire wire;
    private final Duration readings;
    private final Octets frame =
            EthernetFrame.untagged(
                            NEAREST,
                            NOBODY,
                            new EtherType(Pipeline.PROBE_ETHER_TYPE),
                            Octets.of(new byte[PAYLOAD_LENGTH]))
                    .toOctets();

    /// @param readings between two readings of the counters, on the grid of this length
    public LinkProbes(SwitchWire wire, Duration readings) {
        this.wire = wire;
        this.readings = readings;
    }

    /// To be called every second.
    ///
    /// @param links that are up, with both their switches connected
    public void tick(List<LinkId> links, Instant now) {
        double phase =
                Math.floorMod(now.toEpochMilli(), readings.toMillis())
                        / (double) readings.toMillis();
        if (phase < EARLIEST || phase > LATEST) {
            return;
        }
        for (LinkId link : links.stream().limit(MOST).toList()) {
            for (int i = 0; i < BURST; i++) {
                wire.send(
                        link.source().datapath(),
                        OpenFlowMessage.PacketOut.of(0, link.source().port(), frame));
            }
        }
    }
}
