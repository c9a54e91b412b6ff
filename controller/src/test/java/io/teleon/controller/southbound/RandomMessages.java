package io.teleon.controller.southbound;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Draws messages of every kind, with every part our values carry and with values at the edges of
/// their ranges.
final class RandomMessages {

    private final RandomGenerator random;

    RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    /// One message of each kind, in a fixed order of kinds.
    List<OpenFlowMessage> oneOfEachKind() {
        List<OpenFlowMessage> messages =
                new ArrayList<>(
                        List.of(
                                new OpenFlowMessage.Hello(bits(), OpenFlowMessage.Hello.ONLY_1_3),
                                new OpenFlowMessage.ErrorReply(bits(), errorCode(), octets(80)),
                                new OpenFlowMessage.EchoRequest(bits(), octets(40)),
                                new OpenFlowMessage.EchoReply(bits(), octets(40)),
                                new OpenFlowMessage.FeaturesRequest(bits()),
                                new OpenFlowMessage.FeaturesReply(
                                        bits(),
                                        new DatapathId(random.nextLong()),
                                        bits(),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        some(OpenFlowMessage.Capability.class)),
                                new OpenFlowMessage.GetConfigRequest(bits()),
                                new OpenFlowMessage.GetConfigReply(bits(), random.nextInt(65536)),
                                new OpenFlowMessage.SetConfig(bits(), random.nextInt(65536)),
                                new OpenFlowMessage.PacketIn(
                                        bits(),
                                        bits(),
                                        random.nextInt(65536),
                                        one(OpenFlowMessage.PacketInReason.class),
                                        table(),
                                        random.nextLong(),
                                        matchOnPort(),
                                        octets(200)),
                                new OpenFlowMessage.PacketOut(
                                        bits(), bits(), port(), actions(4), octets(200)),
                                new OpenFlowMessage.FlowRemoved(
                                        bits(),
                                        random.nextLong(),
                                        random.nextInt(65536),
                                        one(OpenFlowMessage.FlowRemovedReason.class),
                                        table(),
                                        duration(),
                                        seconds(),
                                        seconds(),
                                        random.nextLong(),
                                        random.nextLong(),
                                        match()),
                                new OpenFlowMessage.PortStatus(
                                        bits(),
                                        one(OpenFlowMessage.PortStatusReason.class),
                                        portDescription()),
                                new OpenFlowMessage.PortMod(
                                        bits(),
                                        port(),
                                        mac(),
                                        some(PortDescription.Config.class),
                                        some(PortDescription.Config.class)),
                                new OpenFlowMessage.BarrierRequest(bits()),
                                new OpenFlowMessage.BarrierReply(bits()),
                                new OpenFlowMessage.RoleRequest(
                                        bits(), one(OpenFlowMessage.Role.class), random.nextLong()),
                                new OpenFlowMessage.RoleReply(
                                        bits(), one(OpenFlowMessage.Role.class), random.nextLong()),
                                flowMod(),
                                new GroupMod(
                                        bits(),
                                        one(GroupMod.Command.class),
                                        one(GroupType.class),
                                        group(),
                                        buckets()),
                                new MeterMod(
                                        bits(),
                                        one(MeterMod.Command.class),
                                        some(MeterMod.Flag.class),
                                        bits(),
                                        bands())));
        for (MultipartRequest.Body body : requestBodies()) {
            messages.add(new MultipartRequest(bits(), body));
        }
        for (MultipartReply.Body body : replyBodies()) {
            messages.add(new MultipartReply(bits(), random.nextBoolean(), body));
        }
        return messages;
    }

    private List<MultipartRequest.Body> requestBodies() {
        return List.of(
                new MultipartRequest.Description(),
                new MultipartRequest.Flows(
                        table(), port(), group(), random.nextLong(), random.nextLong(), match()),
                new MultipartRequest.Aggregate(
                        table(), port(), group(), random.nextLong(), random.nextLong(), match()),
                new MultipartRequest.Tables(),
                new MultipartRequest.PortStatistics(port()),
                new MultipartRequest.PortDescriptions(),
                new MultipartRequest.GroupStatistics(group()),
                new MultipartRequest.GroupDescriptions(),
                new MultipartRequest.GroupFeatures(),
                new MultipartRequest.MeterStatistics(bits()),
                new MultipartRequest.MeterConfigs(bits()),
                new MultipartRequest.MeterFeatures());
    }

