package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what is wanted only because of forecasts that may not drive action (SEMANTICS 5 and 9.1).
///
/// While there are no such forecasts, and no cell remembers one, nothing is evaluated for it.
final class Advice {

    private final Evaluator evaluator;
    private final Facts facts;
    private final TemporalCells cells;
    private final Foresight foresight;
    private final Map<Name, Procedure> procedures;

    Advice(Program program, Evaluator evaluator, Facts facts, TemporalCells cells) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.cells = cells;
        this.foresight = new Foresight(program);
        this.procedures = new HashMap<>(program.proceduresByName());
    }

    /// Whether anything could be answered otherwise without it.
    boolean isThere() {
        return facts.advice() > 0 || cells.divided() > 0;
    }

    /// Whether a condition is true by what is measured alone.
    boolean isNeedless(Expression condition, Environment environment) {
        return evaluator.alone(() -> evaluator.truthOrUnknown(condition, environment))
                == Truth.TRUE;
    }

    /// What a guardrail says by what is measured alone: nothing passes one on advice.
    ///
    /// @param blast of the action in question, which `blast_in` asks for
    Truth truth(Expression condition, Optional<Expression> blast) {
        return isThere() && (foresight.isIn(condition) || blast.filter(foresight::isIn).isPresent())
                ? evaluator.alone(() -> evaluator.truthOrUnknown(condition, Environment.empty()))
                : evaluator.truthOrUnknown(condition, Environment.empty());
    }

    /// Whether a condition that is true now is so only on advice.
    boolean decides(Expression condition, Environment environment) {
        return isThere() && foresight.isIn(condition) && !isNeedless(condition, environment);
    }

    /// Whether one of the firings that want an action stands only on advice, or what the action
    /// requires does.
    boolean decides(Wanted wanted, Environment arguments) {
        for (Frame frame : wanted.path()) {
            if (frame.firing.isPresent() && decides(frame, frame.firing.get())) {
                return true;
            }
        }
        Optional<Expression> requires = wanted.action().requires();
        return requires.isPresent() && decides(requires.get(), arguments);
    }

    private boolean decides(Frame frame, Frame.Firing firing) {
        boolean bound = firing.committed || frame.held;
        if (firing.isCarried() || (bound ? !firing.advised : !isThere())) {
            return false;
        }
        Rule rule = rule(frame.id.procedure(), firing.label);
        Environment environment =
                Environment.of(frame.id.arguments()).with(rule.free(), firing.binding);
        Optional<Expression> holds = rule.modifiers().whileHolds();
        if (!bound && !foresight.isIn(rule.guard()) && holds.filter(foresight::isIn).isEmpty()) {
            return false;
        }
        return !isNeedless(rule.guard(), environment)
                && holds.filter(condition -> isNeedless(condition, environment)).isEmpty();
    }

    /// What has been begun on advice begins in earnest: something is started for it.
    void heeded(Wanted wanted, EngineState state) {
        for (Frame frame : wanted.path()) {
            frame.firing
                    .filter(firing -> firing.advised)
                    .ifPresent(firing -> heeded(wanted, frame, firing, state));
        }
    }

    private void heeded(Wanted wanted, Frame frame, Frame.Firing firing, EngineState state) {
        firing.advised = false;
        firing.since = evaluator.now();
        Rule rule = rule(frame.id.procedure(), firing.label);
        Environment environment =
                Environment.of(frame.id.arguments()).with(rule.free(), firing.binding);
        firing.committed =
                rule.modifiers().min().filter(Duration::isPositive).isPresent()
                        || rule.modifiers()
                                .untilHolds()
                                .filter(until -> !isTrue(until, environment))
                                .isPresent();
        Ledger.Id id =
                new Ledger.Id(
                        wanted.task(), frame.id.procedure(), frame.id.arguments(), firing.label);
        Optional.ofNullable(state.ledgers.get(id))
                .ifPresent(ledger -> ledger.count(evaluator.now(), rule.modifiers()));
        // Its times count from now.
        wanted.by().ifPresent(Reader::wake);
    }

    private boolean isTrue(Expression condition, Environment environment) {
        evaluator.watching().pause();
        try {
            return evaluator.truthOrUnknown(condition, environment) == Truth.TRUE;
        } finally {
            evaluator.watching().resume();
        }
    }

    private Rule rule(Name procedure, String label) {
        List<Rule> rules = Optional.ofNullable(procedures.get(procedure)).orElseThrow().rules();
        return rules.stream().filter(rule -> rule.label().equals(label)).findFirst().orElseThrow();
    }
}
