package io.teleon.controller.autonomy;

import io.teleon.controller.act.Actions;
import io.teleon.controller.report.AutonomyView.Question;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What programs have asked people and nobody has answered. A question ends when it is answered,
/// its time is over, or its program wants no answer any more; so there are no more than actions
/// that wait for a yes. Owned by the control loop's thread.
final class Questions {

    private final Map<Long, Question> open = new TreeMap<>();

    /// Those of an earlier life, which keep their numbers.
    void restore(List<Question> past) {
        past.forEach(question -> open.put(question.number(), question));
    }

    Question asked(Output.ApprovalAsked asked) {
        Question question =
                new Question(
                        asked.approval(),
                        asked.role(),
                        asked.until(),
                        asked.instance().action().local()
                                + asked.arguments().stream()
                                        .map(Value::shown)
                                        .collect(Collectors.joining(", ", "(", ")")),
                        Actions.rule(asked.explanation()),
                        asked.reason());
        open.put(question.number(), question);
        return question;
    }

    /// Takes one away, for it is answered or of no interest any more.
    ///
    /// @return whether it was there
    boolean close(long number) {
        return open.remove(number) != null;
    }

    /// Ends those whose time is over.
    ///
    /// @return them, oldest first
    List<Question> expire(Instant now) {
        List<Question> over =
                open.values().stream().filter(question -> !question.until().isAfter(now)).toList();
        over.forEach(question -> open.remove(question.number()));
        return over;
    }

    /// Takes one away that its program wants no answer to any more, if it is still open.
    Optional<Question> withdrawn(long number) {
        return Optional.ofNullable(open.remove(number));
    }

    /// What whoever is asked is told.
    static String text(Question question) {
        return "may "
                + question.action()
                + " be done? ("
                + question.reason()
                + ") Answer by "
                + question.until()
                + ": teleon autonomy approve "
                + question.number()
                + ", or deny "
                + question.number();
    }

    /// Those that still wait, oldest first.
    List<Question> waiting(Instant now) {
        return open.values().stream().filter(q -> q.until().isAfter(now)).toList();
    }

    List<Question> all() {
        return List.copyOf(open.values());
    }

    List<Long> numbers() {
        return List.copyOf(open.keySet());
    }
}
