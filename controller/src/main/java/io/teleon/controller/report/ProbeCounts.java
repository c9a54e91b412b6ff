package io.teleon.controller.report;

/// Probes since the start.
///
/// @param refused frames that pretended to be probes, or came again, too late or in a wrong place
public record ProbeCounts(long sent, long arrived, long lost, long refused) {

    public static final ProbeCounts NONE = new ProbeCounts(0, 0, 0, 0);
}
