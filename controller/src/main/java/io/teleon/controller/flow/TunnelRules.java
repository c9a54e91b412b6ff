package io.teleon.controller.flow;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;

/// The transit rules of a tunnel: one on every switch at which one of its links arrives.
public final class TunnelRules {

    /// The ethertype of the tag.
    public static final int TAG_ETHER_TYPE = 0x8100;

    private TunnelRules() {}

    public static List<FlowRule> of(Tunnel tunnel) {
        List<FlowRule> rules = new ArrayList<>(tunnel.links().size());
        for (int hop = 0; hop < tunnel.links().size(); hop++) {
            boolean last = hop == tunnel.links().size() - 1;
            ConnectPoint arrival = tunnel.links().get(hop).target();
            rules.add(
                    new FlowRule(
                            arrival.datapath(),
                            new FlowKey(
                                    Pipeline.TRANSIT,
                                    Pipeline.transitPriority(),
                                    Match.builder()
                                            .inPort(arrival.port())
                                            .vlan(tunnel.tag().vlan())
                                            .build()),
                            List.of(
                                    last
                                            ? egress(tunnel.egress())
                                            : onward(tunnel.links().get(hop + 1))),
                            last
                                    ? Cookie.ofEgress(tunnel.serial())
                                    : Cookie.ofTunnel(tunnel.serial())));
        }
        return List.copyOf(rules);
    }

    private static Instruction onward(LinkId next) {
        return Instruction.ApplyActions.of(new Action.Output(next.source().port()));
    }

    private static Instruction egress(ConnectPoint egress) {
        return Instruction.ApplyActions.of(new Action.PopVlan(), new Action.Output(egress.port()));
    }

    /// What the ingress does to send a packet into the tunnel.
    public static Instruction entry(Tunnel tunnel) {
        return Instruction.ApplyActions.of(
                new Action.PushVlan(TAG_ETHER_TYPE),
                new Action.SetField(
                        MatchField.VLAN_VID, MatchField.VID_PRESENT | tunnel.tag().vlan()),
                new Action.Output(tunnel.links().getFirst().source().port()));
    }
}
