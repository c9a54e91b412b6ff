package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is remembered of the firings of one rule in one place, longer than its frame.
final class Ledger {

    record Id(TaskId task, Name procedure, List<Value> arguments, String label) {
        Id {
            arguments = List.copyOf(arguments);
        }
    }

    /// Times at which firings began, as far back as `at most` looks.
    List<Long> begun = List.of();

    Optional<Long> ended = Optional.empty();
    long count;
    Optional<String> block = Optional.empty();

    void begin(long now, Rule.Modifiers modifiers, boolean advised) {
        count++;
        if (!advised) {
            count(now, modifiers);
        }
    }

    /// It counts for `at most`.
    void count(long now, Rule.Modifiers modifiers) {
        if (modifiers.atMost().isPresent()) {
            begun = new ArrayList<>(begun);
            begun.add(now);
            long per = Micros.of(modifiers.atMost().get().per());
            begun.removeIf(at -> at <= now - per);
        }
    }

    /// Why a firing may not begin now, if it may not.
    Optional<String> resting(long now, Rule.Modifiers modifiers) {
        if (modifiers.cooldown().isPresent()
                && ended.isPresent()
                && now - ended.get() < Micros.of(modifiers.cooldown().get())) {
            return Optional.of("cooling down");
        }
        if (modifiers.atMost().isPresent()) {
            long from = now - Micros.of(modifiers.atMost().get().per());
            long recent = begun.stream().filter(at -> at > from).count();
            if (recent >= modifiers.atMost().get().times()) {
                return Optional.of("used up");
            }
        }
        return Optional.empty();
    }

    /// The least time after now at which it could stop resting.
    long next(long now, Rule.Modifiers modifiers) {
        long next = Micros.NEVER;
        if (modifiers.cooldown().isPresent() && ended.isPresent()) {
            long at = ended.get() + Micros.of(modifiers.cooldown().get());
            next = at > now ? at : next;
        }
        if (modifiers.atMost().isPresent()) {
            long per = Micros.of(modifiers.atMost().get().per());
            for (long at : begun) {
                next = at + per > now ? Math.min(next, at + per) : next;
            }
        }
        return next;
    }

    /// Whether it could still make a difference.
    boolean matters(long now, Rule.Modifiers modifiers) {
        return block.isPresent() || next(now, modifiers) != Micros.NEVER;
    }
}
