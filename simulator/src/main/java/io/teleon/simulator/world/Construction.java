package io.teleon.simulator.world;

import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Link;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Node;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.network.SwitchSettings;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.VirtualSwitch;
import io.teleon.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Builds the switches of a topology, and at each a host at the first port after those of its
/// links.
final class Construction {

    private static final long HOST_MAC = 0x0200_0000_0000L;
    private static final long PORT_MAC = 0x0600_0000_0000L;
    private static final long HOST_PORT_KBPS = 10_000_000;
    private static final long MAX_KBPS = 0xffff_ffffL;
    private static final int NET_10 = 10 << 24;

    private final WorldPlan plan;
    private final VirtualTime time;
    private final NavigableMap<DatapathId, SortedSet<PortNumber>> linkPorts = new TreeMap<>();

    Construction(WorldPlan plan, VirtualTime time) {
        this.plan = plan;
        this.time = time;
        for (Link link : plan.topology().links()) {
            ports(link.source().datapath()).add(link.source().port());
            ports(link.target().datapath()).add(link.target().port());
        }
    }

    private SortedSet<PortNumber> ports(DatapathId node) {
        return linkPorts.computeIfAbsent(node, _ -> new TreeSet<>());
    }

    void addTo(DataPlane network, SwitchSite.Surroundings surroundings, Chance chance) {
        int number = 0;
        for (Node node : plan.topology().nodes()) {
            number++;
            SortedSet<PortNumber> ports = ports(node.id());
            int hostPort = ports.isEmpty() ? 1 : ports.last().value() + 1;
            ports.add(new PortNumber(hostPort));
            network.add(
                    new VirtualHost(
                            new HostId(new MacAddress(HOST_MAC | number)),
                            address(number),
                            ConnectPoint.of(node.id().value(), hostPort)));
            network.add(
                    new SwitchSite(
                            time,
                            plan.timings(),
                            surroundings,
                            node.name(),
                            new VirtualSwitch(
                                    SwitchSettings.of(node.id()).withMaxEntries(plan.tableSize()),
                                    descriptions(node.id(), ports),
                                    plan.start()),
                            chance.stream("switch " + node.id())));
        }
    }

    /// `10.0.7.1` for the seventh: a network of its own for each host.
    private static Ipv4Address address(int number) {
        return new Ipv4Address(NET_10 | (number << 8) | 1);
    }

    private List<PortDescription> descriptions(DatapathId node, SortedSet<PortNumber> ports) {
        Topology topology = plan.topology();
        List<PortDescription> descriptions = new ArrayList<>();
        for (PortNumber port : ports) {
            long kbps =
                    topology.linkFrom(new ConnectPoint(node, port))
                            .map(link -> (long) (link.capacity().bitsPerSecond() / 1000))
                            .orElse(HOST_PORT_KBPS);
            long shown = Math.min(kbps, MAX_KBPS);
            descriptions.add(
                    new PortDescription(
                            port,
                            new MacAddress(
                                    PORT_MAC
                                            | ((node.value() & 0xff_ffffL) << 16)
                                            | (port.value() & 0xffff)),
                            "port" + port,
                            EnumSet.noneOf(PortDescription.Config.class),
                            EnumSet.noneOf(PortDescription.State.class),
                            shown,
                            shown));
        }
        return descriptions;
    }
}
