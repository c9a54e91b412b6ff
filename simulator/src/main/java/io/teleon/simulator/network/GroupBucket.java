package io.teleon.simulator.network;

import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.MultipartReply;
import java.time.Instant;

/// One bucket of an installed group, with its counters. Owned by its switch.
public final class GroupBucket implements Counted {

    private final Bucket bucket;
    private final ActionSet actions;
    private final Counter counter = new Counter();

    GroupBucket(Bucket bucket) {
        this.bucket = bucket;
        this.actions = ActionSet.of(bucket.actions());
    }

    public Bucket bucket() {
        return bucket;
    }

    ActionSet actions() {
        return actions;
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        counter.add(packets, bytes);
    }

    MultipartReply.BucketCounters statistics() {
        return new MultipartReply.BucketCounters(counter.packets(), counter.bytes());
    }
}
