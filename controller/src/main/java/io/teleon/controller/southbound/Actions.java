package io.teleon.controller.southbound;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.List;
import org.projectfloodlight.openflow.protocol.OFBucket;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFGroupType;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.protocol.action.OFAction;
import org.projectfloodlight.openflow.protocol.action.OFActionCopyTtlIn;
import org.projectfloodlight.openflow.protocol.action.OFActionCopyTtlOut;
import org.projectfloodlight.openflow.protocol.action.OFActionDecMplsTtl;
import org.projectfloodlight.openflow.protocol.action.OFActionDecNwTtl;
import org.projectfloodlight.openflow.protocol.action.OFActionGroup;
import org.projectfloodlight.openflow.protocol.action.OFActionOutput;
import org.projectfloodlight.openflow.protocol.action.OFActionPopMpls;
import org.projectfloodlight.openflow.protocol.action.OFActionPopVlan;
import org.projectfloodlight.openflow.protocol.action.OFActionPushMpls;
import org.projectfloodlight.openflow.protocol.action.OFActionPushVlan;
import org.projectfloodlight.openflow.protocol.action.OFActionSetField;
import org.projectfloodlight.openflow.protocol.action.OFActionSetMplsTtl;
import org.projectfloodlight.openflow.protocol.action.OFActionSetNwTtl;
import org.projectfloodlight.openflow.protocol.action.OFActionSetQueue;
import org.projectfloodlight.openflow.protocol.action.OFActions;
import org.projectfloodlight.openflow.protocol.instruction.OFInstruction;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionApplyActions;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionClearActions;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionGotoTable;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionMeter;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionWriteActions;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionWriteMetadata;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructions;
import org.projectfloodlight.openflow.protocol.meterband.OFMeterBand;
import org.projectfloodlight.openflow.protocol.meterband.OFMeterBandDrop;
import org.projectfloodlight.openflow.protocol.meterband.OFMeterBandDscpRemark;
import org.projectfloodlight.openflow.types.EthType;
import org.projectfloodlight.openflow.types.OFGroup;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.U64;

/// Actions and what is made of them - instructions and buckets - and meter bands, ours and the
/// library's.
final class Actions {

