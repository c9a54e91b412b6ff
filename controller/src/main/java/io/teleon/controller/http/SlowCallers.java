package io.teleon.controller.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Closes the connection of whoever sends for long without ever getting to the end of a request: a
/// header that comes a letter at a time would else keep its connection busy for ever, since each
/// letter is a sign of life. One for each connection, used by its event loop alone.
final class SlowCallers extends ChannelDuplexHandler {

    /// Longer than any request is waited for, which is answered before, and than the pause between
    /// two signs of life of an event stream, whose reader may have sent something meanwhile.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Optional<Future<?>> waiting = Optional.empty();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty()) {
            waiting =
                    Optional.of(
                            context.executor()
                                    .schedule(
                                            () -> {
                                                var _ = context.close();
                                            },
                                            PATIENCE.toMillis(),
                                            TimeUnit.MILLISECONDS));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        forget();
        var _ = context.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    private void forget() {
        waiting.ifPresent(deadline -> deadline.cancel(false));
        waiting = Optional.empty();
    }
}
