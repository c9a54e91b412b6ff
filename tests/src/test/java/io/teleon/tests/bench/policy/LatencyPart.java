package io.teleon.tests.bench.policy;

import io.teleon.models.time.Chance;
import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/// From one percept to the transition it causes, with a thousand rules in force: one after the
/// other, so nothing waits in a queue.
final class LatencyPart {

    private static final String WORKLOAD = "one percept, 1000 rules";

    /// What a link must show before its loss alone decides.
    private static final double MANY_ERRORS = 400;

    private LatencyPart() {}

    static List<Row> run(Scale scale, long seed, Consumer<String> progress) {
        Histogram engine = measure(Evaluation.WATCHED, scale, seed, progress);
        Histogram scan = measure(Evaluation.FULL_SCAN, scale, seed, progress);
        List<Row> rows = new ArrayList<>();
        rows.add(
                Row.less(
                        WORKLOAD,
                        "to the transition, median",
                        scale.latencyLinks(),
                        engine.getValueAtPercentile(50) / 1e3,
                        "us",
                        "full scan",
                        scan.getValueAtPercentile(50) / 1e3,
                        Optional.empty()));
        rows.add(
                Row.alone(
                        WORKLOAD,
                        "to the transition, p99 of %,d".formatted(engine.getTotalCount()),
                        scale.latencyLinks(),
                        engine.getValueAtPercentile(99) / 1e3,
                        "us",
                        Aim.below(20)));
        return rows;
    }

    private static Histogram measure(
            Evaluation evaluation, Scale scale, long seed, Consumer<String> progress) {
        Program program = CarePrograms.thousandRules();
        int count = scale.latencyLinks();
        Feed feed = new Feed(program, count);
        Links links = new Links(count, seed);
        links.heal();
        Interpreted engine = Interpreted.engine(program, evaluation, feed);
        Instant now = Course.BEGIN;
        List<Input> first = new ArrayList<>(feed.inputs(links.all(), now));
        for (int link = 0; link < count; link++) {
            first.add(feed.kind(link, link % CarePrograms.KINDS, now));
            first.add(feed.input(new Delta(link, Quality.ERRORS, MANY_ERRORS), now));
        }
        engine.take(first, now);
        RandomGenerator chance = new Chance(seed).stream("latency");
        Histogram warm = new Histogram(3);
        Histogram measured = new Histogram(3);
        long end = System.nanoTime() + scale.patience().toNanos();
        long half = System.nanoTime() + scale.patience().toNanos() / 2;
        while (System.nanoTime() < end) {
            int link = chance.nextInt(count);
            Histogram into = System.nanoTime() < half ? warm : measured;
            for (double loss : new double[] {0.025, 0.0005}) {
                now = now.plusMillis(1);
                List<Input> one = List.of(feed.input(new Delta(link, Quality.LOSS, loss), now));
                List<String> transitions = engine.take(one, now);
                if (transitions.size() != 1) {
                    throw new IllegalStateException("expected one transition: " + transitions);
                }
                into.recordValue(engine.nanos());
                // What the host reports is taken in on its own.
                engine.take(List.of(), now);
            }
            progress.accept("latency, %s: %,d".formatted(evaluation, into.getTotalCount()));
        }
        return measured;
    }
}
