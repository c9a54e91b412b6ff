package io.teleon.controller.http;

import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the busy link of the made-up autonomy carried in the last hour, as a counter of octets.
final class MadeUpPast {

    private static final int SECONDS = 3_600;
    private static final int STEP = 60;

    private MadeUpPast() {}

    static TelemetryStore until(Instant now) {
        TelemetryStore store = TelemetryStore.standard();
        SeriesId series =
                new SeriesId(
                        Metric.IF_OUT_OCTETS, new Resource.OfPort(MadeUpAutonomy.BUSY.source()));
        List<Sample> samples = new ArrayList<>();
        double octets = 7e12;
        for (int second = -SECONDS; second <= 0; second += STEP) {
            double grown = 6.1e9 + 0.6e6 * (second + SECONDS) + 0.18e9 * Math.sin(second / 170.0);
            // From 11:52 on a part of it goes by another path.
            octets += STEP * (second > -470 ? grown - 1.5e9 : grown) / 8;
            samples.add(new Sample(series, now.plusSeconds(second), octets));
        }
        store.add(samples);
        return store;
    }
}
