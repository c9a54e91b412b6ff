package io.teleon.agent.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How many packets an interface dropped while sending, which OSHI does not read, from Linux's
/// sysfs (Documentation/ABI/testing/sysfs-class-net-statistics). Nothing elsewhere.
record LinuxDiscards(Path interfaces) {

    static final Path SYSFS = Path.of("/sys/class/net");

    OptionalLong sent(String name) {
        Path file = interfaces.resolve(name).resolve("statistics").resolve("tx_dropped");
        try {
            return OptionalLong.of(Long.parseUnsignedLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
