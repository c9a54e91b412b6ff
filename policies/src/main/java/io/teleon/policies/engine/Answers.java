package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What predicates answered: kept as long as somebody rests on it, and answered again only when
/// something it was made of has changed. Those who asked hear of it only if the answer did change.
///
/// Predicates are answered again in the order of their strata, so none is asked while something
/// below it waits. Those that ask one another are one group, answered as a whole: the least
/// fixpoint (SEMANTICS 2.3).
final class Answers {

    private static final int MOST_OF_A_GROUP = 100_000;

    /// A predicate with arguments.
    record Question(Name predicate, List<Value> arguments) {}

    /// What is kept of one question, or of a group as a whole.
    private abstract static class Kept extends Reader {
        /// In which epoch it was answered, where each answers anew.
        long epoch;

        @Nullable TaskFault fault;

        Kept(Agenda agenda) {
            super(agenda);
        }
    }

    private final class Answer extends Kept {
        final Question question;
        Truth truth = Truth.UNKNOWN;

        Answer(Question question) {
            super(agenda(strata.of(question.predicate())));
            this.question = question;
        }

        @Override
        void unwatched() {
            unused.add(this);
        }
    }

    /// One question of a group.
    private final class Member extends Source {
        final Group group;
        Truth truth;

        /// In which epoch it was asked last: whoever did may not watch it yet.
        long asked;

        Member(Group group, Truth truth) {
            this.group = group;
            this.truth = truth;
        }

        @Override
        void unwatched() {
            unused.add(group);
        }
    }

    private final class Group extends Kept {
        Map<Question, Member> members = new LinkedHashMap<>();

        /// While it is being answered: what has been found so far.
        @Nullable Map<Question, Truth> open;

        Group(int stratum) {
            super(agenda(stratum));
        }

        boolean isAsked() {
            return members.values().stream().anyMatch(this::isAsked);
        }

        boolean isAsked(Member member) {
            return member.isWatched() || member.asked == Answers.this.epoch;
        }
    }

    private final Evaluator evaluator;
    private final Watching watching;
    private final Map<Name, Declaration.Predicate> predicates;
    private final Strata strata;
    private final List<List<Reader>> agendas = new ArrayList<>();
    private final List<Reader.Agenda> queues = new ArrayList<>();

    /// Whether anything waits in one of these.
    private boolean someWait;

    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<Integer, Group> groups = new HashMap<>();
    private final List<Kept> unused = new ArrayList<>();
    private boolean bypassed;
    private long epoch;

    Answers(Program program, Evaluator evaluator, Watching watching) {
        this.evaluator = evaluator;
        this.watching = watching;
        this.predicates = new HashMap<>(program.predicatesByName());
        this.strata = new Strata(program);
        for (int i = 0; i < strata.count(); i++) {
            List<Reader> agenda = new ArrayList<>();
            agendas.add(agenda);
            queues.add(reader -> {
                agenda.add(reader);
                someWait = true;
            });
        }
    }

    private Reader.Agenda agenda(int stratum) {
        return queues.get(stratum);
    }

    /// Begins an epoch. Where nothing is watched, everything is answered anew in each.
    void begin() {
        epoch++;
    }

    /// From here on everything is answered from the facts themselves: while they are being changed,
    /// or to hear of each reading.
    ///
    /// @return what was so before, for [#bypass(boolean)] again
    boolean bypass(boolean on) {
        boolean before = bypassed;
        bypassed = on;
        return before;
    }

    /// Answers again what waits for it.
    void drain() {
        if (!someWait) {
            return;
        }
        someWait = false;
        for (List<Reader> agenda : agendas) {
            for (int i = 0; i < agenda.size(); i++) {
                Reader reader = agenda.get(i);
                if (reader.woken && !reader.gone) {
                    switch (reader) {
                        case Answer answer -> answer(answer);
                        case Group group -> {
                            if (group.isAsked()) {
                                answer(group, Optional.empty());
                            } else {
                                forget(group);
                            }
                        }
                        default -> throw new IllegalStateException("no predicate: " + reader);
                    }
                }
            }
            agenda.clear();
        }
    }

    /// Forgets what nobody asks any more.
    void sweep() {
        for (int i = 0; i < unused.size(); i++) {
            switch (unused.get(i)) {
                case Answer answer -> {
                    if (!answer.isWatched() && !answer.gone) {
                        watching.leave(answer);
                        answers.remove(answer.question);
                    }
                }
                case Group group -> {
                    if (group.members.values().stream().noneMatch(Source::isWatched)) {
                        forget(group);
                    }
                }
                default -> throw new IllegalStateException("no predicate");
            }
        }
        unused.clear();
    }

    private void forget(Group group) {
        group.members.clear();
        group.woken = false;
        watching.forget(group);
    }

    /// How many are kept.
    int size() {
        int members = groups.values().stream().mapToInt(group -> group.members.size()).sum();
        return answers.size() + members;
    }

