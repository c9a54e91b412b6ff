package io.teleon.controller.intent;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.flow.FlowKey;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.Pipeline;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.flow.TunnelRules;
import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The rules by which an intent's packets are recognised where they come in: its only rules, for
/// the way on belongs to the tunnel.
final class IngressRules {

    private static final int IPV4_ETHER_TYPE = 0x0800;

    /// Above every prefix length of a selector.
    private static final int HOST_PAIR = 200;

    private static final int HOST_PAIR_ARP = 300;
    private static final int POINT = 100;

    private IngressRules() {}

    static List<FlowRule> of(
            Intent intent,
            int serial,
            Placement placement,
            Optional<Tunnel> tunnel,
            OptionalInt meter) {
        Instruction instruction =
                tunnel.map(TunnelRules::entry)
                        .orElseGet(() ->
                                Instruction.ApplyActions.of(
                                        new Action.Output(placement.egress().port())));
        List<FlowRule> rules = new ArrayList<>();
        for (Selected selected : selected(intent, placement)) {
            rules.add(
                    new FlowRule(
                            placement.ingress().datapath(),
                            new FlowKey(
                                    Pipeline.CLASSIFY,
                                    Pipeline.band(intent.precedence()) + selected.above(),
                                    selected.match()),
                            selected.metered() && meter.isPresent()
                                    ? List.of(new Instruction.Meter(meter.getAsInt()), instruction)
                                    : List.of(instruction),
                            selected.metered()
                                    ? Cookie.ofIntent(serial, intent.precedence())
                                    : Cookie.ofQuestion(serial, intent.precedence())));
        }
        return List.copyOf(rules);
    }

    /// @param metered whether it is measured and a limit applies: not the few frames by which hosts
    ///   find each other
    private record Selected(Match match, int above, boolean metered) {}

    private static List<Selected> selected(Intent intent, Placement placement) {
        return switch (intent) {
            case Intent.HostToHost pair -> pair(pair, placement);
            case Intent.PointToPoint points -> List.of(points(points));
        };
    }

    private static List<Selected> pair(Intent.HostToHost pair, Placement placement) {
        List<Selected> selected = new ArrayList<>();
        selected.add(
                new Selected(
                        Match.builder()
                                .inPort(placement.ingress().port())
                                .ethSrc(pair.source().mac())
                                .ethDst(pair.target().mac())
                                .build(),
                        HOST_PAIR,
                        true));
        placement
                .targetAddress()
                .map(address -> arp(pair, placement, address))
                .ifPresent(selected::add);
        return selected;
    }

    private static Selected arp(Intent.HostToHost pair, Placement placement, Ipv4Address address) {
        return new Selected(
                Match.builder()
                        .inPort(placement.ingress().port())
                        .ethSrc(pair.source().mac())
                        .ethDst(MacAddress.BROADCAST)
                        .ethType(Pipeline.ARP_ETHER_TYPE)
                        .exact(MatchField.ARP_TPA, Integer.toUnsignedLong(address.value()))
                        .build(),
                HOST_PAIR_ARP,
                false);
    }

    private static Selected points(Intent.PointToPoint points) {
        TrafficSelector selector = points.selector();
        Match.Builder match = Match.builder().inPort(points.ingress().port());
        if (selector.source().isEmpty() && selector.destination().isEmpty()) {
            return new Selected(match.build(), POINT, true);
        }
        match.ethType(IPV4_ETHER_TYPE);
        selector.source().ifPresent(prefix -> masked(match, MatchField.IPV4_SRC, prefix));
        selector.destination().ifPresent(prefix -> masked(match, MatchField.IPV4_DST, prefix));
        return new Selected(match.build(), POINT + bits(selector), true);
    }

    /// How narrow a selector is: the more bits it looks at, the higher its rule lies.
    static int bits(TrafficSelector selector) {
        return selector.source().map(Ipv4Prefix::length).orElse(0)
                + selector.destination().map(Ipv4Prefix::length).orElse(0);
    }

    private static void masked(Match.Builder match, MatchField field, Ipv4Prefix prefix) {
        match.masked(
                field,
                Integer.toUnsignedLong(prefix.address().value()),
                Integer.toUnsignedLong(prefix.mask()));
    }
}
