package io.teleon.models.telemetry;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import java.util.Optional;

/// What a metric is measured on. Text form: `KIND:NAME`, such as `port:00000000000000a1/3`. Ordered
/// by kind (node, port, link, host, interface, intent), then by name.
public sealed interface Resource extends Comparable<Resource> {

    /// A switch as a whole.
    record OfNode(DatapathId id) implements Resource {
        @Override
        public String toString() {
            return "node:" + id;
        }
    }

    /// A port of a switch.
    record OfPort(ConnectPoint id) implements Resource {
        @Override
        public String toString() {
            return "port:" + id;
        }
    }

    /// A directed link.
    record OfLink(LinkId id) implements Resource {
        @Override
        public String toString() {
            return "link:" + id;
        }
    }

    /// A host as a whole.
    record OfHost(HostId id) implements Resource {
        @Override
        public String toString() {
            return "host:" + id;
        }
    }

    /// A network interface of a host, under the name it has there.
    record OfInterface(HostId host, String name) implements Resource {

        public OfInterface {
            if (name.isBlank()) {
                throw new IllegalArgumentException("interface of " + host + " has an empty name");
            }
        }

        @Override
        public String toString() {
            return "interface:" + host + "/" + name;
        }
    }

    /// An intent.
    record OfIntent(IntentId id) implements Resource {
        @Override
        public String toString() {
            return "intent:" + id;
        }
    }

    static Resource parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "resource '"
                                        + text
                                        + "' is not KIND:NAME with a kind of node, port,"
                                        + " link, host, interface, intent"));
    }

    static Optional<Resource> tryParse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = text.substring(colon + 1);
        return switch (text.substring(0, colon)) {
            case "node" -> DatapathId.tryParse(name).map(OfNode::new);
            case "port" -> ConnectPoint.tryParse(name).map(OfPort::new);
            case "link" -> LinkId.tryParse(name).map(OfLink::new);
            case "host" -> host(name).map(OfHost::new);
            case "interface" -> interfaceNamed(name);
            case "intent" -> IntentId.tryParse(name).map(OfIntent::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Resource> interfaceNamed(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.substring(slash + 1).isBlank()) {
            return Optional.empty();
        }
        return host(text.substring(0, slash))
                .map(host -> new OfInterface(host, text.substring(slash + 1)));
    }

    private static Optional<HostId> host(String text) {
        return MacAddress.tryParse(text).map(HostId::new);
    }

    @Override
    default int compareTo(Resource other) {
        return ResourceOrder.BY_KIND.compare(this, other);
    }
}
