package io.teleon.agent;

import io.teleon.agent.collect.ThisMachine;
import io.teleon.agent.uplink.Delivery;
import io.teleon.agent.uplink.Origin;
import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Resource;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An agent that measures and screens this machine for so many seconds of its own time as fast as
/// it can, without a controller, and then says what that cost: processor time in milliseconds, the
/// start of the process included, and the most memory that was resident, in KiB.
final class AgentCostMain {

    private AgentCostMain() {}

    public static void main(String[] args) throws IOException {
        int seconds = Integer.parseInt(args[0]);
        ThisMachine machine = new ThisMachine();
        HostId host = machine.hostId();
        Instant start = Instant.parse("2026-01-05T00:00:00Z");
        FakeUplink away = new FakeUplink();
        away.answers(new Delivery.Away("nobody there", Optional.empty()));
        Agent agent =
                new Agent(
                        new Origin("h", "h", host, start),
                        new AgentPace(Duration.ofSeconds(1), Duration.ofSeconds(5), 200_000),
                        machine.collectors(host),
                        away,
                        Optional.of(new HostScreening(new Resource.OfHost(host))),
                        start);
        for (int second = 1; second <= seconds; second++) {
            agent.step(start.plusSeconds(second));
        }
        long cpuNanos =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime();
        String most =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("[^0-9]", "");
        PrintStream out = System.out;
        out.println(cpuNanos / 1_000_000 + " " + most + " " + agent.counts().samplesTaken());
    }
}
