package io.teleon.controller.loop;

/// Ties an answer to the request it answers. Unique in this run of the controller.
public record RequestId(long value) {}
