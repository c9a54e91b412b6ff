package io.teleon.controller.http;

import io.teleon.models.config.Default;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where the API listens.
///
/// @param address a loopback address
/// @param port 0 for any that is free
public record HttpSettings(@Default("127.0.0.1") String address, @Default("8080") int port) {

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 0..65535");
        }
        if (!resolved(address).isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "address "
                            + address
                            + " can be reached from outside: until the API has TLS and"
                            + " sign-in it listens on 127.0.0.1 or ::1 only (from another machine:"
                            + " ssh -L "
                            + port
                            + ":127.0.0.1:"
                            + port
                            + ")");
        }
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(resolved(address), port);
    }

    private static InetAddress resolved(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address " + address + " is unknown", e);
        }
    }
}
