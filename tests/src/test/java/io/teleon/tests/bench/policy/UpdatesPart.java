package io.teleon.tests.bench.policy;

import com.sun.management.ThreadMXBean;
import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Values that change without consequence: how many a second one core takes in, and what it leaves
/// behind for the collector.
final class UpdatesPart {

    private static final int BATCH = 1_000;
    private static final int BATCHES = 200;
    private static final String WORKLOAD = "values wander, nothing comes of it";

    private UpdatesPart() {}

    static List<Row> run(Scale scale, long seed, Consumer<String> progress) {
        List<Row> rows = new ArrayList<>();
        // A network of some size, and one whose facts fit into no cache.
        rows.addAll(run(scale, scale.tasks() / 10, seed, progress));
        rows.addAll(run(scale, scale.tasks(), seed, progress));
        return rows;
    }

    private static List<Row> run(Scale scale, int tasks, long seed, Consumer<String> progress) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Program program = CarePrograms.flat();
        Feed feed = new Feed(program, tasks);
        Links links = new Links(tasks, seed);
        links.heal();
        PolicyEngine engine = PolicyEngine.start(program, Evaluation.WATCHED);
        Instant now = Course.BEGIN;
        engine.step(feed.inputs(links.all(), now), now, Circumstances.NONE);
        long patience = scale.patience().toNanos();
        long nanos = 0;
        long bytes = 0;
        long updates = 0;
        long spent = 0;
        // The first half is for warming up.
        while (spent < patience) {
            progress.accept("updates: %,d measured".formatted(updates));
            List<List<Input>> batches = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                batches.add(
                        List.copyOf(feed.inputs(links.wander(BATCH), now.plusMillis(batch + 1))));
            }
            for (List<Input> batch : batches) {
                now = now.plusMillis(1);
                long bytesBefore = threads.getCurrentThreadAllocatedBytes();
                long begin = System.nanoTime();
                engine.step(batch, now, Circumstances.NONE);
                long took = System.nanoTime() - begin;
                spent += took;
                if (spent > patience / 2) {
                    nanos += took;
                    bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
                    updates += BATCH;
                }
                if (spent > patience) {
                    break;
                }
            }
        }
        return List.of(
                Row.alone(
                        WORKLOAD,
                        "updates a second and core",
                        tasks,
                        updates / (nanos / 1e9),
                        "1/s",
                        Aim.atLeast(1_000_000)),
                // What an epoch itself returns is shared by the thousand updates in it.
                Row.alone(
                        WORKLOAD,
                        "bytes allocated an update",
                        tasks,
                        bytes / (double) updates,
                        "B",
                        Aim.below(1)));
    }
}
