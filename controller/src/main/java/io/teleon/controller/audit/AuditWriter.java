package io.teleon.controller.audit;

/// Where records are noted as they are made; written, with the journal entries of the same batch,
/// before anything that follows from them leaves the process.
@FunctionalInterface
public interface AuditWriter {

    void append(AuditRecord audited);
}