    /// @throws TaskFault when it asks for more than there is
    Truth ask(Name predicate, List<Value> arguments) {
        Question question = new Question(predicate, arguments);
        Optional<Integer> group = strata.group(predicate);
        if (group.isPresent()) {
            return askGroup(
                    groups.computeIfAbsent(group.get(), _ -> new Group(strata.of(predicate))),
                    question);
        }
        if (bypassed) {
            return body(question);
        }
        Answer answer = answers.get(question);
        if (answer == null) {
            answer = new Answer(question);
            answers.put(question, answer);
            answer(answer);
            if (!watching.isNoted()) {
                unused.add(answer);
            }
        } else if (answer.woken || isOld(answer)) {
            answer(answer);
        }
        watching.read(answer);
        rethrow(answer);
        return answer.truth;
    }

    private boolean isOld(Kept kept) {
        return !watching.isOn() && kept.epoch != epoch;
    }

    private static void rethrow(Kept kept) {
        TaskFault fault = kept.fault;
        if (fault != null) {
            throw fault;
        }
    }

    private void answer(Answer answer) {
        Truth before = answer.truth;
        boolean hadFault = answer.fault != null;
        answer.woken = false;
        answer.epoch = epoch;
        answer.fault = null;
        int base = watching.begin();
        try {
            answer.truth = body(answer.question);
        } catch (TaskFault fault) {
            answer.truth = Truth.UNKNOWN;
            answer.fault = fault;
        } finally {
            watching.end(answer, base);
        }
        if (answer.truth != before || hadFault != (answer.fault != null)) {
            answer.changed();
        }
    }

    private Truth body(Question question) {
        Declaration.Predicate predicate =
                Optional.ofNullable(predicates.get(question.predicate())).orElseThrow();
        Environment inside = Environment.of(question.arguments());
        int base = watching.mark();
        Truth any = Truth.FALSE;
        for (Declaration.Clause clause : predicate.clauses()) {
            int mark = watching.mark();
            any = any.or(evaluator.exists(clause.free(), clause.body(), inside));
            if (any == Truth.TRUE) {
                watching.drop(base, mark);
                break;
            }
        }
        return any;
    }

    // --- predicates that ask one another

    private Truth askGroup(Group group, Question question) {
        Map<Question, Truth> open = group.open;
        if (open != null) {
            Truth soFar = open.putIfAbsent(question, Truth.FALSE);
            return soFar == null ? Truth.FALSE : soFar;
        }
        if (bypassed) {
            return Optional.ofNullable(fixpoint(group, List.of(question)).get(question))
                    .orElse(Truth.UNKNOWN);
        }
        Member member = group.members.get(question);
        if (member == null || group.woken || isOld(group)) {
            answer(group, Optional.of(question));
            member = Optional.ofNullable(group.members.get(question)).orElseThrow();
            if (!watching.isNoted()) {
                unused.add(group);
            }
        }
        member.asked = epoch;
        watching.read(member);
        rethrow(group);
        return member.truth;
    }

    private void answer(Group group, Optional<Question> also) {
        group.woken = false;
        group.epoch = epoch;
        boolean hadFault = group.fault != null;
        group.fault = null;
        List<Question> asked = new ArrayList<>();
        group.members.forEach((question, member) -> {
            if (group.isAsked(member)) {
                asked.add(question);
            }
        });
        also.filter(question -> !asked.contains(question)).ifPresent(asked::add);
        Map<Question, Truth> found = new LinkedHashMap<>();
        int base = watching.begin();
        try {
            found = fixpoint(group, asked);
        } catch (TaskFault fault) {
            group.fault = fault;
            for (Question question : asked) {
                found.put(question, Truth.UNKNOWN);
            }
        } finally {
            watching.end(group, base);
        }
        boolean faultChanged = hadFault != (group.fault != null);
        Map<Question, Member> before = group.members;
        Map<Question, Member> now = new LinkedHashMap<>();
        found.forEach((question, truth) -> {
            Member member = before.remove(question);
            if (member == null) {
                member = new Member(group, truth);
            } else if (member.truth != truth || faultChanged) {
                member.truth = truth;
                member.changed();
            }
            now.put(question, member);
        });
        group.members = now;
    }

    /// Everything begins false and is asked again until nothing changes.
    private Map<Question, Truth> fixpoint(Group group, List<Question> asked) {
        Map<Question, Truth> found = new LinkedHashMap<>();
        asked.forEach(question -> found.put(question, Truth.FALSE));
        Map<Question, Truth> outer = group.open;
        group.open = found;
        try {
            boolean changed = true;
            while (changed) {
                changed = false;
                int size = found.size();
                int base = watching.mark();
                for (Question question : List.copyOf(found.keySet())) {
                    Truth truth = body(question);
                    changed |= !truth.equals(found.put(question, truth));
                }
                // What was asked for the first time has not been answered yet.
                changed |= found.size() > size;
                if (changed) {
                    // Only the last round, in which all is as it stays, says what it rests on.
                    watching.drop(base, watching.mark());
                }
                if (found.size() > MOST_OF_A_GROUP) {
                    throw new TaskFault("a recursive predicate asks more than 100 000 of its own");
                }
            }
            return found;
        } finally {
            group.open = outer;
        }
    }
}
