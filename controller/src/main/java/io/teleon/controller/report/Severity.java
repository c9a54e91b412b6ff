package io.teleon.controller.report;

/// How bad an event is (ITU-T X.733 section 8.1.2.3), mildest first. `NORMAL` is a line in the
/// diary or the clearing of an alarm.
public enum Severity {
    NORMAL,
    WARNING,
    MINOR,
    MAJOR,
    CRITICAL
}
