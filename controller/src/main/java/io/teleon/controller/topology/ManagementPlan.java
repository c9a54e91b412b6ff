package io.teleon.controller.topology;

import io.teleon.models.config.Default;
import io.teleon.models.network.PortNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the controller reaches switches and agents where that way goes by the network itself, in the
/// names people use. Nothing where it goes by a network of its own.
///
/// ```yaml
/// management: {node: SEAT, ports: [SEAT/3, DNVR/1]}
/// ```
///
/// @param node the switch at which the way begins, by its name or its datapath id
/// @param ports that carry it, `SWITCH/PORT`: never taken down, nobody there is contained
public record ManagementPlan(Optional<String> node, @Default("[]") List<String> ports) {

    public static final ManagementPlan NONE = new ManagementPlan(Optional.empty(), List.of());

    public ManagementPlan {
        if (node.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "node '" + node.get() + "' is empty, expected the name of a switch");
        }
        ports = List.copyOf(ports);
        Set<String> seen = new HashSet<>();
        for (String port : ports) {
            Port.parse(port);
            if (!seen.add(port)) {
                throw new IllegalArgumentException("port '" + port + "' is named twice");
            }
        }
    }

    /// A port by the name of its switch.
    record Port(String node, PortNumber number) {

        /// @throws IllegalArgumentException where it is not SWITCH/PORT
        static Port parse(String text) {
            int slash = text.lastIndexOf('/');
            Optional<PortNumber> number =
                    slash < 1
                            ? Optional.empty()
                            : PortNumber.tryParse(text.substring(slash + 1))
                                    .filter(PortNumber::isPhysical);
            if (number.isEmpty()) {
                throw new IllegalArgumentException(
                        "port '" + text + "' is not of the form SWITCH/PORT, such as SEAT/3");
            }
            return new Port(text.substring(0, slash), number.get());
        }
    }

    public boolean isEmpty() {
        return node.isEmpty() && ports.isEmpty();
    }
}
