package io.teleon.tests.bench.policy;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.program.Program;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Tasks of which nothing changes. The engine is asked when it said it wants to be, and held
/// against one that looks at everything ten times a second.
final class IdlePart {

    private static final Duration TICK = Duration.ofMillis(100);

    private IdlePart() {}

    static List<Row> run(Scale scale, long seed, Consumer<String> progress) {
        progress.accept("idle");
        Program program = CarePrograms.flat();
        Interpreted engine = loaded(program, Evaluation.WATCHED, scale.tasks(), seed);
        Interpreted ticking = loaded(program, Evaluation.FULL_SCAN, scale.tasks(), seed);
        double ticked = share(ticking, scale.patience(), Optional.of(TICK));
        double idle = share(engine, scale.patience(), Optional.empty());
        String workload = "nothing changes for " + scale.patience().toSeconds() + " s";
        return List.of(
                Row.told(workload, "CPU of a full scan at 10 Hz", scale.tasks(), 100 * ticked, "%"),
                Row.alone(
                        workload,
                        "CPU, asked when it wants",
                        scale.tasks(),
                        100 * idle,
                        "%",
                        Aim.below(0.1)));
    }

    /// An engine a minute later: what began to be true has been so for long enough.
    private static Interpreted loaded(
            Program program, Evaluation evaluation, int tasks, long seed) {
        Interpreted engine = Interpreted.engine(program, evaluation, new Feed(program, tasks));
        engine.step(new Links(tasks, seed).all(), Course.BEGIN);
        for (int seconds = 1; seconds <= 60; seconds += 20) {
            engine.take(List.of(), Course.BEGIN.plusSeconds(seconds));
        }
        return engine;
    }

    /// Of one core, by this thread.
    private static double share(Interpreted engine, Duration patience, Optional<Duration> tick) {
        var threads = ManagementFactory.getThreadMXBean();
        Instant start = Course.BEGIN.plusSeconds(100);
        engine.take(List.of(), start);
        long begin = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        Instant end = start.plus(patience);
        Instant now = start;
        while (now.isBefore(end)) {
            Instant last = now;
            Instant wanted = tick.map(last::plus).or(engine::next).filter(end::isAfter).orElse(end);
            while (now.isBefore(wanted)) {
                LockSupport.parkNanos(Duration.between(now, wanted).toNanos());
                now = start.plusNanos(System.nanoTime() - begin);
            }
            if (now.isBefore(end)) {
                engine.take(List.of(), now);
                now = start.plusNanos(System.nanoTime() - begin);
            }
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / (double) (System.nanoTime() - begin);
    }
}
