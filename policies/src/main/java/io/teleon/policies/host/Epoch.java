package io.teleon.policies.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One step of an engine: what it answers, and what its host is to keep.
///
/// @param number counts from 1 over the whole life of an engine, restarts included
/// @param answers what the host's circumstances said in this epoch, in the order of asking; with
///   them and the inputs an epoch can be replayed
/// @param next when the engine wants its next step at the latest, `now` for at once; empty where
///   only an input can change something
public record Epoch(
        long number,
        Instant now,
        List<Input> inputs,
        List<String> answers,
        List<Output> outputs,
        Optional<Instant> next) {

    public Epoch {
        inputs = List.copyOf(inputs);
        answers = List.copyOf(answers);
        outputs = List.copyOf(outputs);
    }
}
