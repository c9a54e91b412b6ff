package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Goal.Measure;
import io.teleon.models.intent.Validity;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/// The goals of intents as JSON or YAML.
public final class GoalForm {

    private static final double MAX_DELAY_MICROS = 60e6;

    private GoalForm() {}

    static Goal read(RequestFields fields) {
        fields.requireOnly("measure", "below", "validity");
        Measure measure = fields.value("measure", GoalForm::measure);
        double below =
                fields.number("below", 0, measure.isDelay() ? MAX_DELAY_MICROS : 1)
                        .orElseThrow(() ->
                                Problem.invalid("field '" + fields.within() + "below' is missing"));
        return new Goal(measure, below, fields.object("validity").map(GoalForm::validity));
    }

    private static Validity validity(RequestFields fields) {
        fields.requireOnly("days", "from", "to", "zone");
        List<DayOfWeek> days = fields.values("days", Validity::day);
        LocalTime from = fields.value("from", Validity::time);
        LocalTime to = fields.value("to", Validity::time);
        ZoneId zone = fields.optionalValue("zone", Validity::zone).orElse(ZoneOffset.UTC);
        return new Validity(days.isEmpty() ? List.of(DayOfWeek.values()) : days, from, to, zone);
    }

    /// Writes the form that is read.
    public static void write(ObjectNode node, Goal goal) {
        node.put("measure", word(goal.measure()));
        node.put("below", goal.below());
        goal.validity()
                .ifPresentOrElse(
                        validity -> {
                            ObjectNode times = node.putObject("validity");
                            ArrayNode days = times.putArray("days");
                            validity.days().forEach(day -> days.add(Validity.word(day)));
                            times.put("from", validity.from().toString());
                            times.put("to", validity.to().toString());
                            times.put("zone", validity.zone().toString());
                        },
                        () -> node.putNull("validity"));
    }

    private static String word(Measure measure) {
        return switch (measure) {
            case DELAY_P50 -> "delay-p50-micros";
            case DELAY_P95 -> "delay-p95-micros";
            case DELAY_P99 -> "delay-p99-micros";
            case LOSS -> "loss";
        };
    }

    private static Measure measure(String text) {
        return Arrays.stream(Measure.values())
                .filter(measure -> word(measure).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is none of "
                                        + Arrays.stream(Measure.values())
                                                .map(GoalForm::word)
                                                .toList()));
    }
}