    private static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);
    private static final OFActions ACTIONS = FACTORY.actions();
    private static final OFInstructions INSTRUCTIONS = FACTORY.instructions();
    static final Twins<GroupType, OFGroupType> GROUP_TYPES =
            Twins.byOrder(GroupType.class, OFGroupType.class);

    private Actions() {}

    static List<OFAction> out(List<Action> actions) {
        List<OFAction> list = new ArrayList<>(actions.size());
        for (Action action : actions) {
            list.add(out(action));
        }
        return list;
    }

    static List<Action> in(List<OFAction> actions) {
        List<Action> list = new ArrayList<>(actions.size());
        for (OFAction action : actions) {
            list.add(in(action));
        }
        return list;
    }

    private static OFAction out(Action action) {
        return switch (action) {
            case Action.Output(PortNumber port, int maxLength) ->
                    ACTIONS.output(port(port), maxLength);
            case Action.Group(int groupId) -> ACTIONS.group(OFGroup.of(groupId));
            case Action.SetQueue(int queueId) -> ACTIONS.setQueue(Integer.toUnsignedLong(queueId));
            case Action.PushVlan(int etherType) -> ACTIONS.pushVlan(EthType.of(etherType));
            case Action.PopVlan() -> ACTIONS.popVlan();
            case Action.PushMpls(int etherType) -> ACTIONS.pushMpls(EthType.of(etherType));
            case Action.PopMpls(int etherType) -> ACTIONS.popMpls(EthType.of(etherType));
            case Action.SetField(var field, long value) ->
                    ACTIONS.setField(Matches.oxm(field, value));
            case Action.SetMplsTtl(int ttl) -> ACTIONS.setMplsTtl((short) ttl);
            case Action.DecMplsTtl() -> ACTIONS.decMplsTtl();
            case Action.SetNwTtl(int ttl) -> ACTIONS.setNwTtl((short) ttl);
            case Action.DecNwTtl() -> ACTIONS.decNwTtl();
            case Action.CopyTtlOut() -> ACTIONS.copyTtlOut();
            case Action.CopyTtlIn() -> ACTIONS.copyTtlIn();
        };
    }

    private static Action in(OFAction action) {
        return switch (action) {
            case OFActionOutput output ->
                    new Action.Output(port(output.getPort()), output.getMaxLen());
            case OFActionGroup group -> new Action.Group(group.getGroup().getGroupNumber());
            case OFActionSetQueue queue -> new Action.SetQueue((int) queue.getQueueId());
            case OFActionPushVlan push -> new Action.PushVlan(etherType(push.getEthertype()));
            case OFActionPopVlan _ -> new Action.PopVlan();
            case OFActionPushMpls push -> new Action.PushMpls(etherType(push.getEthertype()));
            case OFActionPopMpls pop -> new Action.PopMpls(etherType(pop.getEthertype()));
            case OFActionSetField set ->
                    new Action.SetField(
                            Matches.field(set.getField()), Matches.value(set.getField()));
            case OFActionSetMplsTtl set -> new Action.SetMplsTtl(set.getMplsTtl());
            case OFActionDecMplsTtl _ -> new Action.DecMplsTtl();
            case OFActionSetNwTtl set -> new Action.SetNwTtl(set.getNwTtl());
            case OFActionDecNwTtl _ -> new Action.DecNwTtl();
            case OFActionCopyTtlOut _ -> new Action.CopyTtlOut();
            case OFActionCopyTtlIn _ -> new Action.CopyTtlIn();
            default ->
                    throw new Uncarried(
                            ErrorCode.Type.BAD_ACTION, "BAD_TYPE", "action " + action.getType());
        };
    }

    static List<OFInstruction> instructionsOut(List<Instruction> instructions) {
        List<OFInstruction> list = new ArrayList<>(instructions.size());
        for (Instruction instruction : instructions) {
            list.add(
                    switch (instruction) {
                        case Instruction.Meter(int meterId) ->
                                INSTRUCTIONS.meter(Integer.toUnsignedLong(meterId));
                        case Instruction.ApplyActions(var actions) ->
                                INSTRUCTIONS.applyActions(out(actions));
                        case Instruction.ClearActions() -> INSTRUCTIONS.clearActions();
                        case Instruction.WriteActions(var actions) ->
                                INSTRUCTIONS.writeActions(out(actions));
                        case Instruction.WriteMetadata(long metadata, long mask) ->
                                INSTRUCTIONS.writeMetadata(U64.of(metadata), U64.of(mask));
                        case Instruction.GotoTable(TableId table) ->
                                INSTRUCTIONS.gotoTable(table(table));
                    });
        }
        return list;
    }

    static List<Instruction> instructionsIn(List<OFInstruction> instructions) {
        List<Instruction> list = new ArrayList<>(instructions.size());
        for (OFInstruction instruction : instructions) {
            list.add(
                    switch (instruction) {
                        case OFInstructionMeter meter ->
                                new Instruction.Meter((int) meter.getMeterId());
                        case OFInstructionApplyActions apply ->
                                new Instruction.ApplyActions(in(apply.getActions()));
                        case OFInstructionClearActions _ -> new Instruction.ClearActions();
                        case OFInstructionWriteActions write ->
                                new Instruction.WriteActions(in(write.getActions()));
                        case OFInstructionWriteMetadata write ->
                                new Instruction.WriteMetadata(
                                        write.getMetadata().getValue(),
                                        write.getMetadataMask().getValue());
                        case OFInstructionGotoTable go ->
                                new Instruction.GotoTable(table(go.getTableId()));
                        default ->
                                throw new Uncarried(
                                        ErrorCode.Type.BAD_INSTRUCTION,
                                        "UNKNOWN_INST",
                                        "instruction " + instruction.getType());
                    });
        }
        return list;
    }

    static List<OFBucket> bucketsOut(List<Bucket> buckets) {
        List<OFBucket> list = new ArrayList<>(buckets.size());
        for (Bucket bucket : buckets) {
            list.add(
                    FACTORY.buildBucket()
                            .setWeight(bucket.weight())
                            .setWatchPort(port(bucket.watchPort()))
                            .setWatchGroup(OFGroup.of(bucket.watchGroup()))
                            .setActions(out(bucket.actions()))
                            .build());
        }
        return list;
    }

    static List<Bucket> bucketsIn(List<OFBucket> buckets) {
        List<Bucket> list = new ArrayList<>(buckets.size());
        for (OFBucket bucket : buckets) {
            list.add(
                    new Bucket(
                            bucket.getWeight(),
                            port(bucket.getWatchPort()),
                            bucket.getWatchGroup().getGroupNumber(),
                            in(bucket.getActions())));
        }
        return list;
    }

    static List<OFMeterBand> bandsOut(List<MeterMod.Band> bands) {
        List<OFMeterBand> list = new ArrayList<>(bands.size());
        for (MeterMod.Band band : bands) {
            list.add(
                    switch (band) {
                        case MeterMod.Band.Drop(int rate, int burst) ->
                                FACTORY.meterBands()
                                        .drop(
                                                Integer.toUnsignedLong(rate),
                                                Integer.toUnsignedLong(burst));
                        case MeterMod.Band.DscpRemark(int rate, int burst, int precedenceLevel) ->
                                FACTORY.meterBands()
                                        .buildDscpRemark()
                                        .setRate(Integer.toUnsignedLong(rate))
                                        .setBurstSize(Integer.toUnsignedLong(burst))
                                        .setPrecLevel((short) precedenceLevel)
                                        .build();
                    });
        }
        return list;
    }

    static List<MeterMod.Band> bandsIn(List<OFMeterBand> bands) {
        List<MeterMod.Band> list = new ArrayList<>(bands.size());
        for (OFMeterBand band : bands) {
            list.add(
                    switch (band) {
                        case OFMeterBandDrop drop ->
                                new MeterMod.Band.Drop(
                                        (int) drop.getRate(), (int) drop.getBurstSize());
                        case OFMeterBandDscpRemark remark ->
                                new MeterMod.Band.DscpRemark(
                                        (int) remark.getRate(),
                                        (int) remark.getBurstSize(),
                                        remark.getPrecLevel());
                        default ->
                                throw new Uncarried(
                                        ErrorCode.Type.METER_MOD_FAILED,
                                        "BAD_BAND_TYPE",
                                        "meter band " + band.getType());
                    });
        }
        return list;
    }

    static OFPort port(PortNumber port) {
        return OFPort.ofInt(port.value());
    }

    static PortNumber port(OFPort port) {
        return new PortNumber(port.getPortNumber());
    }

    static org.projectfloodlight.openflow.types.TableId table(TableId table) {
        return org.projectfloodlight.openflow.types.TableId.of(table.value());
    }

    static TableId table(org.projectfloodlight.openflow.types.TableId table) {
        return new TableId(table.getValue() & 0xff);
    }

    private static int etherType(EthType type) {
        return type.getValue() & 0xffff;
    }
}
