package io.teleon.simulator.network;

import io.teleon.controller.openflow.OpenFlowMessage.PacketInReason;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.util.List;

/// What a switch does with packets of given headers that come in by a given port: every way they
/// take and everything they pass that counts them.
///
/// Shares are parts of the incoming traffic. They sum up to 1 unless the packets are copied. A step
/// holds as long as the switch's revision is the same.
///
/// @param outcomes in the order in which the switch comes to them; never empty
/// @param hits in the order in which the packets pass them
public record ForwardingStep(
        PortNumber inPort, PacketHeaders headers, List<Outcome> outcomes, List<Hit> hits) {

    public ForwardingStep {
        outcomes = List.copyOf(outcomes);
        hits = List.copyOf(hits);
    }

    /// One way of the packets, with the share of them that take it.
    public sealed interface Outcome {

        double share();
    }

    /// They leave by a port, with these headers.
    public record Forwarded(PortNumber port, PacketHeaders headers, double share)
            implements Outcome {}

    /// They go up to the controller.
    public record ToController(
            PacketInReason reason,
            TableId table,
            long cookie,
            long metadata,
            long tunnelId,
            PacketHeaders headers,
            double share)
            implements Outcome {}

    public record Dropped(DropReason reason, double share) implements Outcome {}

    /// Something that counts this share of the packets: an entry or table, a group or bucket, a
    /// meter, a port that would have sent them. A [FlowTable] counts a miss.
    public record Hit(Counted target, double share) {}
}
