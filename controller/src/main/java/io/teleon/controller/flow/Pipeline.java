package io.teleon.controller.flow;

import static io.teleon.controller.openflow.MatchField.ARP_TPA;
import static io.teleon.controller.openflow.MatchField.ETH_DST;
import static io.teleon.controller.openflow.MatchField.ETH_SRC;
import static io.teleon.controller.openflow.MatchField.ETH_TYPE;
import static io.teleon.controller.openflow.MatchField.IN_PORT;
import static io.teleon.controller.openflow.MatchField.IPV4_DST;
import static io.teleon.controller.openflow.MatchField.IPV4_SRC;
import static io.teleon.controller.openflow.MatchField.VLAN_VID;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.packet.ProbeSeal;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The flow tables of every switch, declared as a value: which table does what, what its rules may
/// match and do, and which priorities belong to whom. Every rule is checked against it before it is
/// written.
///
/// ```
///            untagged                                  (in_port, selector)
///  packet -> ADMISSION ----------------> CLASSIFY ------------------------> meter, push tag, output
///                |  tagged               miss: drop
///                +---------> TRANSIT  (in_port, tag) -> output, or pop tag and output
///                            miss: drop
///  discovery frames and copies of untagged ARP go from ADMISSION to the controller,
///  probes of tunnels that end at this switch from TRANSIT; untagged ones of hosts are dropped
///  what a contained host sends: dropped by ADMISSION, or only its ARP not copied to the controller
/// ```
///
/// @param tables in the order of their ids
public record Pipeline(List<Table> tables) {

    public static final TableId ADMISSION = new TableId(0);
    public static final TableId CLASSIFY = new TableId(1);
    public static final TableId TRANSIT = new TableId(2);

    /// LLDP (IEEE 802.1AB).
    public static final int DISCOVERY_ETHER_TYPE = 0x88cc;

    public static final int ARP_ETHER_TYPE = 0x0806;

    /// Of the frames that probe tunnels: local experimental ethertype 1 (IEEE 802).
    public static final int PROBE_ETHER_TYPE = 0x88b5;

    private static final int DISCOVERY_PRIORITY = 60_000;
    private static final int CONTAINMENT_PRIORITY = 55_000;
    private static final int ARP_PRIORITY = 50_000;
    private static final int HOST_PROBE_PRIORITY = 45_000;
    private static final int TAGGED_PRIORITY = 40_000;
    private static final int PROBE_PRIORITY = 40_000;
    private static final int TRANSIT_PRIORITY = 30_000;
    private static final int BAND_WIDTH = 10_000;

    /// What the controller installs today.
    public static final Pipeline STANDARD =
            new Pipeline(
                    List.of(
                            new Table(
                                    ADMISSION,
                                    "admission",
                                    EnumSet.of(IN_PORT, ETH_TYPE, VLAN_VID),
                                    EnumSet.of(Verb.TO_CONTROLLER),
                                    List.of(CLASSIFY, TRANSIT)),
                            new Table(
                                    CLASSIFY,
                                    "classify",
                                    EnumSet.of(
                                            IN_PORT, ETH_DST, ETH_SRC, ETH_TYPE, VLAN_VID, IPV4_SRC,
                                            IPV4_DST, ARP_TPA),
                                    EnumSet.of(Verb.PUSH_TAG, Verb.OUTPUT, Verb.METER),
                                    List.of()),
                            new Table(
                                    TRANSIT,
                                    "transit",
                                    EnumSet.of(IN_PORT, ETH_DST, ETH_TYPE, VLAN_VID),
                                    EnumSet.of(Verb.POP_TAG, Verb.OUTPUT, Verb.TO_CONTROLLER),
                                    List.of())));

    public Pipeline {
        tables = List.copyOf(tables);
    }

    /// One table: what its rules may match on, do, and where they may send a packet next.
    public record Table(
            TableId id, String name, Set<MatchField> fields, Set<Verb> verbs, List<TableId> next) {}

    /// What a rule may do to a packet.
    public enum Verb {
        TO_CONTROLLER,
        OUTPUT,
        PUSH_TAG,
        POP_TAG,
        METER
    }

    /// The lowest priority of the band that belongs to this precedence. Within a band the more
    /// specific rule lies higher.
    public static int band(Precedence precedence) {
        return switch (precedence) {
            case AUTONOMIC -> 20_000;
            case INTENT -> 30_000;
            case HUMAN -> 40_000;
        };
    }

    /// The lowest of the hundred priorities of the rules that contain a host: below discovery and
    /// above all else, so that no intent leads around them.
    ///
    /// @param precedence of whoever wants it
    public static int containmentPriority(Precedence precedence) {
        return CONTAINMENT_PRIORITY
                + switch (precedence) {
                    case AUTONOMIC -> 0;
                    case INTENT -> 100;
                    case HUMAN -> 200;
                };
    }

    /// The priority of every transit rule: tags never overlap, so one is enough.
    public static int transitPriority() {
        return TRANSIT_PRIORITY;
    }

