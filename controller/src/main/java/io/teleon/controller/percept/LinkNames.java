package io.teleon.controller.percept;

import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Links as programs and people name them: `DNVRng>KSCYng`; of several between two nodes the later
/// ones with their ports, `DNVRng/2>KSCYng/1`. A name once given stays.
public final class LinkNames {

    private static final String TYPE = "link";

    private final NetworkState network;
    private final Map<LinkId, Value.Entity> byLink = new TreeMap<>();
    private final Map<String, LinkId> byName = new TreeMap<>();

    public LinkNames(NetworkState network) {
        this.network = network;
    }

    public Value.Entity entity(LinkId link) {
        Value.Entity known = byLink.get(link);
        if (known != null) {
            return known;
        }
        String name =
                network.nameOf(link.source().datapath())
                        + ">"
                        + network.nameOf(link.target().datapath());
        if (byName.containsKey(name)) {
            name = network.name(link.source()) + ">" + network.name(link.target());
        }
        if (byName.containsKey(name)) {
            name = link.toString();
        }
        Value.Entity named = new Value.Entity(TYPE, name);
        byLink.put(link, named);
        byName.put(name, link);
        return named;
    }

    public String name(LinkId link) {
        return entity(link).name();
    }

    /// The link a program means.
    public Optional<LinkId> link(Value value) {
        return value instanceof Value.Entity(String type, String name) && type.equals(TYPE)
                ? Optional.ofNullable(byName.get(name))
                : Optional.empty();
    }
}