    private List<MultipartReply.Body> replyBodies() {
        return List.of(
                new MultipartReply.Description(
                        text(255), text(255), text(255), text(31), text(255)),
                new MultipartReply.Flows(
                        list(
                                3,
                                () ->
                                        new MultipartReply.FlowEntry(
                                                table(),
                                                random.nextInt(65536),
                                                match(),
                                                random.nextLong(),
                                                instructions(),
                                                duration(),
                                                seconds(),
                                                seconds(),
                                                some(FlowMod.Flag.class),
                                                random.nextLong(),
                                                random.nextLong()))),
                new MultipartReply.Aggregate(random.nextLong(), random.nextLong(), bits()),
                new MultipartReply.Tables(
                        list(
                                3,
                                () ->
                                        new MultipartReply.TableEntry(
                                                table(),
                                                bits(),
                                                random.nextLong(),
                                                random.nextLong()))),
                new MultipartReply.PortStatistics(
                        list(
                                5,
                                () ->
                                        new MultipartReply.PortCounters(
                                                port(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                -1,
                                                duration()))),
                new MultipartReply.PortDescriptions(list(4, this::portDescription)),
                new MultipartReply.GroupStatistics(
                        list(
                                3,
                                () ->
                                        new MultipartReply.GroupCounters(
                                                group(),
                                                bits(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                duration(),
                                                list(
                                                        3,
                                                        () ->
                                                                new MultipartReply.BucketCounters(
                                                                        random.nextLong(),
                                                                        random.nextLong()))))),
                new MultipartReply.GroupDescriptions(
                        list(
                                3,
                                () ->
                                        new MultipartReply.GroupEntry(
                                                one(GroupType.class), group(), buckets()))),
                new MultipartReply.GroupFeatures(
                        some(GroupType.class), List.of(bits(), bits(), bits(), bits())),
                new MultipartReply.MeterStatistics(
                        list(
                                3,
                                () ->
                                        new MultipartReply.MeterCounters(
                                                bits(),
                                                bits(),
                                                random.nextLong(),
                                                random.nextLong(),
                                                duration(),
                                                list(
                                                        2,
                                                        () ->
                                                                new MultipartReply.BandCounters(
                                                                        random.nextLong(),
                                                                        random.nextLong()))))),
                new MultipartReply.MeterConfigs(
                        list(
                                3,
                                () ->
                                        new MultipartReply.MeterEntry(
                                                bits(), some(MeterMod.Flag.class), bands()))),
                new MultipartReply.MeterFeatures(bits(), random.nextInt(256)));
    }

    private FlowMod flowMod() {
        return new FlowMod(
                bits(),
                one(FlowMod.Command.class),
                table(),
                random.nextInt(65536),
                match(),
                random.nextLong(),
                random.nextLong(),
                seconds(),
                seconds(),
                bits(),
                port(),
                group(),
                some(FlowMod.Flag.class),
                instructions());
    }

    private Match matchOnPort() {
        return Match.builder().inPort(port()).exact(MatchField.METADATA, random.nextLong()).build();
    }

    Match match() {
        Match.Builder match = Match.builder();
        for (MatchField field : MatchField.values()) {
            if (random.nextInt(8) != 0) {
                continue;
            }
            long mask = field.isMaskable() && random.nextBoolean() ? random.nextLong() : -1L;
            match.masked(field, value(field), mask & field.fullMask());
        }
        return match.build();
    }

    private long value(MatchField field) {
        return switch (field) {
            case IN_PORT, IN_PHY_PORT -> Integer.toUnsignedLong(port().value());
            case IP_PROTO -> random.nextInt(255); // the library refuses the reserved 255
            default -> random.nextLong() & field.fullMask();
        };
    }

    List<Action> actions(int atMost) {
        return list(atMost, this::action);
    }

    private Action action() {
        return switch (random.nextInt(14)) {
            case 0 -> new Action.Group(group());
            case 1 -> new Action.SetQueue(bits());
            case 2 -> new Action.PushVlan(random.nextInt(65536));
            case 3 -> new Action.PopVlan();
            case 4 -> new Action.PushMpls(random.nextInt(65536));
            case 5 -> new Action.PopMpls(random.nextInt(65536));
            case 6 -> {
                MatchField field = one(MatchField.class);
                yield new Action.SetField(field, value(field));
            }
            case 7 -> new Action.SetMplsTtl(random.nextInt(256));
            case 8 -> new Action.DecMplsTtl();
            case 9 -> new Action.SetNwTtl(random.nextInt(256));
            case 10 -> new Action.DecNwTtl();
            case 11 -> new Action.CopyTtlOut();
            case 12 -> new Action.CopyTtlIn();
            default -> new Action.Output(port(), random.nextInt(65536));
        };
    }

    private List<Instruction> instructions() {
        List<Instruction> instructions =
                new ArrayList<>(
                        List.of(
                                new Instruction.Meter(bits()),
                                new Instruction.ApplyActions(actions(4)),
                                new Instruction.ClearActions(),
                                new Instruction.WriteActions(actions(4)),
                                new Instruction.WriteMetadata(random.nextLong(), random.nextLong()),
                                new Instruction.GotoTable(table())));
        instructions.removeIf(_ -> random.nextBoolean());
        return instructions;
    }

    private List<Bucket> buckets() {
        return list(3, () -> new Bucket(random.nextInt(65536), port(), group(), actions(3)));
    }

    private List<MeterMod.Band> bands() {
        return list(
                3,
                () ->
                        random.nextBoolean()
                                ? new MeterMod.Band.Drop(bits(), bits())
                                : new MeterMod.Band.DscpRemark(
                                        bits(), bits(), random.nextInt(256)));
    }

    private PortDescription portDescription() {
        return new PortDescription(
                port(),
                mac(),
                text(15),
                some(PortDescription.Config.class),
                some(PortDescription.State.class),
                Integer.toUnsignedLong(bits()),
                Integer.toUnsignedLong(bits()));
    }

    private ErrorCode errorCode() {
        return new ErrorCode(random.nextInt(65536), random.nextInt(65536));
    }

    /// Any 32 bits, often at the edge of what is signed or reserved.
    private int bits() {
        return switch (random.nextInt(8)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> Integer.MIN_VALUE;
            default -> random.nextInt();
        };
    }

    private PortNumber port() {
        return switch (random.nextInt(6)) {
            case 0 -> PortNumber.ANY;
            case 1 -> PortNumber.CONTROLLER;
            case 2 -> PortNumber.LOCAL;
            case 3 -> new PortNumber(0xffffff00);
            case 4 -> PortNumber.IN_PORT;
            default -> new PortNumber(1 + random.nextInt(1000));
        };
    }

    private int group() {
        return switch (random.nextInt(4)) {
            case 0 -> FlowMod.ANY_GROUP;
            case 1 -> GroupMod.ALL_GROUPS;
            case 2 -> 0x80000000;
            default -> random.nextInt(1000);
        };
    }

    private TableId table() {
        return new TableId(random.nextInt(256));
    }

    private MacAddress mac() {
        return new MacAddress(random.nextLong() >>> 16);
    }

    private Duration seconds() {
        return Duration.ofSeconds(random.nextInt(65536));
    }

    private Duration duration() {
        return Duration.ofSeconds(random.nextLong(1L << 32), random.nextInt(1_000_000_000));
    }

    Octets octets(int atMost) {
        byte[] bytes = new byte[random.nextInt(atMost + 1)];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private String text(int atMost) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(atMost + 1);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(' ', 127));
        }
        return text.toString();
    }

    private <T> List<T> list(int atMost, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(atMost + 1);
        for (int i = 0; i < size; i++) {
            list.add(one.get());
        }
        return list;
    }

    private <E extends Enum<E>> E one(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private <E extends Enum<E>> Set<E> some(Class<E> type) {
        Set<E> set = EnumSet.allOf(type);
        set.removeIf(_ -> random.nextBoolean());
        return set;
    }
}