    /// Why this rule does not belong here, if so.
    public Optional<String> violation(FlowRule rule) {
        Optional<Table> table =
                tables.stream().filter(t -> t.id().equals(rule.key().table())).findFirst();
        if (table.isEmpty()) {
            return Optional.of("the pipeline has no table " + rule.key().table());
        }
        for (Match.Term term : rule.key().match().terms()) {
            if (!table.get().fields().contains(term.field())) {
                return Optional.of("table " + table.get().name() + " does not match on " + term);
            }
        }
        return bandViolation(rule)
                .or(() ->
                        rule.instructions().stream()
                                .flatMap(i -> violation(table.get(), i).stream())
                                .findFirst());
    }

    private static Optional<String> bandViolation(FlowRule rule) {
        if (!rule.owner().isIntent()) {
            return Optional.empty();
        }
        int band = band(rule.owner().precedence());
        int priority = rule.key().priority();
        return priority >= band && priority < band + BAND_WIDTH
                ? Optional.empty()
                : Optional.of(
                        "priority "
                                + priority
                                + " is outside the band "
                                + band
                                + ".."
                                + (band + BAND_WIDTH - 1)
                                + " of "
                                + rule.owner().precedence());
    }

    private static Optional<String> violation(Table table, Instruction instruction) {
        return switch (instruction) {
            case Instruction.GotoTable(TableId next) ->
                    table.next().contains(next)
                            ? Optional.empty()
                            : Optional.of("table " + table.name() + " does not lead to " + next);
            case Instruction.ApplyActions(List<Action> actions) ->
                    actions.stream().flatMap(a -> violation(table, a).stream()).findFirst();
            case Instruction.WriteActions _,
                    Instruction.ClearActions _,
                    Instruction.WriteMetadata _ ->
                    Optional.of("table " + table.name() + " has no use for " + instruction);
            case Instruction.Meter _ ->
                    table.verbs().contains(Verb.METER)
                            ? Optional.empty()
                            : Optional.of("table " + table.name() + " does not meter");
        };
    }

    private static Optional<String> violation(Table table, Action action) {
        Optional<Verb> verb =
                switch (action) {
                    case Action.Output(PortNumber port, int _) ->
                            Optional.of(
                                    port.equals(PortNumber.CONTROLLER)
                                            ? Verb.TO_CONTROLLER
                                            : Verb.OUTPUT);
                    case Action.PushVlan _ -> Optional.of(Verb.PUSH_TAG);
                    case Action.SetField(MatchField field, long _) ->
                            field == VLAN_VID ? Optional.of(Verb.PUSH_TAG) : Optional.empty();
                    case Action.PopVlan _ -> Optional.of(Verb.POP_TAG);
                    case Action.Group _,
                            Action.SetQueue _,
                            Action.PushMpls _,
                            Action.PopMpls _,
                            Action.SetMplsTtl _,
                            Action.DecMplsTtl _,
                            Action.SetNwTtl _,
                            Action.DecNwTtl _,
                            Action.CopyTtlOut _,
                            Action.CopyTtlIn _ ->
                            Optional.empty();
                };
        return verb.filter(table.verbs()::contains).isPresent()
                ? Optional.empty()
                : Optional.of("table " + table.name() + " does not do " + action);
    }

    /// The rules every switch holds whatever the intents: misses, discovery, host tracking, the end
    /// of probes. A probe carries the address of the switch at which its tunnel ends: there it is
    /// caught before the rule that would hand it to the host, and others pass it on like any
    /// packet. Hosts cannot send one into a tunnel.
    public static List<FlowRule> baseRules(DatapathId datapath) {
        Action toController = new Action.Output(PortNumber.CONTROLLER);
        List<FlowRule> rules = new ArrayList<>();
        rules.add(
                base(
                        datapath,
                        ADMISSION,
                        DISCOVERY_PRIORITY,
                        Match.builder().untagged().ethType(DISCOVERY_ETHER_TYPE).build(),
                        Instruction.ApplyActions.of(toController)));
        rules.add(
                base(
                        datapath,
                        ADMISSION,
                        ARP_PRIORITY,
                        Match.builder().untagged().ethType(ARP_ETHER_TYPE).build(),
                        Instruction.ApplyActions.of(toController),
                        new Instruction.GotoTable(CLASSIFY)));
        rules.add(
                base(
                        datapath,
                        ADMISSION,
                        TAGGED_PRIORITY,
                        Match.builder().anyVlan().build(),
                        new Instruction.GotoTable(TRANSIT)));
        rules.add(
                base(
                        datapath,
                        ADMISSION,
                        HOST_PROBE_PRIORITY,
                        Match.builder().untagged().ethType(PROBE_ETHER_TYPE).build()));
        rules.add(
                base(
                        datapath,
                        TRANSIT,
                        PROBE_PRIORITY,
                        Match.builder()
                                .ethType(PROBE_ETHER_TYPE)
                                .ethDst(ProbeSeal.address(datapath))
                                .build(),
                        Instruction.ApplyActions.of(toController)));
        rules.add(base(datapath, ADMISSION, 0, Match.ANY, new Instruction.GotoTable(CLASSIFY)));
        rules.add(base(datapath, CLASSIFY, 0, Match.ANY));
        rules.add(base(datapath, TRANSIT, 0, Match.ANY));
        return List.copyOf(rules);
    }

    private static FlowRule base(
            DatapathId datapath,
            TableId table,
            int priority,
            Match match,
            Instruction... instructions) {
        return new FlowRule(
                datapath, new FlowKey(table, priority, match), List.of(instructions), Cookie.BASE);
    }
}
