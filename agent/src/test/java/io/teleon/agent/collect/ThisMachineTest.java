package io.teleon.agent.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The real collectors, on the machine the tests run on.
final class ThisMachineTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final HostId HOST = HostId.parse("02:00:00:00:00:01");

    private static double value(List<Sample> samples, SeriesId series) {
        return samples.stream()
                .filter(sample -> sample.series().equals(series))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not in " + samples))
                .value();
    }

    private static List<Sample> collect(List<Collector> collectors, Instant now) {
        return collectors.stream().flatMap(one -> one.collect(now).stream()).toList();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsWhatGoesThroughTheLoopback() throws IOException {
        Resource loopback = new Resource.OfInterface(HOST, "lo");
        List<Collector> collectors = new ThisMachine().collectors(HOST);
        List<Sample> before = collect(collectors, NOW);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 10; i++) {
                socket.send(
                        new DatagramPacket(new byte[1000], 1000, socket.getLocalSocketAddress()));
            }
        }
        List<Sample> after = collect(collectors, NOW.plusSeconds(1));
        SeriesId octets = new SeriesId(Metric.IF_OUT_OCTETS, loopback);
        SeriesId packets = new SeriesId(Metric.IF_IN_PACKETS, loopback);
        assertTrue(value(after, octets) >= value(before, octets) + 10_000);
        assertTrue(value(after, packets) >= value(before, packets) + 10);
        assertTrue(value(after, new SeriesId(Metric.IF_OUT_DISCARDS, loopback)) >= 0);
        assertTrue(after.stream().allMatch(sample -> sample.at().equals(NOW.plusSeconds(1))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsHowBusyTheHostIs() {
        Resource host = new Resource.OfHost(HOST);
        List<Collector> collectors = new ThisMachine().collectors(HOST);
        collect(collectors, NOW);
        List<Sample> samples = collect(collectors, NOW.plusSeconds(1));
        double total = value(samples, new SeriesId(Metric.MEMORY_TOTAL, host));
        double used = value(samples, new SeriesId(Metric.MEMORY_USED, host));
        assertTrue(used > 0 && used < total, used + " of " + total);
        double load = value(samples, new SeriesId(Metric.CPU_LOAD, host));
        assertTrue(load >= 0 && load <= 1, "cpu load " + load);
        assertTrue(value(samples, new SeriesId(Metric.LOAD_AVERAGE, host)) >= 0);
        assertTrue(value(samples, new SeriesId(Metric.UPTIME, host)) > 0);
    }

    @Test
    void keepsItsIdentity() {
        assertEquals(new ThisMachine().hostId(), new ThisMachine().hostId());
    }

    @Test
    void makesUpALocalAddressWhereThereIsNone() {
        HostId one = ThisMachine.madeUp("one");
        assertEquals(one, ThisMachine.madeUp("one"));
        assertEquals(0x02, (int) (one.mac().value() >>> 40));
    }

    @Test
    void whatCannotBeReadIsNoZero(@TempDir Path folder) throws IOException {
        LinuxDiscards discards = new LinuxDiscards(folder);
        assertEquals(OptionalLong.empty(), discards.sent("eth0"));
        Path file = Files.createDirectories(folder.resolve("eth0/statistics"));
        Files.writeString(file.resolve("tx_dropped"), "17\n");
        assertEquals(OptionalLong.of(17), discards.sent("eth0"));
        Files.writeString(file.resolve("tx_dropped"), "many\n");
        assertEquals(OptionalLong.empty(), discards.sent("eth0"));
    }
}
