package io.teleon.tests.bench.policy;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.program.Program;
import io.teleon.tests.bench.policy.Course.Change;
import io.teleon.tests.bench.policy.Course.Run;
import io.teleon.tests.bench.policy.DroolsCare.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Looking again at what a change concerns, against looking at everything: by the engine itself, by
/// the reference interpreter, and by Drools.
final class ChangesPart {

    private static final Aim FEWER = Aim.atLeast(25);
    private static final Aim FASTER = Aim.atLeast(10);
    private static final Aim OVERHEAD = Aim.atMost(1.15);
    private static final Aim THROUGHPUT = Aim.atLeast(3);

    private final Scale scale;
    private final long seed;
    private final Consumer<String> progress;
    private final Program program = CarePrograms.flat();
    private final List<Row> rows = new ArrayList<>();

    ChangesPart(Scale scale, long seed, Consumer<String> progress) {
        this.scale = scale;
        this.seed = seed;
        this.progress = progress;
    }

    /// Against the engine's own full scan.
    List<Row> scans() {
        for (Change change : List.of(Change.REPORTS, Change.SCATTERED)) {
            Run watched = engine(change, scale.tasks(), scale.warmUp(), scale.epochs());
            Run scan = fullScan(change);
            compare(change, scale.tasks(), watched, "full scan", scan);
        }
        Change all = Change.EVERYTHING;
        // Two of each in turn, of which the faster counts: what the first of them compiles is not
        // to
        // the credit of the second.
        Run watched = engine(all, scale.tasks(), scale.scans(), scale.scans());
        Run scan = fullScan(all);
        watched = faster(watched, engine(all, scale.tasks(), scale.scans(), scale.scans()));
        scan = faster(scan, fullScan(all));
        rows.add(
                Row.times(
                        all.text(),
                        "time of an epoch",
                        scale.tasks(),
                        watched.millis(),
                        "ms",
                        "full scan",
                        scan.millis(),
                        Optional.of(OVERHEAD)));
        same(all, scale.tasks(), watched, "full scan", scan);
        return rows;
    }

    private static Run faster(Run one, Run other) {
        return one.millis() <= other.millis() ? one : other;
    }

    /// Against the reference interpreter.
    List<Row> reference() {
        for (int tasks : scale.referenceTasks()) {
            for (Change change : List.of(Change.REPORTS, Change.SCATTERED)) {
                Run watched = engine(change, tasks, scale.warmUp(), scale.epochs());
                Run reference =
                        run(
                                change,
                                tasks,
                                scale.scans(),
                                scale.scans(),
                                "reference",
                                Interpreted.reference(program, new Feed(program, tasks)));
                compare(change, tasks, watched, "reference", reference);
            }
        }
        return rows;
    }

    /// Against Drools, in both encodings.
    List<Row> drools() {
        for (int tasks : scale.droolsTasks()) {
            for (Change change : List.of(Change.REPORTS, Change.SCATTERED)) {
                Run watched = engine(change, tasks, scale.warmUp(), scale.epochs());
                for (Encoding encoding : Encoding.values()) {
                    drools(change, tasks, watched, encoding);
                }
            }
        }
        for (Encoding encoding : Encoding.values()) {
            rows.add(
                    Row.less(
                            "the same rule base",
                            "lines",
                            1,
                            Resources.lines(Resources.text("care.tr")),
                            "lines",
                            name(encoding),
                            Resources.lines(encoding.text()),
                            Optional.empty()));
        }
        return rows;
    }

    private void drools(Change change, int tasks, Run watched, Encoding encoding) {
        String name = name(encoding);
        Run drools;
        try (DroolsCare rival = new DroolsCare(encoding, tasks)) {
            drools = run(change, tasks, scale.warmUp(), scale.epochs(), name, rival);
        }
        rows.add(
                Row.times(
                        change.text(),
                        "updates a second",
                        tasks,
                        watched.deltasPerSecond(),
                        "1/s",
                        name,
                        drools.deltasPerSecond(),
                        Optional.of(THROUGHPUT)));
        same(change, tasks, watched, name, drools);
    }

    private static String name(Encoding encoding) {
        return "Drools, " + encoding.name().toLowerCase(Locale.ROOT);
    }

    private void compare(Change change, int tasks, Run watched, String baseline, Run scan) {
        rows.add(
                Row.less(
                        change.text(),
                        "guard evaluations an epoch",
                        tasks,
                        watched.guardEvaluations(),
                        "",
                        baseline,
                        scan.guardEvaluations(),
                        Optional.of(FEWER)));
        rows.add(
                Row.less(
                        change.text(),
                        "time of an epoch",
                        tasks,
                        watched.millis(),
                        "ms",
                        baseline,
                        scan.millis(),
                        Optional.of(FASTER)));
        same(change, tasks, watched, baseline, scan);
    }

    private void same(Change change, int tasks, Run watched, String baseline, Run other) {
        int epochs = Math.min(watched.transitions().size(), other.transitions().size());
        int different = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (!watched.transitions().get(epoch).equals(other.transitions().get(epoch))) {
                different++;
            }
        }
        rows.add(
                Row.alone(
                        change.text(),
                        "epochs of %d that differ from %s".formatted(epochs, baseline),
                        tasks,
                        different,
                        "",
                        Aim.atMost(0)));
    }

    private Run engine(Change change, int tasks, int warmUp, int epochs) {
        return run(
                change,
                tasks,
                warmUp,
                epochs,
                "engine",
                Interpreted.engine(program, Evaluation.WATCHED, new Feed(program, tasks)));
    }

    private Run fullScan(Change change) {
        return run(
                change,
                scale.tasks(),
                scale.scans(),
                scale.scans(),
                "full scan",
                Interpreted.engine(
                        program, Evaluation.FULL_SCAN, new Feed(program, scale.tasks())));
    }

    private Run run(
            Change change, int tasks, int warmUp, int epochs, String who, Contender contender) {
        return new Course(tasks, change, Links.TURNS, seed, warmUp, epochs)
                .run(
                        contender,
                        text ->
                                progress.accept(
                                        "%s, %,d tasks, %s: %s"
                                                .formatted(who, tasks, change.text(), text)));
    }
}
