package io.teleon.tests.bench.policy;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.program.Program;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What a task of two procedures of eight rules takes of the heap: the difference to an engine that
/// was told the same and has no tasks.
final class MemoryPart {

    private static final String WORKLOAD = "tasks two procedures deep";

    private MemoryPart() {}

    static List<Row> run(Scale scale, long seed, Consumer<String> progress) {
        int tasks = scale.tasks();
        double facts = (double) tasks * Quality.values().length;
        // Once for what is loaded and remembered the first time.
        heapOf(CarePrograms.deep(), 1, seed);
        progress.accept("memory of facts");
        long without = heapOf(CarePrograms.deepWithoutTasks(), tasks, seed);
        progress.accept("memory of tasks");
        long with = heapOf(CarePrograms.deep(), tasks, seed);
        return List.of(
                Row.told(WORKLOAD, "heap a fact", tasks, without / facts, "B"),
                Row.alone(
                        WORKLOAD,
                        "heap a task, without its facts",
                        tasks,
                        (with - without) / (double) tasks,
                        "B",
                        Aim.atMost(2048)));
    }

    private static long heapOf(Program program, int links, long seed) {
        long before = used();
        PolicyEngine engine = loaded(program, links, seed);
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(engine);
        }
    }

    private static PolicyEngine loaded(Program program, int links, long seed) {
        PolicyEngine engine = PolicyEngine.start(program, Evaluation.WATCHED);
        Instant now = Course.BEGIN;
        Feed feed = new Feed(program, links);
        engine.step(feed.inputs(new Links(links, seed).all(), now), now, Circumstances.NONE);
        // What an epoch leaves behind for the next one is not what a task takes.
        engine.step(List.of(), now.plusSeconds(1), Circumstances.NONE);
        return engine;
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least =
                    Math.min(
                            least,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
