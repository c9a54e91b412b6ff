package io.teleon.models.network;

import java.util.Comparator;
import java.util.Optional;

/// Where a link or a host meets a switch (RFC 8345's termination point): `00000000000000a1/3`.
public record ConnectPoint(DatapathId datapath, PortNumber port)
        implements Comparable<ConnectPoint> {

    private static final Comparator<ConnectPoint> ORDER =
            Comparator.comparing(ConnectPoint::datapath).thenComparing(ConnectPoint::port);

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
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return datapath + "/" + port;
    }
}
