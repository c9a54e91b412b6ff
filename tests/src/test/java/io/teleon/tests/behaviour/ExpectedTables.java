package io.teleon.tests.behaviour;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.flow.PathTag;
import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.world.Backdoor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What every switch should hold, worked out a second time from the pipeline's description and from
/// what the controller says of its intents: their state, ends, path and tag. One line a rule, so
/// that a difference can be read.
final class ExpectedTables {

    private static final Action TO_CONTROLLER = new Action.Output(PortNumber.CONTROLLER);

    private final SortedSet<String> lines = new TreeSet<>();
    private final Collection<DatapathId> switches;
    private final ControllerView view;

    private ExpectedTables(ControllerView view, Collection<DatapathId> switches) {
        this.view = view;
        this.switches = switches;
        switches.forEach(this::base);
    }

    /// What these switches should hold once everything has settled.
    static SortedSet<String> of(ControllerView view, Collection<DatapathId> switches) {
        ExpectedTables expected = new ExpectedTables(view, switches);
        for (IntentView intent : view.intents()) {
            if (intent.state() == InstallState.INSTALLED) {
                expected.add(intent);
            }
        }
        return expected.lines;
    }

    /// What they do hold, written the same way.
    static SortedSet<String> actual(Backdoor backdoor, Collection<DatapathId> switches) {
        SortedSet<String> actual = new TreeSet<>();
        for (DatapathId datapath : switches) {
            for (FlowEntry entry : backdoor.entries(datapath)) {
                actual.add(
                        line(
                                datapath,
                                entry.table().value(),
                                entry.priority(),
                                entry.match(),
                                entry.instructions(),
                                Cookie.tryParse(entry.cookie())
                                        .map(ExpectedTables::owner)
                                        .orElse("nobody")));
            }
        }
        return actual;
    }

    private void base(DatapathId datapath) {
        Match discovery = Match.builder().untagged().ethType(0x88cc).build();
        Match arp = Match.builder().untagged().ethType(0x0806).build();
        base(datapath, 0, 60_000, discovery, Instruction.ApplyActions.of(TO_CONTROLLER));
        base(datapath, 0, 50_000, arp, Instruction.ApplyActions.of(TO_CONTROLLER), next(1));
        Match fromHost = Match.builder().untagged().ethType(0x88b5).build();
        MacAddress own = new MacAddress(0x0200_0000_0000L | datapath.value());
        Match probe = Match.builder().ethType(0x88b5).ethDst(own).build();
        base(datapath, 0, 45_000, fromHost);
        base(datapath, 2, 40_000, probe, Instruction.ApplyActions.of(TO_CONTROLLER));
        base(datapath, 0, 40_000, Match.builder().anyVlan().build(), next(2));
        base(datapath, 0, 0, Match.ANY, next(1));
        base(datapath, 1, 0, Match.ANY);
        base(datapath, 2, 0, Match.ANY);
    }

    private static Instruction next(int table) {
        return new Instruction.GotoTable(new TableId(table));
    }

    private void base(
            DatapathId datapath, int table, int priority, Match match, Instruction... does) {
        add(datapath, table, priority, match, List.of(does), "base");
    }

    private void add(
            DatapathId datapath,
            int table,
            int priority,
            Match match,
            List<Instruction> instructions,
            String owner) {
        if (switches.contains(datapath)) {
            lines.add(line(datapath, table, priority, match, instructions, owner));
        }
    }

