package io.teleon.tests.bench.policy;

import java.util.Optional;
import java.util.OptionalDouble;

/// One number, what it is held against, and what it should be.
///
/// @param tasks how many there are, which is also how many links
/// @param ratio of number and baseline, whichever way round more is better, or as the aim has it
/// @param met empty where there is no aim, or nothing was measured
record Row(
        String workload,
        String measure,
        int tasks,
        OptionalDouble number,
        String unit,
        Optional<String> baseline,
        OptionalDouble baselineNumber,
        OptionalDouble ratio,
        Optional<Aim> aim,
        Optional<Boolean> met) {

    /// A number by itself.
    static Row alone(
            String workload, String measure, int tasks, double number, String unit, Aim aim) {
        return new Row(
                workload,
                measure,
                tasks,
                OptionalDouble.of(number),
                unit,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(aim),
                Optional.of(aim.met(number)));
    }

    /// A number by itself that is only told.
    static Row told(String workload, String measure, int tasks, double number, String unit) {
        return new Row(
                workload,
                measure,
                tasks,
                OptionalDouble.of(number),
                unit,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// How many times less than the baseline it is; 0 of either means that nobody counted.
    static Row less(
            String workload,
            String measure,
            int tasks,
            double number,
            String unit,
            String baseline,
            double baselineNumber,
            Optional<Aim> aim) {
        return against(
                workload,
                measure,
                tasks,
                number,
                unit,
                baseline,
                baselineNumber,
                baselineNumber / number,
                aim);
    }

    /// How many times the baseline it is.
    static Row times(
            String workload,
            String measure,
            int tasks,
            double number,
            String unit,
            String baseline,
            double baselineNumber,
            Optional<Aim> aim) {
        return against(
                workload,
                measure,
                tasks,
                number,
                unit,
                baseline,
                baselineNumber,
                number / baselineNumber,
                aim);
    }

    private static Row against(
            String workload,
            String measure,
            int tasks,
            double number,
            String unit,
            String baseline,
            double baselineNumber,
            double ratio,
            Optional<Aim> aim) {
        boolean known = number > 0 && baselineNumber > 0;
        return new Row(
                workload,
                measure,
                tasks,
                number > 0 ? OptionalDouble.of(number) : OptionalDouble.empty(),
                unit,
                Optional.of(baseline),
                baselineNumber > 0 ? OptionalDouble.of(baselineNumber) : OptionalDouble.empty(),
                known ? OptionalDouble.of(ratio) : OptionalDouble.empty(),
                aim,
                known ? aim.map(a -> a.met(ratio)) : Optional.empty());
    }
}
