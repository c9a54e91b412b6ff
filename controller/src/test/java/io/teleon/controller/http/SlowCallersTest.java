package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowCallersTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new SlowCallers());

    private void receive() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'X'}));
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void aHeaderThatComesALetterAtATimeIsCutOff() {
        channel.freezeTime();
        for (int second = 0; second < 19; second++) {
            receive();
            pass(1);
            assertTrue(channel.isOpen(), "after " + second + " s");
        }
        receive();
        pass(1);
        assertFalse(channel.isOpen());
    }

    @Test
    void whoIsAnsweredMayGoOn() {
        channel.freezeTime();
        for (int i = 0; i < 10; i++) {
            receive();
            pass(15);
            channel.writeOutbound(Unpooled.wrappedBuffer(new byte[] {'Y'}));
        }
        pass(60);
        assertTrue(channel.isOpen(), "it waits for the next request, as it may");
    }
}