    private void add(IntentView intent) {
        switch (intent.intent()) {
            case Intent.HostToHost(var _, var _, HostId source, HostId target, var _) -> {
                Host from = host(source);
                Host to = host(target);
                Match frames =
                        Match.builder()
                                .inPort(from.location().port())
                                .ethSrc(source.mac())
                                .ethDst(target.mac())
                                .build();
                ingress(intent, from.location(), to.location(), 200, frames);
                if (to.address().isPresent()) {
                    Match question =
                            Match.builder()
                                    .inPort(from.location().port())
                                    .ethSrc(source.mac())
                                    .ethDst(MacAddress.BROADCAST)
                                    .ethType(0x0806)
                                    .exact(
                                            MatchField.ARP_TPA,
                                            Integer.toUnsignedLong(to.address().get().value()))
                                    .build();
                    ingress(intent, from.location(), to.location(), 300, question);
                }
                transits(intent, to.location());
            }
            case Intent.PointToPoint points -> {
                Match.Builder match = Match.builder().inPort(points.ingress().port());
                int bits = 0;
                Optional<Ipv4Prefix> source = points.selector().source();
                Optional<Ipv4Prefix> destination = points.selector().destination();
                if (source.isPresent() || destination.isPresent()) {
                    match.ethType(0x0800);
                }
                if (source.isPresent()) {
                    bits += prefix(match, MatchField.IPV4_SRC, source.get());
                }
                if (destination.isPresent()) {
                    bits += prefix(match, MatchField.IPV4_DST, destination.get());
                }
                ingress(intent, points.ingress(), points.egress(), 100 + bits, match.build());
                transits(intent, points.egress());
            }
        }
    }

    private static int prefix(Match.Builder match, MatchField field, Ipv4Prefix prefix) {
        match.masked(
                field,
                Integer.toUnsignedLong(prefix.address().value()),
                Integer.toUnsignedLong(prefix.mask()));
        return prefix.length();
    }

    private Host host(HostId id) {
        return view.hosts().stream().filter(h -> h.id().equals(id)).findFirst().orElseThrow();
    }

    private void ingress(
            IntentView intent, ConnectPoint from, ConnectPoint to, int above, Match match) {
        int band =
                switch (intent.intent().precedence()) {
                    case AUTONOMIC -> 20_000;
                    case INTENT -> 30_000;
                    case HUMAN -> 40_000;
                };
        Instruction does =
                intent.path().isEmpty()
                        ? Instruction.ApplyActions.of(new Action.Output(to.port()))
                        : Instruction.ApplyActions.of(
                                new Action.PushVlan(0x8100),
                                new Action.SetField(
                                        MatchField.VLAN_VID,
                                        MatchField.VID_PRESENT | intent.tag().orElseThrow().vlan()),
                                new Action.Output(intent.path().getFirst().source().port()));
        add(from.datapath(), 1, band + above, match, List.of(does), "intent " + intent.serial());
    }

    private void transits(IntentView intent, ConnectPoint egress) {
        transit(intent.path(), intent.tag(), egress);
        intent.protection().ifPresent(second -> transit(second.path(), second.tag(), egress));
    }

    private void transit(List<LinkId> path, Optional<PathTag> tag, ConnectPoint egress) {
        for (int hop = 0; hop < path.size(); hop++) {
            LinkId link = path.get(hop);
            Instruction does =
                    hop == path.size() - 1
                            ? Instruction.ApplyActions.of(
                                    new Action.PopVlan(), new Action.Output(egress.port()))
                            : Instruction.ApplyActions.of(
                                    new Action.Output(path.get(hop + 1).source().port()));
            Match match =
                    Match.builder()
                            .inPort(link.target().port())
                            .vlan(tag.orElseThrow().vlan())
                            .build();
            add(link.target().datapath(), 2, 30_000, match, List.of(does), "tunnel");
        }
    }

    /// Which tunnel it is nobody outside can know; that the tags agree is enough.
    private static String owner(Cookie cookie) {
        return switch (cookie.kind()) {
            case BASE -> "base";
            case TUNNEL, EGRESS -> "tunnel";
            case INTENT, QUESTION -> "intent " + cookie.serial();
            case CONTAINMENT -> "containment " + cookie.serial();
        };
    }

    private static String line(
            DatapathId datapath,
            int table,
            int priority,
            Match match,
            List<Instruction> instructions,
            String owner) {
        return datapath
                + " table "
                + table
                + " priority "
                + priority
                + " "
                + match
                + " -> "
                + instructions
                + " of "
                + owner;
    }
}
