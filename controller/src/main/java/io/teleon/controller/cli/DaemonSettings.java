package io.teleon.controller.cli;

import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.notice.NoticeSettings;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.config.Default;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The configuration file of the controller.
///
/// @param journal where decisions are kept across restarts, without the file's ending
/// @param inventory a topology file with names, places, weights and capacities of what may be
///   discovered
/// @param autonomy what it may do by itself
/// @param learning how its forecasting model is kept good
/// @param notices where messages and tickets of programs go
public record DaemonSettings(
        @Default("{}") OpenFlow openflow,
        @Default("{}") HttpSettings http,
        @Default("teleon/journal") Path journal,
        Optional<Path> inventory,
        @Default("{}") AutonomyConfig autonomy,
        @Default("{}") NoticeSettings notices,
        @Default("{}") LearningConfig learning) {

    /// Without autonomy, and notices at their usual place: what is told there is nothing then.
    public DaemonSettings(
            OpenFlow openflow, HttpSettings http, Path journal, Optional<Path> inventory) {
        this(
                openflow,
                http,
                journal,
                inventory,
                new AutonomyConfig(
                        AutonomyConfig.Mode.NONE,
                        Duration.ofSeconds(5),
                        Map.of(),
                        ManagementPlan.NONE),
                NoticeSettings.beside(journal),
                LearningConfig.OFF);
    }

    /// Where switches connect. Only loopback addresses until their connections are encrypted and
    /// authenticated.
    ///
    /// @param port 0 lets the system choose
    public record OpenFlow(@Default("127.0.0.1") String address, @Default("6653") int port) {

        public OpenFlow {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " outside 0..65535");
            }
            if (!resolved(address).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "address "
                                + address
                                + " can be reached from outside: until switches"
                                + " connect by TLS only 127.0.0.1 and ::1 are taken");
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
}
