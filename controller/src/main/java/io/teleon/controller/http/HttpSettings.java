package io.teleon.controller.http;

import io.teleon.models.config.Default;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the API listens, and whom it lets in.
///
/// @param address a loopback address, or with `tls` any of this machine's
/// @param port 0 for any that is free
/// @param tls a PEM file with a certificate, its chain and its private key: with it the API speaks
///   TLS only
/// @param tokens the file with the hashes of the tokens that were given out
/// @param requestsPerSecond of one caller, above which it is told to come back later
public record HttpSettings(
        @Default("127.0.0.1") String address,
        @Default("8080") int port,
        Optional<Path> tls,
        @Default("teleon/tokens.yaml") Path tokens,
        @Default("1000") int requestsPerSecond) {

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 0..65535");
        }
        if (requestsPerSecond < 1 || requestsPerSecond > 1_000_000) {
            throw new IllegalArgumentException(
                    requestsPerSecond + " requests a second are outside 1..1000000");
        }
        if (!resolved(address).isLoopbackAddress() && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    "address "
                            + address
                            + " can be reached from outside: without tls only 127.0.0.1 and ::1"
                            + " are listened on (tls: a PEM file with certificate and key; or from"
                            + " another machine: ssh -L "
                            + port
                            + ":127.0.0.1:"
                            + port
                            + ")");
        }
    }

    /// Without TLS, tokens at their usual place.
    public HttpSettings(String address, int port) {
        this(address, port, Optional.empty(), Path.of("teleon", "tokens.yaml"), 1_000);
    }

    boolean isLoopback() {
        return resolved(address).isLoopbackAddress();
    }

    public String scheme() {
        return tls.isPresent() ? "https" : "http";
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
