package io.teleon.policies.random;

import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import io.teleon.policies.reference.Interpreter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Two interpreters of one program, fed with the same log.
final class Duel {

    /// Where they departed from each other.
    ///
    /// @param log all steps up to the one that differs
    record Difference(Program program, List<Logs.Step> log, List<String> left, List<String> right) {

        String text() {
            StringBuilder text = new StringBuilder(Dump.of(program));
            for (Logs.Step step : log) {
                text.append("step ")
                        .append(java.time.Duration.between(Logs.BEGIN, step.now()).toMillis())
                        .append(" ms\n");
                step.inputs()
                        .forEach(input -> text.append("  ").append(Dump.of(input)).append('\n'));
            }
            text.append("left:\n");
            left.forEach(line -> text.append("  ").append(line).append('\n'));
            text.append("right:\n");
            right.forEach(line -> text.append("  ").append(line).append('\n'));
            return text.toString();
        }
    }

    private final Function<Program, Interpreter> left;
    private final Function<Program, Interpreter> right;

    Duel(Function<Program, Interpreter> left, Function<Program, Interpreter> right) {
        this.left = left;
        this.right = right;
    }

    /// With a host that answers what the left one says.
    Optional<Difference> fight(long seed, int size, int epochs) {
        Program program = Programs.random(seed, size);
        return fight(program, new Logs(program, seed ^ 0x5eed), epochs);
    }

    Optional<Difference> fight(Program program, Logs logs, int epochs) {
        Interpreter one = left.apply(program);
        Interpreter other = right.apply(program);
        List<Logs.Step> log = new ArrayList<>();
        Optional<Instant> wanted = Optional.empty();
        for (int i = 0; i < epochs; i++) {
            Logs.Step step = logs.next(wanted);
            log.add(step);
            Epoch epoch = one.step(step.inputs(), step.now(), Logs.HOST);
            wanted = epoch.next();
            List<String> mine = Lines.of(epoch.outputs());
            List<String> theirs = lines(other, step);
            if (!mine.equals(theirs)) {
                return Optional.of(new Difference(program, log, mine, theirs));
            }
            logs.hear(epoch.outputs());
        }
        return Optional.empty();
    }

    private static List<String> lines(Interpreter interpreter, Logs.Step step) {
        try {
            return Lines.of(interpreter.step(step.inputs(), step.now(), Logs.HOST).outputs());
        } catch (RuntimeException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace, true));
            return List.of(trace.toString());
        }
    }

    private Optional<Difference> replay(Program program, List<Logs.Step> log) {
        Interpreter one = left.apply(program);
        Interpreter other = right.apply(program);
        for (int i = 0; i < log.size(); i++) {
            List<String> mine = lines(one, log.get(i));
            List<String> theirs = lines(other, log.get(i));
            if (!mine.equals(theirs)) {
                return Optional.of(new Difference(program, log.subList(0, i + 1), mine, theirs));
            }
        }
        return Optional.empty();
    }

    /// A smaller log that they differ about: steps and inputs left out while they still do.
    Difference shrink(Difference difference) {
        Difference best = difference;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = best.log().size() - 1; i >= 0; i--) {
                if (i >= best.log().size()) {
                    continue;
                }
                List<Logs.Step> fewer = new ArrayList<>(best.log());
                Logs.Step step = fewer.remove(i);
                Optional<Difference> still = replay(best.program(), fewer);
                if (still.isPresent()) {
                    best = still.get();
                    smaller = true;
                    continue;
                }
                for (int j = step.inputs().size() - 1; j >= 0; j--) {
                    if (i >= best.log().size() || j >= best.log().get(i).inputs().size()) {
                        continue;
                    }
                    List<Input> inputs = new ArrayList<>(best.log().get(i).inputs());
                    inputs.remove(j);
                    List<Logs.Step> less = new ArrayList<>(best.log());
                    less.set(i, new Logs.Step(best.log().get(i).now(), inputs));
                    Optional<Difference> again = replay(best.program(), less);
                    if (again.isPresent()) {
                        best = again.get();
                        smaller = true;
                    }
                }
            }
        }
        return best;
    }
}
