package io.teleon.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Gives an agent its thread and the machine's clock.
final class AgentRunner {

    /// How long the last reports may take.
    static final Duration LAST_REPORT = Duration.ofSeconds(3);

    private final Agent agent;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<AgentEvent> diary;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    AgentRunner(Agent agent, Duration interval, InstantSource clock, Consumer<AgentEvent> diary) {
        this.agent = agent;
        this.interval = interval;
        this.clock = clock;
        this.diary = diary;
    }

    /// Measures and reports until [#stop] is called from another thread, then reports what waits.
    void run() throws InterruptedException {
        try {
            while (!stop.await(untilNextStep().toNanos(), TimeUnit.NANOSECONDS)) {
                agent.step(clock.instant()).forEach(diary);
            }
            report();
        } finally {
            stopped.countDown();
        }
    }

    /// Measures and reports once.
    void runOnce() throws InterruptedException {
        agent.sample(clock.instant()).forEach(diary);
        report();
    }

    /// Ends [#run] and waits until it has, within a bounded time.
    void stop() {
        stop.countDown();
        try {
            // Its last report is bounded; if it hangs all the same, it is left behind.
            boolean _ = stopped.await(LAST_REPORT.toNanos() * 2, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// At most an interval, so that a clock that is set back does not stop the measuring.
    private Duration untilNextStep() {
        Duration left = Duration.between(clock.instant(), agent.nextStep());
        return left.compareTo(interval) > 0 ? interval : left;
    }

    private void report() throws InterruptedException {
        Instant deadline = clock.instant().plus(LAST_REPORT);
        agent.flush(clock.instant()).forEach(diary);
        while (agent.underWay().isPresent()) {
            Duration left = Duration.between(clock.instant(), deadline);
            try {
                agent.underWay().get().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return;
            } catch (ExecutionException e) {
                // The agent looks at the outcome itself.
            }
            agent.flush(clock.instant()).forEach(diary);
            if (agent.isControllerAway()) {
                return;
            }
        }
    }
}
