package io.teleon.agent.uplink;

import java.util.concurrent.CompletableFuture;

/// The way to the controller.
public interface Uplink {

    /// Begins to hand over an OTLP metrics export request, without waiting.
    ///
    /// @return completed within a bounded time, and not exceptionally
    CompletableFuture<Delivery> send(byte[] report);
}
