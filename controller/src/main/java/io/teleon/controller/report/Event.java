package io.teleon.controller.report;

import java.time.Instant;

/// Something worth telling.
///
/// @param sequence consecutive from 1 in this run of the controller
/// @param subject what it is about, in its text form: a link, an intent, a switch
/// @param text one line for a person
public record Event(
        long sequence, Instant at, Severity severity, Kind kind, String subject, String text) {

    /// What happened; the text form in the API is the name in lower case with dashes.
    public enum Kind {
        SWITCH_CONNECTED,
        SWITCH_DISCONNECTED,
        SWITCH_REFUSED,
        SWITCH_ERROR,
        PORT_UP,
        PORT_DOWN,
        LINK_UP,
        LINK_DOWN,
        HOST_SEEN,
        HOST_MOVED,
        HOST_REFUSED,
        DISCOVERY_FORGED,
        DISCOVERY_REPLAYED,
        DISCOVERY_MISPLACED,
        PROBE_REFUSED,
        INTENT_STATE,
        INTENT_PROTECTION,
        INTENT_REFUSED,
        FULFILMENT,
        RECONCILED,
        DRIFT,
        UNREADABLE,
        AGENT_HEARD,
        AGENT_SILENT,
        ACTION,
        AUTONOMY,
        LICENCE,
        TELEMETRY,
        ANOMALY_BEGAN,
        ANOMALY_ENDED,
        SCAN_BEGAN,
        SCAN_ENDED,
        CONTAINMENT,
        INCIDENT_OPENED,
        INCIDENT_CLEARED,
        MODEL,
        JOURNAL_COMPACTED,
        STARTED
    }
}
