package io.teleon.simulator.cli;

import io.teleon.controller.http.HttpSettings;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.ScenarioRun;
import io.teleon.simulator.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One run of the demo: virtual time goes by at its pace until the end or Ctrl-C, then the accounts
/// are closed.
final class DemoSession {

    private static final Duration SLICE = Duration.ofMillis(500);
    private static final long SHOW_NANOS = 200_000_000L;
    private static final long REFRESH_NANOS = 500_000_000L;
    private static final long LOOK_IN_NANOS = 1_000_000_000L;
    private static final long NAP_MILLIS = 20;
    private static final long SUMMARY_SECONDS = 5;

    private DemoSession() {}

    /// What is left of a run.
    ///
    /// @param story of one action of a program, for a person; empty where none was
    record Played(RunReport report, List<String> story) {}

    /// @param page where to serve the API and the page, if at all
    static Played play(
            ScenarioFiles.Found found,
            Pace pace,
            DemoView view,
            Optional<HttpSettings> page,
            Consumer<String> transcript)
            throws IOException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch over = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> stopAndWait(stop, over), "stop");
        long began = System.nanoTime();
        ScenarioRun run =
                ScenarioRun.of(
                        found,
                        line -> {
                            transcript.accept(line);
                            view.line(line);
                        },
                        System::nanoTime);
        DemoController controller = new DemoController(run.world());
        DemoPlayground playground = new DemoPlayground(run);
        try (DemoPage served = DemoPage.serve(page, controller, playground, run.world(), pace)) {
            served.url().ifPresent(view::served);
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            loop(run, pace, view, controller, playground, stop);
            run.finish();
            return new Played(
                    run.report((System.nanoTime() - began) / 1e9),
                    ActionLines.story(run.world(), Terminal.columns()));
        } finally {
            controller.close();
            view.close();
            over.countDown();
            if (!stop.get()) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        }
    }

    private static void stopAndWait(AtomicBoolean stop, CountDownLatch over) {
        stop.set(true);
        try {
            if (over.await(SUMMARY_SECONDS, TimeUnit.SECONDS)) {
                // The summary is printed right after; the process must not end before.
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void loop(
            ScenarioRun run,
            Pace pace,
            DemoView view,
            DemoController controller,
            DemoPlayground playground,
            AtomicBoolean stop)
            throws InterruptedException {
        World world = run.world();
        long began = System.nanoTime();
        long shown = began;
        long refreshed = began;
        long lookedIn = began;
        boolean more = true;
        while (more && !stop.get()) {
            Duration target = world.time().elapsed().plus(SLICE);
            if (!pace.isMax()) {
                Duration allowed = pace.reachedAfter(System.nanoTime() - began);
                if (allowed.compareTo(world.time().elapsed()) <= 0) {
                    playground.takeTricks();
                    controller.takeQuestions();
                    Thread.sleep(NAP_MILLIS);
                    continue;
                }
                target = allowed.compareTo(target) < 0 ? allowed : target;
            }
            more = run.playUntil(target);
            playground.takeTricks();
            controller.takeQuestions();
            if (System.nanoTime() - shown >= SHOW_NANOS) {
                shown = System.nanoTime();
                controller.show();
            }
            if (System.nanoTime() - lookedIn >= LOOK_IN_NANOS) {
                lookedIn = System.nanoTime();
                controller.showInside();
            }
            if (System.nanoTime() - refreshed >= REFRESH_NANOS) {
                refreshed = System.nanoTime();
                view.refresh(world, pace);
            }
        }
    }
}
