package io.teleon.controller.report;

import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.Step;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Everything about one action as plain text for a person: what was done and when, the path of
/// rules and the facts it stood on, the forecast, the guardrails, what the twin said, what changed,
/// how it went, and how to take it back. What there is nothing to say about is left out.
public final class ActionStory {

    private static final String IN = "  ";
    private static final int NARROWEST = 60;
    private static final int MOST_INTENTS = 12;

    private final ActionView action;
    private final Instant now;
    private final NetworkNames names;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private ActionStory(ActionView action, Instant now, NetworkNames names, int width) {
        this.action = action;
        this.now = now;
        this.names = names;
        this.width = Math.max(NARROWEST, width);
    }

    /// @param now the controller's time
    /// @param width of a line in characters, at least 60
    public static List<String> of(ActionView action, Instant now, NetworkNames names, int width) {
        ActionStory story = new ActionStory(action, now, names, width);
        story.tell();
        return List.copyOf(story.lines);
    }

    private void tell() {
        head();
        action.explanation().ifPresent(this::why);
        action.forecast().ifPresent(this::forecast);
        action.explanation().map(Explanation::passed).ifPresent(this::guardrails);
        action.twin().ifPresent(this::twin);
        changes();
        timeline();
        outcome();
    }

    private void head() {
        String title = "ACTION " + action.id() + "  " + action.action() + " " + action.target();
        String state = action.state().name();
        int gap = width - title.length() - state.length();
        lines.add(gap >= 2 ? title + " ".repeat(gap) + state : title + "  " + state);
        lines.add("=".repeat(width));
        row("what", action.action() + "(" + String.join(", ", action.arguments()) + ")");
        row(
                "when",
                Quantities.moment(action.proposedAt())
                        + ", "
                        + Quantities.lasting(Duration.between(action.proposedAt(), now))
                        + " ago");
        row("rule", action.rule());
        if (!action.steps().isEmpty()) {
            row("now", action.state() + ": " + action.steps().getLast().text());
        }
        if (!action.intents().isEmpty()) {
            row(
                    "intents",
                    action.intents().size()
                            + ": "
                            + action.intents().stream()
                                    .limit(MOST_INTENTS)
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", "))
                            + (action.intents().size() > MOST_INTENTS
                                    ? " and " + (action.intents().size() - MOST_INTENTS) + " more"
                                    : ""));
        }
    }

    private void row(String label, String text) {
        paragraph(IN + pad(label, 9), text);
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void paragraph(String lead, String text) {
        lines.addAll(Paragraph.of(lead, names.named(text), width));
    }

    private static String pad(String text, int to) {
        return text + " ".repeat(Math.max(0, to - text.length()));
    }

    private void why(Explanation explanation) {
        section("WHY");
        paragraph(IN + pad("task", 9), explanation.task().toString());
        int level = 0;
        for (Explanation.Firing firing : explanation.path()) {
            level++;
            String arguments =
                    firing.arguments().stream()
                            .map(Value::shown)
                            .collect(Collectors.joining(", ", "(", ")"));
            lines.add("");
            paragraph(IN + level + "  ", firing.procedure() + arguments);
            paragraph(
                    IN + "   rule ",
                    firing.label() + ", firing " + firing.number() + bound(firing));
            firing.because().forEach(this::literal);
        }
    }

    private static String bound(Explanation.Firing firing) {
        return firing.binding().isEmpty()
                ? ""
                : firing.binding().entrySet().stream()
                        .map(e -> e.getKey() + " = " + e.getValue().shown())
                        .collect(Collectors.joining(", ", ", with ", ""));
    }

    private void literal(Explanation.Literal literal) {
        String truth =
                switch (literal.truth()) {
                    case 'T' -> "true";
                    case 'F' -> "false";
                    default -> "unknown";
                };
        paragraph(IN + "   " + pad(truth, 9), literal.text());
        List<Explanation.Reading> facts = literal.facts();
        int value = longest(facts.stream().map(Explanation.Reading::value).toList());
        int age = longest(facts.stream().map(ActionStory::age).toList());
        for (Explanation.Reading fact : facts) {
            // The fact last: its name may be as long as a path.
            paragraph(
                    IN
                            + "            . "
                            + pad(fact.value(), value)
                            + "  "
                            + pad(age(fact), age)
                            + "  ",
                    fact.fact() + source(fact));
        }
    }

    private static String age(Explanation.Reading fact) {
        return fact.ageMillis() < 0
                ? "never observed"
                : Quantities.lasting(Duration.ofMillis(fact.ageMillis())) + " old";
    }

    private static String source(Explanation.Reading fact) {
        return fact.source().isEmpty() ? "" : ", by " + fact.source();
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private void forecast(Foreseen foreseen) {
        section("FORECAST");
        paragraph(
                IN,
                foreseen.fact()
                        + " in "
                        + Quantities.lasting(foreseen.horizon())
                        + ", foreseen at "
                        + Quantities.clock(foreseen.at())
                        + " by "
                        + foreseen.model()
                        + ", skill "
                        + (Double.isFinite(foreseen.skill())
                                ? String.format(Locale.ROOT, "%.2f", foreseen.skill())
                                : "unknown")
                        + " over the naive baselines");
        lines.add("");
        quantile(foreseen, "p10", foreseen.p10());
        quantile(foreseen, "p50", foreseen.p50());
        quantile(foreseen, "p90", foreseen.p90());
        if (Double.isFinite(foreseen.capacity())) {
            lines.add(IN + pad("capacity", 10) + amount(foreseen, foreseen.capacity()));
            lines.add("");
            lines.add(IN + RangeBar.of(foreseen, width - IN.length()));
        }
    }

    private void quantile(Foreseen foreseen, String label, double value) {
        boolean comparable = foreseen.capacity() > 0 && Double.isFinite(value);
        String share =
                comparable
                        ? String.format(Locale.ROOT, "%4.0f %%", 100 * value / foreseen.capacity())
                        : "";
        lines.add((IN + pad(label, 10) + pad(amount(foreseen, value), 14) + share).stripTrailing());
    }

    private static String amount(Foreseen foreseen, double value) {
        return Quantities.amount(foreseen.fact(), value);
    }

    private void guardrails(List<String> passed) {
        if (!passed.isEmpty()) {
            section("GUARDRAILS AND SETTINGS THAT LET IT PASS");
            passed.forEach(text -> paragraph(IN + "- ", text));
        }
    }

    private void twin(ActionView.TwinView twin) {
        section("REHEARSED ON THE TWIN");
        paragraph(IN + pad(twin.verdict(), 11) + " ", twin.summary());
        if (!twin.ranked().isEmpty()) {
            lines.add("");
            lines.add(IN + "candidates, best first");
            int rank = 0;
            for (String candidate : twin.ranked()) {
                rank++;
                paragraph(String.format(Locale.ROOT, "%s%2d  ", IN, rank), candidate);
            }
        }
    }

    private void changes() {
        if (!action.diff().isEmpty()) {
            section("WHAT IT CHANGES");
            action.diff().forEach(text -> paragraph(IN, text));
        }
    }

    private void timeline() {
        section("WHAT HAPPENED");
        Instant before = action.proposedAt();
        boolean first = true;
        for (Step step : action.steps()) {
            String after = "+" + Quantities.lasting(Duration.between(before, step.at()));
            String lead =
                    IN
                            + Quantities.clock(step.at())
                            + String.format(Locale.ROOT, "%12s  ", first ? "" : after)
                            + pad(step.state().name(), 12);
            paragraph(lead, step.text());
            before = step.at();
            first = false;
        }
    }

    private void outcome() {
        section("OUTCOME");
        paragraph(IN, action.outcome() + ": " + standing());
        if (action.state().holdsNetwork() && action.state() != ActionState.UNDOING) {
            paragraph(IN, "To take it back: teleon action undo " + action.id());
        }
    }

    private String standing() {
        return switch (action.state()) {
            case SUGGESTED ->
                    "nothing was done, for autonomy allows no more than to say so. To let it act:"
                            + " teleon autonomy set "
                            + action.action()
                            + " auto";
            case PROPOSED, REHEARSING -> "nothing is done in the network yet.";
            case REFUSED -> "nothing was done in the network.";
            case INSTALLING -> "switches are being told; its undo is armed.";
            case ACTIVE -> "it is in force; what it promised is still to be measured.";
            case CONFIRMED -> "it is in force, and what it promised was measured.";
            case ENDING -> "it is no longer needed and being released.";
            case ENDED -> "it is over, and nothing of it is left in the network.";
            case UNDOING -> "it is being taken back.";
            case UNDONE -> "it was taken back, and nothing of it is left in the network.";
            case FAILED -> "it could not be carried out, and nothing of it is left.";
        };
    }
}
