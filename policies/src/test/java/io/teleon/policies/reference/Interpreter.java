package io.teleon.policies.reference;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.List;

/// Whatever runs programs: the engine, and what it is held against.
@FunctionalInterface
public interface Interpreter {

    Epoch step(List<Input> inputs, Instant now, Circumstances circumstances);

    static Interpreter engine(Program program) {
        return PolicyEngine.start(program)::step;
    }

    static Interpreter reference(Program program) {
        return new ReferenceInterpreter(program);
    }
}
