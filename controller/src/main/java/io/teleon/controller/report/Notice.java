package io.teleon.controller.report;

import java.time.Instant;

/// Something that people outside are told: a message, a ticket. It goes to a file and, where one is
/// configured, to a webhook.
///
/// @param number counts from 1 over the whole life of the controller: whoever receives one twice
///   can tell
/// @param topic the team or topic a program names: `noc`, `optics`
/// @param subject what it is about, named for people
public record Notice(
        long number, Instant at, Kind kind, String topic, String subject, String text) {

    public enum Kind {
        MESSAGE,
        TICKET_OPENED,
        TICKET_CLOSED
    }
}
