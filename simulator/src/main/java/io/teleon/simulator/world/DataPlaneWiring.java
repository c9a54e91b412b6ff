package io.teleon.simulator.world;

import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.invariant.SwitchState;
import io.teleon.simulator.invariant.Wiring;
import io.teleon.simulator.network.VirtualLink;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The data plane as the invariant checker sees it. What a switch holds is read once for each of
/// its revisions.
final class DataPlaneWiring implements Wiring {

    private final DataPlane network;
    private final NavigableMap<DatapathId, Reading> readings = new TreeMap<>();

    private record Reading(long revision, SwitchState state) {}

    DataPlaneWiring(DataPlane network) {
        this.network = network;
    }

    @Override
    public Optional<SwitchState> state(DatapathId datapath) {
        SwitchSite site = network.site(datapath);
        if (!site.isPowered()) {
            return Optional.empty();
        }
        Reading reading = readings.get(datapath);
        if (reading == null || reading.revision() != site.device().revision()) {
            SortedSet<PortNumber> live = new TreeSet<>();
            for (PortDescription port : site.device().ports()) {
                if (port.isUp()) {
                    live.add(port.number());
                }
            }
            reading =
                    new Reading(
                            site.device().revision(),
                            new SwitchState(site.device().tables(), site.device().groups(), live));
            readings.put(datapath, reading);
        }
        return Optional.of(reading.state());
    }

    @Override
    public FarEnd farEnd(ConnectPoint point) {
        if (network.hostAt(point).isPresent()) {
            return new FarEnd.Host();
        }
        Optional<VirtualLink> link = network.linkFrom(point);
        if (link.isEmpty()) {
            return new FarEnd.Nothing("nothing is plugged in at " + point);
        }
        if (!network.carries(link.get())) {
            return new FarEnd.Nothing("link " + link.get().link().id() + " carries nothing");
        }
        return new FarEnd.Switch(link.get().link().target());
    }
}
