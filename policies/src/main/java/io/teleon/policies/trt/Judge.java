package io.teleon.policies.trt;

import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.Transition;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.trace.LogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Holds what came to pass against what was expected.
final class Judge {

    private static final int MOST_LINES = 12;

    private final Phrases phrases;
    private final Timeline timeline;
    private final Findings findings;

    Judge(Phrases phrases, Timeline timeline, Findings findings) {
        this.phrases = phrases;
        this.timeline = timeline;
        this.findings = findings;
    }

    List<TestReport.Failure> failures(List<TestFile.Expectation> expectations) {
        List<TestReport.Failure> failures = new ArrayList<>();
        for (TestFile.Expectation expectation : expectations) {
            for (TestFile.Claim claim : expectation.claims()) {
                if (!holds(expectation, claim)) {
                    failures.add(failure(expectation, claim));
                }
            }
        }
        return failures;
    }

    private TestReport.Failure failure(TestFile.Expectation expectation, TestFile.Claim claim) {
        String time =
                expectation.from().equals(expectation.to())
                        ? "at " + seconds(expectation.from())
                        : "from %s to %s"
                                .formatted(seconds(expectation.from()), seconds(expectation.to()));
        String expected =
                "%s%s%s %s"
                        .formatted(
                                claim.denied() ? "no " : "",
                                claim.kind(),
                                claim.words().map(words -> " " + words.text()).orElse(""),
                                time);
        List<String> found = new ArrayList<>();
        for (Timeline.Moment moment : timeline.between(expectation.from(), expectation.to())) {
            for (Output output : moment.outputs()) {
                found.add(seconds(moment.at()) + "  " + LogWriter.output(output));
            }
        }
        if (found.size() > MOST_LINES) {
            int more = found.size() - MOST_LINES;
            found = new ArrayList<>(found.subList(0, MOST_LINES));
            found.add("and " + more + " more");
        }
        List<Timeline.Moment> states = timeline.states(expectation.from(), expectation.to());
        if (!states.isEmpty()) {
            StringBuilder firing = new StringBuilder("firing then:");
            states.getLast().firing().forEach(fired -> firing.append(' ').append(text(fired)));
            found.add(firing.toString());
        }
        return new TestReport.Failure(claim.span(), expected, found);
    }

    private static String text(Timeline.Fired fired) {
        return fired.arguments().stream()
                        .map(value -> value.shown())
                        .collect(
                                java.util.stream.Collectors.joining(
                                        ", ", fired.procedure().local() + "(", ")"))
                + "."
                + fired.label();
    }

    private static String seconds(java.time.Duration at) {
        double seconds = at.toNanos() / 1e9;
        return seconds == Math.rint(seconds) ? (long) seconds + "s" : seconds + "s";
    }

    private boolean holds(TestFile.Expectation expectation, TestFile.Claim claim) {
        return switch (claim.kind()) {
            case "firing" -> inState(expectation, claim, fired(claim).orElse(_ -> claim.denied()));
            case "running" -> {
                Optional<Phrases.Pattern> pattern = action(claim);
                yield pattern.isEmpty()
                        || inState(
                                expectation,
                                claim,
                                moment ->
                                        moment.inForce().stream()
                                                .anyMatch(a ->
                                                        a.instance()
                                                                        .action()
                                                                        .equals(
                                                                                pattern.get()
                                                                                        .name())
                                                                && pattern.get()
                                                                        .fits(a.arguments())));
            }
            case "holds" ->
                    inState(expectation, claim, moment -> moment.holding().contains(claim.span()));
            case "other" -> others(expectation).isEmpty();
            default -> outputs(expectation).anyMatch(output -> is(output, claim)) != claim.denied();
        };
    }

    /// A state must be there all the time, or at some time; what is denied must never be.
    private boolean inState(
            TestFile.Expectation expectation,
            TestFile.Claim claim,
            Predicate<Timeline.Moment> state) {
        List<Timeline.Moment> states = timeline.states(expectation.from(), expectation.to());
        if (claim.denied()) {
            return states.stream().noneMatch(state);
        }
        return expectation.always()
                ? !states.isEmpty() && states.stream().allMatch(state)
                : states.stream().anyMatch(state);
    }

    private Stream<Output> outputs(TestFile.Expectation expectation) {
        return timeline.between(expectation.from(), expectation.to()).stream()
                .flatMap(moment -> moment.outputs().stream());
    }

    /// Transitions that no claim of the expectation is about.
    private List<Output> others(TestFile.Expectation expectation) {
        return outputs(expectation)
                .filter(Transition.class::isInstance)
                .filter(output ->
                        expectation.claims().stream()
                                .filter(claim -> !claim.kind().equals("other") && !claim.denied())
                                .noneMatch(claim -> is(output, claim)))
                .toList();
    }

    private boolean is(Output output, TestFile.Claim claim) {
        String words = claim.words().map(TestFile.Words::text).orElse("");
        return switch (output) {
            case Transition t ->
                    switch (claim.kind()) {
                        case "transitions" -> true;
                        case "started" -> t.kind() == Transition.Kind.START && fits(claim, t);
                        case "stopped" -> t.kind() == Transition.Kind.STOP && fits(claim, t);
                        case "modified" -> t.kind() == Transition.Kind.MODIFY && fits(claim, t);
                        default -> false;
                    };
            case Output.Suggested s ->
                    claim.kind().equals("suggested") && fits(claim, s.instance(), s.arguments());
            case Output.ActionFailed f ->
                    claim.kind().equals("failed")
                            && action(claim)
                                    .map(p -> p.name().equals(f.instance().action()))
                                    .orElse(false);
            case Output.ApprovalAsked a -> claim.kind().equals("asked") && a.role().equals(words);
            case Output.Notified n -> claim.kind().equals("notified") && n.topic().equals(words);
            case Output.Alert _ -> claim.kind().equals("alert");
            case Output.ApprovalVoid _,
                    Output.EffectSeen _,
                    Output.TaskChanged _,
                    Output.Rejected _ ->
                    false;
        };
    }

    private boolean fits(TestFile.Claim claim, Transition transition) {
        return fits(claim, transition.instance(), transition.arguments());
    }

    private boolean fits(
            TestFile.Claim claim,
            InstanceId instance,
            List<io.teleon.policies.program.Value> arguments) {
        return action(claim)
                .map(pattern -> pattern.name().equals(instance.action()) && pattern.fits(arguments))
                .orElse(false);
    }

    private Optional<Phrases.Pattern> action(TestFile.Claim claim) {
        return claim.words().flatMap(words -> told(words, phrases.action(words.text())));
    }

    private <T> Optional<T> told(TestFile.Words words, Phrases.Phrase<T> phrase) {
        if (phrase.meaning().isEmpty()) {
            for (Diagnostic problem : phrase.diagnostics()) {
                findings.add(
                        Diagnostic.error(problem.code(), words.span(), problem.message())
                                .help(problem.help()));
            }
        }
        return phrase.meaning();
    }

    private Optional<Predicate<Timeline.Moment>> fired(TestFile.Claim claim) {
        TestFile.Words words = claim.words().orElseThrow();
        int dot = words.text().lastIndexOf('.');
        String label = words.text().substring(dot + 1).strip();
        return told(words, phrases.procedure(words.text().substring(0, dot)))
                .map(pattern ->
                        moment ->
                                moment.firing().stream()
                                        .anyMatch(f ->
                                                f.procedure().equals(pattern.name())
                                                        && f.label().equals(label)
                                                        && pattern.fits(f.arguments())));
    }
}
