package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What two counters say of the link between them.
class LinkLossesTest {

    private static final LinkId LINK = LinkId.parse("0000000000000001/2>0000000000000002/1");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final LinkLosses losses = new LinkLosses();

    private static Sample sample(Metric metric, ConnectPoint point, long millis, double value) {
        return new Sample(
                new SeriesId(metric, new Resource.OfPort(point)), START.plusMillis(millis), value);
    }

    private void sent(long millis, double packets) {
        losses.read(List.of(sample(Metric.IF_OUT_PACKETS, LINK.source(), millis, packets)));
    }

    private void received(long millis, double packets) {
        losses.read(List.of(sample(Metric.IF_IN_PACKETS, LINK.target(), millis, packets)));
    }

    private Optional<Double> share() {
        return losses.of(LINK).map(LinkLosses.Loss::share);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 10000, 0",
        "10000, 9900, 0.01",
        "10000, 0, 1",
        "10000, 10002, 0", // read a moment later
        "1000, 990, 0.01"
    })
    void isWhatDoesNotArrive(double out, double in, double share) {
        sent(0, 500);
        received(1, 300);
        sent(10_000, 500 + out);
        received(10_001, 300 + in);
        assertEquals(share, share().orElseThrow(), 1e-12);
        assertEquals(START.plusMillis(10_000), losses.of(LINK).orElseThrow().at());
    }

    @Test
    void isUnknownWhereTooLittleWasSent() {
        sent(0, 0);
        received(0, 0);
        sent(10_000, 999);
        received(10_000, 0);
        assertEquals(Optional.empty(), share());
    }

    @Test
    void isUnknownAfterASingleReading() {
        sent(0, 50_000);
        received(0, 10);
        assertEquals(Optional.empty(), share());
        sent(10_000, 60_000);
        assertEquals(Optional.empty(), share());
    }

    @ParameterizedTest
    @CsvSource({"0, 501", "501, 0"})
    void isUnknownWhereTheReadingsAreOfDifferentTimes(long first, long second) {
        sent(0, 0);
        received(first, 0);
        sent(10_000, 5_000);
        received(10_000 + second, 5_000);
        assertEquals(Optional.empty(), share());
    }

    @Test
    void isUnknownWhereACounterBeganAnew() {
        sent(0, 9_000);
        received(0, 9_000);
        sent(10_000, 100);
        received(10_000, 18_000);
        assertEquals(Optional.empty(), share());
        sent(20_000, 5_000);
        received(20_000, 100);
        assertEquals(Optional.empty(), share());
    }
}
