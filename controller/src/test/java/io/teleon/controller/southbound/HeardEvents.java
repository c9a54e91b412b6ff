package io.teleon.controller.southbound;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A listener that keeps what it hears until a test takes it, in order.
final class HeardEvents implements SouthboundListener {

    sealed interface Heard {}

    record Connected(ConnectionId id, String remote) implements Heard {}

    record Spoke(ConnectionId id, OpenFlowMessage message) implements Heard {}

    record Garbled(ConnectionId id, String reason, Octets first) implements Heard {}

    record Gone(ConnectionId id, String reason) implements Heard {}

    private final BlockingQueue<Heard> events = new LinkedBlockingQueue<>();
    private volatile int room = Integer.MAX_VALUE;

    /// How many events may wait before it wants no more.
    void room(int newRoom) {
        room = newRoom;
    }

    int waiting() {
        return events.size();
    }

    /// The next event, which must be of this kind.
    <T extends Heard> T next(Class<T> kind) throws InterruptedException {
        return assertInstanceOf(kind, events.poll(30, TimeUnit.SECONDS), "within 30 s");
    }

    @Override
    public void connected(ConnectionId connection, String remote) {
        events.add(new Connected(connection, remote));
    }

    @Override
    public boolean spoke(ConnectionId connection, OpenFlowMessage message) {
        events.add(new Spoke(connection, message));
        return events.size() < room;
    }

    @Override
    public void garbled(ConnectionId connection, String reason, Octets first) {
        events.add(new Garbled(connection, reason, first));
    }

    @Override
    public void gone(ConnectionId connection, String reason) {
        events.add(new Gone(connection, reason));
    }
}
