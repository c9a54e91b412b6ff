package io.teleon.controller.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the control loop: what switches said, before what people and agents did.
///
/// Bounded both ways. Words of switches are never refused, for half a conversation is worse than a
/// slow one: above the bound their sender is told to stop reading. Requests above the bound are
/// refused, and who asked is told.
final class Mailbox {

    private final int switchBound;
    private final int requestBound;
    private final Deque<Stimulus> switches = new ArrayDeque<>();
    private final Deque<Stimulus> requests = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean throttled;
    private boolean closed;

    Mailbox(int switchBound, int requestBound) {
        this.switchBound = switchBound;
        this.requestBound = requestBound;
    }

    /// Takes it; whether there is room for more.
    boolean fromSwitch(Stimulus stimulus) {
        lock.lock();
        try {
            switches.add(stimulus);
            arrived.signal();
            boolean full = switches.size() >= switchBound;
            throttled |= full;
            return !full;
        } finally {
            lock.unlock();
        }
    }

    /// Takes it if there is room.
    boolean fromOthers(Stimulus stimulus) {
        lock.lock();
        try {
            if (closed || requests.size() >= requestBound) {
                return false;
            }
            requests.add(stimulus);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits up to so many nanoseconds for something, and takes up to `max` of it.
    List<Stimulus> take(int max, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (switches.isEmpty() && requests.isEmpty() && left > 0 && !closed) {
                left = arrived.awaitNanos(left);
            }
            List<Stimulus> taken = new ArrayList<>();
            while (taken.size() < max && !switches.isEmpty()) {
                taken.add(switches.remove());
            }
            while (taken.size() < max && !requests.isEmpty()) {
                taken.add(requests.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Whether senders that were told to stop may go on, once.
    boolean isRelieved() {
        lock.lock();
        try {
            boolean relieved = throttled && switches.size() < switchBound / 2;
            if (relieved) {
                throttled = false;
            }
            return relieved;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return switches.size() + requests.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
