package io.teleon.agent.collect;

import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OperatingSystem;

/// How busy the host is: processors, memory, and how long it has been up.
final class LoadCollector implements Collector {

    private final Resource resource;
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final OperatingSystem operatingSystem;

    /// Processor time up to the last reading, by OSHI's kinds.
    private Optional<long[]> ticks = Optional.empty();

    LoadCollector(SystemInfo system, HostId host) {
        resource = new Resource.OfHost(host);
        processor = system.getHardware().getProcessor();
        memory = system.getHardware().getMemory();
        operatingSystem = system.getOperatingSystem();
    }

    @Override
    public String name() {
        return "load";
    }

    /// The processors' load is a mean since the last reading, so the first one has none.
    @Override
    public List<Sample> collect(Instant now) {
        List<Sample> samples = new ArrayList<>();
        long[] ticksNow = processor.getSystemCpuLoadTicks();
        ticks.ifPresent(before ->
                add(
                        samples,
                        Metric.CPU_LOAD,
                        now,
                        processor.getSystemCpuLoadBetweenTicks(before, ticksNow)));
        ticks = Optional.of(ticksNow);
        double loadAverage = processor.getSystemLoadAverage(1)[0];
        if (loadAverage >= 0) {
            add(samples, Metric.LOAD_AVERAGE, now, loadAverage);
        }
        add(samples, Metric.MEMORY_TOTAL, now, (double) memory.getTotal());
        add(samples, Metric.MEMORY_USED, now, (double) (memory.getTotal() - memory.getAvailable()));
        add(samples, Metric.UPTIME, now, (double) operatingSystem.getSystemUptime());
        return samples;
    }

    private void add(List<Sample> samples, Metric metric, Instant now, double value) {
        samples.add(new Sample(new SeriesId(metric, resource), now, value));
    }
}
