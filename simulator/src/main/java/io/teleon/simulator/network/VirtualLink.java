package io.teleon.simulator.network;

import io.teleon.models.network.Link;

import java.util.random.RandomGenerator;

/// One direction of a cable: whether light passes, and which share of the packets is lost on it.
/// Owned by the world's thread.
public final class VirtualLink {

    private final Link link;
    private final RandomGenerator chance;
    private final long delayNanos;
    private boolean cut;
    private boolean stuck;
    private double loss;

    /// @param chance decides which discrete packets are lost
    public VirtualLink(Link link, RandomGenerator chance) {
        this.link = link;
        this.chance = chance;
        this.delayNanos = link.delay().toNanos();
    }

    public Link link() {
        return link;
    }

    public long delayNanos() {
        return delayNanos;
    }

    /// Whether no packet passes: it is cut, or its ports hang.
    public boolean isCut() {
        return cut || stuck;
    }

    /// Whether light passes, be there a signal in it or not.
    public boolean isLit() {
        return !cut;
    }

    public void cut(boolean nowCut) {
        cut = nowCut;
    }

    /// Light passes, but the port it arrives at makes nothing of it.
    public void stick(boolean nowStuck) {
        stuck = nowStuck;
    }

    /// The share of packets that is lost without a word, 0 to 1.
    public double loss() {
        return loss;
    }

    public void lose(double share) {
        loss = share;
    }

    /// Whether this packet is one of those that are lost. Draws only where loss is set, so that a
    /// healthy link costs nothing.
    public boolean losesNext() {
        return loss > 0 && chance.nextDouble() < loss;
    }
}
