package io.teleon.models.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a link or a host meets a switch (RFC 8345's termination point): `00000000000000a1/3`.
public record ConnectPoint(DatapathId datapath, PortNumber port)
        implements Comparable<ConnectPoint> {

    public static ConnectPoint of(long datapath, int port) {
        return new ConnectPoint(new DatapathId(datapath), new PortNumber(port));
    }

    public static ConnectPoint parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "connect point '" + text + "' is not DATAPATH/PORT"));
    }

    public static Optional<ConnectPoint> tryParse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return DatapathId.tryParse(text.substring(0, slash))
                .flatMap(datapath ->
                        PortNumber.tryParse(text.substring(slash + 1))
                                .map(port -> new ConnectPoint(datapath, port)));
    }

    @Override
    public int compareTo(ConnectPoint other) {
        int byDatapath = datapath.compareTo(other.datapath);
        return byDatapath != 0 ? byDatapath : port.compareTo(other.port);
    }

    // By hand, as in LinkId: these two are compared more often than anything else.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectPoint(DatapathId otherDatapath, PortNumber otherPort)
                && datapath.value() == otherDatapath.value()
                && port.value() == otherPort.value();
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(datapath.value()) + port.value();
    }

    @Override
    public String toString() {
        return datapath + "/" + port;
    }
}
