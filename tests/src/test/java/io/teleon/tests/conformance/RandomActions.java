package io.teleon.tests.conformance;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.MatchField;
import io.teleon.tests.conformance.RandomMatch.Known;
import io.teleon.tests.conformance.RandomMatch.Tagging;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A random list of actions, each borne out by what is known of the packets when its turn comes.
final class RandomActions {

    private final RandomPipeline pipeline;
    private final boolean mayPopLast;
    private final RandomGenerator random;
    private final RandomFrames frames;
    private final List<Action> actions = new ArrayList<>();
    private Known known;
    private boolean mayChangeTag = true;
    private boolean pushed;
    private boolean popped;

    /// @param mayPopLast whether the last label may be popped
    RandomActions(RandomPipeline pipeline, Known known, boolean mayPopLast) {
        this.mayPopLast = mayPopLast;
        this.pipeline = pipeline;
        this.random = pipeline.random();
        this.frames = pipeline.frames();
        this.known = known;
    }

    List<Action> actions() {
        return actions;
    }

    Known known() {
        return known;
    }

    /// Whether nothing but output may follow.
    boolean isFinal() {
        return popped && pipeline.isForOpenVSwitch();
    }

    /// One more action of an action list.
    void addAny() {
        if (isFinal()) {
            actions.add(pipeline.output());
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> actions.add(pipeline.drawOutput());
            case 3 -> addVlan();
            case 4 -> addMpls();
            case 5 -> addTtl();
            default -> addSetField();
        }
    }

    /// The actions of an action set, in the order in which the set carries them out.
    void addSet() {
        mayChangeTag = !pipeline.isForOpenVSwitch();
        if (random.nextInt(3) == 0) {
            addVlan();
        } else if (random.nextInt(3) == 0) {
            addMpls();
        }
        if (!isFinal()) {
            if (random.nextInt(3) == 0) {
                addTtl();
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                addSetField();
            }
        }
        if (random.nextInt(5) > 0) {
            actions.add(isFinal() ? pipeline.output() : pipeline.drawOutput());
        }
    }

    private void addVlan() {
        if (known.tagging() == Tagging.YES && random.nextBoolean()) {
            actions.add(new Action.PopVlan());
            known = known.withTagging(Tagging.UNKNOWN);
        } else if (known.tagging() == Tagging.NO || !pipeline.isForOpenVSwitch()) {
            actions.add(new Action.PushVlan(random.nextInt(4) == 0 ? 0x88a8 : 0x8100));
            known = known.withTagging(Tagging.YES);
            mayChangeTag = true;
            if (pipeline.isForOpenVSwitch()) {
                actions.add(vlanId());
                actions.add(new Action.SetField(MatchField.VLAN_PCP, random.nextInt(8)));
            }
        }
    }

    private void addMpls() {
        boolean last = known.bottom() == 1;
        boolean mayPop = !last || mayPopLast;
        if (known.isMpls() && known.bottom() >= 0 && mayPop && random.nextBoolean()) {
            actions.add(new Action.PopMpls(last ? 0x0800 : known.etherType()));
            popped = last;
            known = known.withType(last ? 0x0800 : known.etherType(), -1);
            return;
        }
        boolean few = !pushed && (known.etherType() == 0x0800 || known.bottom() == 1);
        if (known.tagging() == Tagging.NO && (few || !pipeline.isForOpenVSwitch())) {
            int type = random.nextInt(4) == 0 ? 0x8848 : 0x8847;
            if (known.isMpls() && pipeline.isForOpenVSwitch()) {
                type = known.etherType();
            }
            boolean onIp = known.etherType() == 0x0800;
            actions.add(new Action.PushMpls(type));
            pushed = true;
            known = new Known(Tagging.NO, type, -1, onIp && !pipeline.isForOpenVSwitch() ? 1 : -1);
            if (pipeline.isForOpenVSwitch()) {
                actions.add(
                        new Action.SetField(
                                MatchField.MPLS_LABEL, frames.one(RandomFrames.LABELS)));
                actions.add(new Action.SetField(MatchField.MPLS_TC, random.nextInt(8)));
            }
        }
    }

    private void addTtl() {
        boolean set = random.nextBoolean();
        int ttl = 20 + random.nextInt(236);
        if (known.isMpls()) {
            actions.add(set ? new Action.SetMplsTtl(ttl) : new Action.DecMplsTtl());
        } else if (known.isIp()) {
            actions.add(set ? new Action.SetNwTtl(ttl) : new Action.DecNwTtl());
        }
    }

    private void addSetField() {
        List<Action> fitting = new ArrayList<>();
        fitting.add(set(MatchField.ETH_DST, frames.one(RandomFrames.MACS)));
        fitting.add(set(MatchField.ETH_SRC, frames.one(RandomFrames.MACS)));
        if (known.tagging() == Tagging.YES && mayChangeTag) {
            fitting.add(vlanId());
            fitting.add(set(MatchField.VLAN_PCP, random.nextInt(8)));
        }
        long address = Integer.toUnsignedLong(frames.one(RandomFrames.ADDRESSES));
        if (known.isMpls()) {
            fitting.add(set(MatchField.MPLS_LABEL, frames.one(RandomFrames.LABELS)));
            fitting.add(set(MatchField.MPLS_TC, random.nextInt(8)));
        } else if (known.etherType() == 0x0806) {
            fitting.add(set(MatchField.ARP_OP, 1 + random.nextInt(2)));
            fitting.add(set(MatchField.ARP_SPA, address));
            fitting.add(set(MatchField.ARP_TPA, address));
            fitting.add(set(MatchField.ARP_SHA, frames.one(RandomFrames.MACS)));
            fitting.add(set(MatchField.ARP_THA, frames.one(RandomFrames.MACS)));
        } else if (known.isIp()) {
            if (known.etherType() == 0x0800) {
                fitting.add(set(MatchField.IPV4_SRC, address));
                fitting.add(set(MatchField.IPV4_DST, address));
            }
            fitting.add(set(MatchField.IP_DSCP, random.nextInt(64)));
            fitting.add(set(MatchField.IP_ECN, random.nextInt(4)));
            addTransport(fitting);
        }
        actions.add(frames.one(fitting));
    }

    private void addTransport(List<Action> fitting) {
        int port = frames.one(RandomFrames.PORTS);
        switch (known.protocol()) {
            case 1 -> fitting.add(set(MatchField.ICMPV4_CODE, random.nextInt(3)));
            case 6 -> {
                fitting.add(set(MatchField.TCP_SRC, port));
                fitting.add(set(MatchField.TCP_DST, port));
            }
            case 17 -> {
                fitting.add(set(MatchField.UDP_SRC, port));
                fitting.add(set(MatchField.UDP_DST, port));
            }
            case 132 -> {
                fitting.add(set(MatchField.SCTP_SRC, port));
                fitting.add(set(MatchField.SCTP_DST, port));
            }
            default -> {}
        }
    }

    private Action vlanId() {
        return set(MatchField.VLAN_VID, MatchField.VID_PRESENT | frames.one(RandomFrames.VLANS));
    }

    private static Action set(MatchField field, long value) {
        return new Action.SetField(field, value);
    }
}
