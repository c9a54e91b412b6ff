package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.util.List;

/// The tables, groups, meters and ports that a packet can pass, and the ways into them. What a
/// packet does there is found out by a [PipelineRun]; nothing is counted here.
record Pipeline(FlowTables tables, GroupTable groups, MeterTable meters, SwitchPorts ports) {

    /// What becomes of a packet that came in by a port (OpenFlow 1.3.5 section 5.3).
    ForwardingStep receive(PortNumber inPort, PacketHeaders headers, Passage passage) {
        PipelineRun run = new PipelineRun(this, passage, inPort);
        run.match(new PacketInFlight(headers, inPort, 1), new TableId(0));
        return run.finish(headers);
    }

    /// What becomes of a packet under the actions of a packet-out (section 7.3.7), which alone may
    /// send it into the first table.
    ForwardingStep send(
            PortNumber inPort, PacketHeaders headers, List<Action> actions, Passage passage) {
        PipelineRun run = new PipelineRun(this, passage, inPort);
        run.packetOut(new PacketInFlight(headers, inPort, 1), actions);
        return run.finish(headers);
    }
}
