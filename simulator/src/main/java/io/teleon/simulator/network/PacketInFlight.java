package io.teleon.simulator.network;

import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.HeaderFields;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.util.Optional;

/// A packet, or a share of fluid traffic, on its way through one switch. Owned by its
/// [PipelineRun].
final class PacketInFlight {

    private final PortNumber inPort;
    private final double share;
    private PacketHeaders headers;
    private long metadata;
    private long tunnelId;
    private ActionSet actionSet = ActionSet.EMPTY;
    private Optional<FlowEntry> entry = Optional.empty();
    private Optional<HeaderFields> fields = Optional.empty();

    PacketInFlight(PacketHeaders headers, PortNumber inPort, double share) {
        this.headers = headers;
        this.inPort = inPort;
        this.share = share;
    }

    /// A copy as it is now, for a bucket of a group: of this part, with an empty action set.
    PacketInFlight copy(double part) {
        PacketInFlight copy = new PacketInFlight(headers, inPort, share * part);
        copy.metadata = metadata;
        copy.tunnelId = tunnelId;
        copy.entry = entry;
        return copy;
    }

    PacketHeaders headers() {
        return headers;
    }

    void setHeaders(PacketHeaders value) {
        headers = value;
        fields = Optional.empty();
    }

    long metadata() {
        return metadata;
    }

    void writeMetadata(long value, long mask) {
        metadata = (metadata & ~mask) | (value & mask);
        fields = Optional.empty();
    }

    long tunnelId() {
        return tunnelId;
    }

    void setTunnelId(long value) {
        tunnelId = value;
        fields = Optional.empty();
    }

    HeaderFields fields() {
        if (fields.isEmpty()) {
            fields = Optional.of(HeaderFields.of(headers, inPort, metadata, tunnelId));
        }
        return fields.get();
    }

    double share() {
        return share;
    }

    ActionSet actionSet() {
        return actionSet;
    }

    void setActionSet(ActionSet value) {
        actionSet = value;
    }

    void taken(FlowEntry by) {
        entry = Optional.of(by);
    }

    /// The table of the entry whose actions are carried out; the first where there was none.
    TableId table() {
        return entry.map(FlowEntry::table).orElse(new TableId(0));
    }

    /// The cookie of that entry; all bits set where there was none.
    long cookie() {
        return entry.map(FlowEntry::cookie).orElse(-1L);
    }

    boolean missed() {
        return entry.filter(FlowEntry::isTableMiss).isPresent();
    }
}
