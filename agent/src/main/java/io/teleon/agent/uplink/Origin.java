package io.teleon.agent.uplink;

import io.teleon.models.network.HostId;
import java.time.Instant;

/// Whose measurements a report carries: OTLP's resource.
///
/// @param agent the agent's name, one per running agent (`service.instance.id`)
/// @param hostName for people (`host.name`)
/// @param host the identity of what is measured (`host.id`)
/// @param countingSince when the host's counters began, usually its last start
public record Origin(String agent, String hostName, HostId host, Instant countingSince) {

    /// More than any host name (RFC 1035 section 2.3.4 allows 255) that people can read.
    public static final int MAX_NAME_LENGTH = 128;

    public Origin {
        checkName("agent", agent);
        checkName("host", hostName);
    }

    private static void checkName(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    what
                            + " name '"
                            + name
                            + "' is not 1 to "
                            + MAX_NAME_LENGTH
                            + " printable characters");
        }
    }

    /// Whether this can be the name of an agent or a host.
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MAX_NAME_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }
}
