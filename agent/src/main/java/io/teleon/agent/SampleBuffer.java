package io.teleon.agent;

import io.teleon.models.telemetry.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// Samples that wait to be reported, oldest first. At the bound the oldest is dropped and counted:
/// what is going on now matters more than what was.
final class SampleBuffer {

    private final int capacity;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private long dropped;

    SampleBuffer(int capacity) {
        this.capacity = capacity;
    }

    void add(Collection<Sample> samples) {
        for (Sample sample : samples) {
            if (waiting.size() == capacity) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(sample);
        }
    }

    /// Takes out the oldest ones.
    List<Sample> take(int most) {
        List<Sample> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    /// Puts what was taken back to the front, as far as there is room for it by now.
    void giveBack(List<Sample> taken) {
        for (Sample sample : taken.reversed()) {
            if (waiting.size() == capacity) {
                dropped++;
            } else {
                waiting.addFirst(sample);
            }
        }
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    long dropped() {
        return dropped;
    }
}
