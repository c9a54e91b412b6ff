package io.teleon.controller.cli;

import io.teleon.models.config.Default;
import java.nio.file.Path;
import java.util.Optional;

/// The configuration file of the controller.
///
/// @param journal where decisions are kept across restarts, without the file's ending
/// @param inventory a topology file with names, places, weights and capacities of what may be
///     discovered
public record DaemonSettings(
        @Default("{port: 6653}") Endpoint openflow,
        @Default("{port: 8080}") Endpoint http,
        @Default("teleon/journal") Path journal,
        Optional<Path> inventory) {

    /// Where to listen. Only loopback addresses until connections are encrypted and authenticated.
    ///
    /// @param port 0 lets the system choose
    public record Endpoint(@Default("127.0.0.1") String address, int port) {

        public Endpoint {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " outside 0..65535");
            }
            if (!address.equals("localhost")
                    && !address.startsWith("127.")
                    && !address.equals("::1")) {
                throw new IllegalArgumentException(
                        "address " + address + " is not a loopback address such as 127.0.0.1;"
                                + " others need TLS and authentication, which are not there yet");
            }
        }
    }
}
