package io.teleon.controller.flow;

import io.teleon.models.network.LinkId;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Which tags are in use on which links. Owned by the control loop's thread.
///
/// Tags are handed out round and round rather than lowest first, so that a tag just freed rests
/// before it is used again.
public final class PathTags {

    private final NavigableMap<LinkId, BitSet> used = new TreeMap<>();
    private int next = PathTag.MIN;

    /// A tag that is free on all these links, now reserved; none where they have none in common.
    public Optional<PathTag> reserve(List<LinkId> links) {
        BitSet taken = new BitSet(PathTag.MAX + 1);
        for (LinkId link : links) {
            taken.or(on(link));
        }
        int free = taken.nextClearBit(next);
        if (free > PathTag.MAX) {
            free = taken.nextClearBit(PathTag.MIN);
        }
        if (free > PathTag.MAX) {
            return Optional.empty();
        }
        next = free == PathTag.MAX ? PathTag.MIN : free + 1;
        PathTag tag = new PathTag(free);
        mark(tag, links);
        return Optional.of(tag);
    }

    /// Takes a tag that was handed out in an earlier life.
    ///
    /// @throws IllegalStateException where it is taken on one of the links already
    public void mark(PathTag tag, List<LinkId> links) {
        for (LinkId link : links) {
            if (on(link).get(tag.vlan())) {
                throw new IllegalStateException("tag " + tag + " is in use on " + link);
            }
        }
        for (LinkId link : links) {
            on(link).set(tag.vlan());
        }
    }

    public void release(PathTag tag, List<LinkId> links) {
        for (LinkId link : links) {
            BitSet tags = on(link);
            tags.clear(tag.vlan());
            if (tags.isEmpty()) {
                used.remove(link);
            }
        }
    }

    private BitSet on(LinkId link) {
        return used.computeIfAbsent(link, _ -> new BitSet());
    }
}
