package io.teleon.controller.audit;

/// One thing that a decision stood on or that came of it.
///
/// @param name what it is, `utilisation`, `rule`
/// @param value in the form people read, with its unit
public record Evidence(String name, String value) {

    public static final int MAX_NAME = 100;
    public static final int MAX_VALUE = 4_000;

    public Evidence {
        AuditRecord.requireAtMost("evidence name", name, MAX_NAME);
        AuditRecord.requireAtMost("evidence value", value, MAX_VALUE);
    }

    /// With a value that is cut where it is too long.
    public static Evidence of(String name, Object value) {
        return new Evidence(
                AuditRecord.cut(name, MAX_NAME), AuditRecord.cut(value.toString(), MAX_VALUE));
    }
}
