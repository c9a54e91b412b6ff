package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The actions that wait for the end of the pipeline (OpenFlow 1.3.5 section 5.10): at most one of
/// each type (of set-field: one a field), carried out in the standard's order. Immutable.
record ActionSet(List<Action> inOrder) {

    static final ActionSet EMPTY = new ActionSet(List.of());

    ActionSet {
        inOrder = List.copyOf(inOrder);
    }

    /// The set that the actions of a bucket make.
    static ActionSet of(List<Action> actions) {
        return EMPTY.with(actions);
    }

    /// The set after these are written into it: each replaces the one of its type.
    ActionSet with(List<Action> written) {
        if (written.isEmpty()) {
            return this;
        }
        List<Action> actions = new ArrayList<>(inOrder);
        for (Action action : written) {
            actions.removeIf(old -> isOfOneType(old, action));
            actions.add(action);
        }
        actions.sort(Comparator.comparingInt(ActionSet::place));
        if (actions.stream().anyMatch(Action.Group.class::isInstance)) {
            actions.removeIf(Action.Output.class::isInstance);
        }
        return new ActionSet(actions);
    }

    private static boolean isOfOneType(Action one, Action other) {
        if (one instanceof Action.SetField a && other instanceof Action.SetField b) {
            return a.field() == b.field();
        }
        return one.getClass().equals(other.getClass());
    }

    private static int place(Action action) {
        return switch (action) {
            case Action.CopyTtlIn _ -> 0;
            case Action.PopVlan _ -> 1;
            case Action.PopMpls _ -> 2;
            case Action.PushMpls _ -> 3;
            case Action.PushVlan _ -> 4;
            case Action.CopyTtlOut _ -> 5;
            case Action.DecNwTtl _ -> 6;
            case Action.DecMplsTtl _ -> 7;
            case Action.SetMplsTtl _ -> 8;
            case Action.SetNwTtl _ -> 9;
            case Action.SetField _ -> 10;
            case Action.SetQueue _ -> 11;
            case Action.Group _ -> 12;
            case Action.Output _ -> 13;
        };
    }
}
