package io.teleon.tests.bench.policy;

import java.time.Duration;
import java.util.List;

/// How much is measured.
///
/// @param tasks of the engine's own rows; one a link
/// @param referenceTasks sizes for the reference interpreter, whose epoch takes time that grows
///   with the square of the tasks
/// @param droolsTasks the same for Drools
/// @param warmUp epochs before measured ones
/// @param scans epochs of what looks at everything, as many again to warm up
/// @param patience the longest that one number is measured for
record Scale(
        int tasks,
        List<Integer> referenceTasks,
        List<Integer> droolsTasks,
        int latencyLinks,
        int warmUp,
        int epochs,
        int scans,
        Duration patience) {

    static final Scale FULL =
            new Scale(
                    100_000,
                    List.of(1_000, 4_000),
                    List.of(10_000, 100_000),
                    1_000,
                    100,
                    100,
                    5,
                    Duration.ofSeconds(10));

    static final Scale QUICK =
            new Scale(2_000, List.of(500), List.of(2_000), 250, 10, 20, 5, Duration.ofSeconds(1));

    Scale withTasks(int number) {
        return new Scale(
                number,
                referenceTasks,
                List.of(number),
                latencyLinks,
                warmUp,
                epochs,
                scans,
                patience);
    }

    Scale withReference(int number) {
        return new Scale(
                tasks, List.of(number), droolsTasks, latencyLinks, warmUp, epochs, scans, patience);
    }
}
