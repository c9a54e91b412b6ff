package io.teleon.controller.notice;

/// How the delivery of notices goes, since the start.
///
/// @param told by the loop
/// @param sent taken by the webhook; 0 without one
/// @param lost given up by the webhook, or without room to wait
/// @param waiting for the webhook, now
public record NoticeCounts(long told, long sent, long lost, long waiting) {

    /// Of a controller that delivers none.
    public static final NoticeCounts NONE = new NoticeCounts(0, 0, 0, 0);
}
