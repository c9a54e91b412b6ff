package io.teleon.controller.intent;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Ipv4Address;
import java.util.Optional;
import java.util.OptionalInt;

/// Where an intent was found to begin and end, and the tunnel between.
///
/// It is journalled, for after a restart the hosts and links it was derived from are not known yet
/// while its rules are in the switches and carry traffic.
///
/// @param targetAddress the address for which ARP requests are let through, where the intent joins
///   hosts and the target's is known
/// @param tunnel the serial number; empty where both ends are on one switch
public record Placement(
        ConnectPoint ingress,
        ConnectPoint egress,
        Optional<Ipv4Address> targetAddress,
        OptionalInt tunnel) {

    public Placement {
        if (tunnel.isEmpty() && !ingress.datapath().equals(egress.datapath())) {
            throw new IllegalArgumentException(
                    "placement from " + ingress + " to " + egress + " needs a tunnel");
        }
    }

    boolean isBetween(IntentCompiler.Ends ends) {
        return ingress.equals(ends.ingress()) && egress.equals(ends.egress());
    }

    /// The same for the address that the target has now.
    Placement readdressed(IntentCompiler.Ends ends) {
        return new Placement(ingress, egress, ends.targetAddress(), tunnel);
    }
}
