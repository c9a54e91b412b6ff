package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.PortNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The ports of a switch, by number. Owned by its switch.
final class SwitchPorts {

    private final TreeMap<PortNumber, SwitchPort> ports = new TreeMap<>();

    SwitchPorts(List<PortDescription> descriptions, Instant now) {
        for (PortDescription description : descriptions) {
            PortNumber number = description.number();
            if (!number.isPhysical() && !number.equals(PortNumber.LOCAL)) {
                throw new IllegalArgumentException(
                        "a switch has no port " + number + " of its own");
            }
            if (ports.put(number, new SwitchPort(description, now)) != null) {
                throw new IllegalArgumentException("port " + number + " is described twice");
            }
        }
    }

    List<SwitchPort> all() {
        return List.copyOf(ports.values());
    }

    Optional<SwitchPort> find(PortNumber number) {
        return Optional.ofNullable(ports.get(number));
    }

    /// A port that the owner of the switch must know to be there.
    SwitchPort required(PortNumber number) {
        return find(number)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the switch has no port " + number + ", only " + ports.keySet()));
    }

    /// Port-mod (OpenFlow 1.3.5 section 7.3.4.3).
    Optional<ErrorCode> apply(PortMod mod) {
        Optional<SwitchPort> port = find(mod.port());
        if (port.isEmpty()) {
            return Optional.of(ErrorCode.of(ErrorCode.Type.PORT_MOD_FAILED, "BAD_PORT"));
        }
        if (!port.get().description().hardwareAddress().equals(mod.hardwareAddress())) {
            return Optional.of(ErrorCode.of(ErrorCode.Type.PORT_MOD_FAILED, "BAD_HW_ADDR"));
        }
        port.get().setConfig(mod.config(), mod.mask());
        return Optional.empty();
    }
}
