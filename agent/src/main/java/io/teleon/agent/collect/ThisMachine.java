package io.teleon.agent.collect;

import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/// The machine the agent runs on, read through OSHI.
public final class ThisMachine {

    /// Locally administered, so that it is no real interface's (IEEE 802, section 8.2).
    private static final long MADE_UP = 0x0200_0000_0000L;

    private final SystemInfo system = new SystemInfo();

    public String hostName() {
        String name = system.getOperatingSystem().getNetworkParams().getHostName();
        return name.isBlank() ? "unnamed" : name;
    }

    /// When it was started, and its counters with it.
    public Instant startedAt() {
        return Instant.ofEpochSecond(system.getOperatingSystem().getSystemBootTime());
    }

    /// The address of its first interface that has one, by name; where none has, an address made up
    /// of the host's name, the same at every start.
    public HostId hostId() {
        return system.getHardware().getNetworkIFs(false).stream()
                .sorted(Comparator.comparing(NetworkIF::getName))
                .flatMap(port -> MacAddress.tryParse(port.getMacaddr()).stream())
                .filter(mac -> mac.value() != 0 && !mac.isGroup())
                .findFirst()
                .map(HostId::new)
                .orElseGet(() -> madeUp(hostName()));
    }

    static HostId madeUp(String hostName) {
        CRC32 digest = new CRC32();
        digest.update(hostName.getBytes(StandardCharsets.UTF_8));
        return new HostId(new MacAddress(MADE_UP | digest.getValue()));
    }

    /// Everything it can measure: its interfaces, and its load.
    public List<Collector> collectors(HostId host) {
        return List.of(
                new InterfaceCollector(
                        system.getHardware(), host, new LinuxDiscards(LinuxDiscards.SYSFS)),
                new LoadCollector(system, host));
    }
}
