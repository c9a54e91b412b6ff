package io.teleon.controller.journal;

/// Where decisions are noted as they are made; written before anything that follows from them
/// leaves the process.
@FunctionalInterface
public interface JournalWriter {

    void append(JournalEntry entry);
}
