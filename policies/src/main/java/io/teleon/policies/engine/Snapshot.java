package io.teleon.policies.engine;

import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Map;

/// Everything an engine remembers between two epochs.
public final class Snapshot {

    private final EngineState state;
    private final Facts.Content facts;
    private final Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells;

    private Snapshot(
            EngineState state,
            Facts.Content facts,
            Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells) {
        this.state = state;
        this.facts = facts;
        this.cells = cells;
    }

    static Snapshot empty() {
        return new Snapshot(
                new EngineState(),
                new Facts.Content(Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
                Map.of());
    }

    static Snapshot of(
            EngineState state,
            Facts.Content facts,
            Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells) {
        return new Snapshot(StateCopy.of(state), facts, cells);
    }

    static Snapshot read(
            EngineState state,
            Facts.Content facts,
            Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells) {
        return new Snapshot(state, facts, cells);
    }

    /// For an engine that will change it.
    Snapshot copy() {
        return new Snapshot(StateCopy.of(state), facts, cells);
    }

    EngineState state() {
        return state;
    }

    Facts.Content facts() {
        return facts;
    }

    Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells() {
        return cells;
    }
}
