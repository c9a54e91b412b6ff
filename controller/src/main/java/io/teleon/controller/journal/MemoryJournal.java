package io.teleon.controller.journal;

import java.util.ArrayList;
import java.util.List;

/// A journal that lives as long as the process: for simulation, where nothing outlives the run.
///
/// It stays readable after [#close], so that a simulated controller can crash and come back.
public final class MemoryJournal implements Journal {

    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public void append(List<JournalEntry> more) {
        entries.addAll(more);
    }

    @Override
    public void compact(List<JournalEntry> equivalent) {
        List<JournalEntry> kept = List.copyOf(equivalent);
        entries.clear();
        entries.addAll(kept);
    }

    @Override
    public List<JournalEntry> replay() {
        return List.copyOf(entries);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public void close() {}
}
