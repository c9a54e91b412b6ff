package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.EtherType;
import io.teleon.simulator.network.packet.FieldRewrite;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Whether actions are ones that the switch can carry out (OpenFlow 1.3.5 sections 7.2.5 and 7.4.4,
/// OFPET_BAD_ACTION).
///
/// In flow entries an action on a header must be borne out by the match or by an earlier push, as
/// the standard demands of set-field and allows for the others; Open vSwitch refuses them too.
record ActionCheck(SwitchPorts ports, IntPredicate isGroup) {

    /// The most actions in one list.
    private static final int MAX_ACTIONS = 1024;

    /// Where the actions stand.
    enum Place {
        FLOW_ENTRY,
        BUCKET,
        PACKET_OUT
    }

    /// Actions of a bucket or a packet-out: no match says what packets they meet.
    Optional<ErrorCode> check(List<Action> actions, Place place) {
        if (actions.size() > MAX_ACTIONS) {
            return failed("TOO_MANY");
        }
        for (Action action : actions) {
            Optional<ErrorCode> error = checkAlone(action, place);
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    /// Actions of a flow entry in the order in which they are carried out.
    Optional<ErrorCode> check(List<Action> actions, MatchCheck.Known packets) {
        Optional<ErrorCode> error = check(actions, Place.FLOW_ENTRY);
        if (error.isPresent()) {
            return error;
        }
        MatchCheck.Known known = packets;
        for (Action action : actions) {
            if (!isBorneOut(action, known)) {
                return failed("MATCH_INCONSISTENT");
            }
            known = after(action, known);
        }
        return Optional.empty();
    }

    /// What is known of packets that have gone through these actions.
    static MatchCheck.Known after(List<Action> actions, MatchCheck.Known packets) {
        MatchCheck.Known known = packets;
        for (Action action : actions) {
            known = after(action, known);
        }
        return known;
    }

    private Optional<ErrorCode> checkAlone(Action action, Place place) {
        return switch (action) {
            case Action.Output output -> checkPort(output.port(), place);
            case Action.Group group ->
                    isGroup.test(group.groupId()) ? Optional.empty() : failed("BAD_OUT_GROUP");
            // This switch has no queues.
            case Action.SetQueue _ -> failed("BAD_QUEUE");
            case Action.PushVlan push ->
                    EtherType.isVlan(push.etherType()) ? Optional.empty() : failed("BAD_TAG");
            case Action.PushMpls push ->
                    EtherType.isMpls(push.etherType()) ? Optional.empty() : failed("BAD_TAG");
            case Action.PopMpls pop ->
                    pop.etherType() >>> 16 == 0 ? Optional.empty() : failed("BAD_ARGUMENT");
            case Action.SetField set -> checkSetField(set);
            case Action.SetMplsTtl set ->
                    set.ttl() >>> 8 == 0 ? Optional.empty() : failed("BAD_ARGUMENT");
            case Action.SetNwTtl set ->
                    set.ttl() >>> 8 == 0 ? Optional.empty() : failed("BAD_ARGUMENT");
            case Action.PopVlan _,
                    Action.DecMplsTtl _,
                    Action.DecNwTtl _,
                    Action.CopyTtlOut _,
                    Action.CopyTtlIn _ ->
                    Optional.empty();
        };
    }

    private Optional<ErrorCode> checkPort(PortNumber port, Place place) {
        boolean valid =
                port.equals(PortNumber.IN_PORT)
                        || port.equals(PortNumber.ALL)
                        || port.equals(PortNumber.FLOOD)
                        || port.equals(PortNumber.CONTROLLER)
                        || (port.equals(PortNumber.TABLE) && place == Place.PACKET_OUT)
                        || ports.find(port).isPresent();
        return valid ? Optional.empty() : failed("BAD_OUT_PORT");
    }

    private static Optional<ErrorCode> checkSetField(Action.SetField set) {
        if (!FieldRewrite.isSettable(set.field())) {
            return failed("BAD_SET_TYPE");
        }
        boolean tagged = (set.value() & MatchField.VID_PRESENT) != 0;
        return set.field() == MatchField.VLAN_VID && !tagged
                ? failed("BAD_SET_ARGUMENT")
                : Optional.empty();
    }

    private static boolean isBorneOut(Action action, MatchCheck.Known known) {
        return switch (action) {
            case Action.Output _, Action.Group _, Action.SetQueue _ -> true;
            case Action.PushVlan _, Action.PushMpls _ -> true;
            case Action.PopVlan _ -> known.tagged();
            case Action.PopMpls _, Action.SetMplsTtl _, Action.DecMplsTtl _ ->
                    EtherType.isMpls(known.etherType());
            case Action.CopyTtlIn _, Action.CopyTtlOut _ -> EtherType.isMpls(known.etherType());
            case Action.SetNwTtl _, Action.DecNwTtl _ -> known.isIp();
            case Action.SetField set ->
                    known.allows(set.field())
                            && (set.field() != MatchField.VLAN_VID || known.tagged());
        };
    }

    private static MatchCheck.Known after(Action action, MatchCheck.Known known) {
        return switch (action) {
            case Action.PushVlan _ -> known.withTagged(true);
            case Action.PopVlan _ -> known.withTagged(false);
            // A label goes in front of VLAN tags and hides them.
            case Action.PushMpls push -> known.withTagged(false).withEtherType(push.etherType());
            case Action.PopMpls pop -> known.withEtherType(pop.etherType());
            case Action.Output _,
                    Action.Group _,
                    Action.SetQueue _,
                    Action.SetField _,
                    Action.SetMplsTtl _,
                    Action.DecMplsTtl _,
                    Action.SetNwTtl _,
                    Action.DecNwTtl _,
                    Action.CopyTtlOut _,
                    Action.CopyTtlIn _ ->
                    known;
        };
    }

    private static Optional<ErrorCode> failed(String code) {
        return Optional.of(ErrorCode.of(ErrorCode.Type.BAD_ACTION, code));
    }
}
