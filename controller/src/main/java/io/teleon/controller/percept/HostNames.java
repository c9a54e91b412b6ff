package io.teleon.controller.percept;

import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Hosts as programs and people name them where it matters what is plugged in, not which address it
/// gives itself: by their port, `DNVRng/3`. Addresses are easily made up, a port is not. A name
/// once given stays.
public final class HostNames {

    private static final String TYPE = "host";

    private final NetworkState network;
    private final Map<ConnectPoint, Value.Entity> byPoint = new TreeMap<>();
    private final Map<String, ConnectPoint> byName = new TreeMap<>();

    public HostNames(NetworkState network) {
        this.network = network;
    }

    /// Takes over a name given in an earlier life.
    public void presume(ConnectPoint point, String name) {
        if (!byPoint.containsKey(point) && !byName.containsKey(name)) {
            byPoint.put(point, new Value.Entity(TYPE, name));
            byName.put(name, point);
        }
    }

    public Value.Entity entity(ConnectPoint point) {
        Value.Entity known = byPoint.get(point);
        if (known != null) {
            return known;
        }
        String name = network.name(point);
        Value.Entity named =
                new Value.Entity(TYPE, byName.containsKey(name) ? point.toString() : name);
        byPoint.put(point, named);
        byName.put(named.name(), point);
        return named;
    }

    public String name(ConnectPoint point) {
        return entity(point).name();
    }

    /// The ports that have a name, in order.
    public List<ConnectPoint> all() {
        return List.copyOf(byPoint.keySet());
    }

    /// The port a program means.
    public Optional<ConnectPoint> point(Value value) {
        return value instanceof Value.Entity(String type, String name) && type.equals(TYPE)
                ? Optional.ofNullable(byName.get(name))
                : Optional.empty();
    }
}
