package io.teleon.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.teleon.agent.uplink.Delivery;
import io.teleon.agent.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A controller that can be told how to answer, and remembers what it took.
final class FakeUplink implements Uplink {

    private Supplier<CompletableFuture<Delivery>> answer = FakeUplink::accepting;
    final List<byte[]> taken = new ArrayList<>();
    int asked;

    void answers(Delivery delivery) {
        answer = () -> CompletableFuture.completedFuture(delivery);
    }

    void answers(CompletableFuture<Delivery> delivery) {
        answer = () -> delivery;
    }

    void accepts() {
        answer = FakeUplink::accepting;
    }

    private static CompletableFuture<Delivery> accepting() {
        return CompletableFuture.completedFuture(new Delivery.Accepted(0));
    }

    @Override
    public CompletableFuture<Delivery> send(byte[] report) {
        asked++;
        CompletableFuture<Delivery> delivery = answer.get();
        if (!delivery.isDone() || delivery.resultNow() instanceof Delivery.Accepted) {
            taken.add(report);
        }
        return delivery;
    }

    /// The values of a counter in all reports taken, in order.
    List<Long> counts(String metric) {
        return metrics(metric)
                .map(Metric::getSum)
                .flatMap(sum -> sum.getDataPointsList().stream())
                .map(point -> point.getAsInt())
                .toList();
    }

    /// The values of a gauge in all reports taken, in order.
    List<Double> values(String metric) {
        return metrics(metric)
                .map(Metric::getGauge)
                .flatMap(gauge -> gauge.getDataPointsList().stream())
                .map(point -> point.getAsDouble())
                .toList();
    }

    private Stream<Metric> metrics(String name) {
        return taken.stream()
                .map(FakeUplink::parsed)
                .flatMap(report -> report.getResourceMetricsList().stream())
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(found -> found.getName().equals(name));
    }

    private static ExportMetricsServiceRequest parsed(byte[] report) {
        try {
            return ExportMetricsServiceRequest.parseFrom(report);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
