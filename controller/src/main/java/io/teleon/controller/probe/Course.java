package io.teleon.controller.probe;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.report.ProbeView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The probes of one tunnel: those under way, and what became of the newest.
final class Course {

    final Tunnel tunnel;

    private final int window;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final Deque<Boolean> arrived = new ArrayDeque<>();
    private long sequence;
    private Instant lastSent = Instant.MIN;
    private Instant at = Instant.EPOCH;
    private Optional<ProbeView.Delay> delay = Optional.empty();

    private record Sent(long sequence, Instant at) {}

    /// @param sequence above every one of an earlier course of the same tunnel
    Course(Tunnel tunnel, int window, long sequence) {
        this.tunnel = tunnel;
        this.window = window;
        this.sequence = sequence;
    }

    Instant lastSent() {
        return lastSent;
    }

    /// The sequence number of a probe that is sent now.
    long send(Instant now) {
        lastSent = now;
        sequence++;
        underWay.add(new Sent(sequence, now));
        return sequence;
    }

    /// Gives up those sent before; returns how many.
    int lose(Instant before, Instant now) {
        int lost = 0;
        while (!underWay.isEmpty() && underWay.getFirst().at().isBefore(before)) {
            underWay.removeFirst();
            count(false, now);
            lost++;
        }
        return lost;
    }

    void forgetUnderWay() {
        underWay.clear();
    }

    /// When a probe that is still waited for was sent; it is not any more.
    Optional<Instant> take(long wanted, Instant now) {
        Optional<Sent> known = underWay.stream().filter(s -> s.sequence() == wanted).findFirst();
        known.ifPresent(sent -> {
            underWay.remove(sent);
            count(true, now);
        });
        return known.map(Sent::at);
    }

    void measured(ProbeView.Delay measured) {
        delay = Optional.of(measured);
    }

    private void count(boolean whether, Instant now) {
        if (arrived.size() == window) {
            arrived.removeFirst();
        }
        arrived.add(whether);
        at = now;
    }

    /// Empty before the first probe arrived or was lost.
    Optional<ProbeView> view() {
        if (arrived.isEmpty()) {
            return Optional.empty();
        }
        long lost = arrived.stream().filter(a -> !a).count();
        return Optional.of(
                new ProbeView(at, delay, (double) lost / arrived.size(), arrived.size()));
    }
}
