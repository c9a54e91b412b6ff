package io.teleon.models.intent;

import java.util.EnumSet;
import java.util.Set;

/// How far the controller has come with an intent. It speaks of rules in switches, not of whether
/// traffic arrives: that is measured and told apart.
///
/// | from | what happens | to |
/// |---|---|---|
/// | - | accepted and journalled | `SUBMITTED` |
/// | `SUBMITTED` | its turn comes | `COMPILING` |
/// | `COMPILING` | a path is found, rules are sent | `INSTALLING` |
/// | `COMPILING` | no path, unknown host, no free tag | `FAILED` |
/// | `INSTALLING` | every switch answered its barriers | `INSTALLED` |
/// | `INSTALLING` | a switch refused a rule | `FAILED` |
/// | `INSTALLING` | the path breaks meanwhile | `COMPILING` |
/// | `INSTALLED` | the path breaks, or a better or wanted one is there | `REROUTING` |
/// | `REROUTING` | every switch answered its barriers | `INSTALLED` |
/// | `REROUTING` | no path is left, or a switch refused a rule | `FAILED` |
/// | `FAILED` | the wait before the next try is over | `COMPILING` |
/// | `FAILED` | the last try is used up | `PARKED` |
/// | `PARKED` | the network or a host it needs changed, or a person asks | `COMPILING` |
/// | any but `WITHDRAWING`, `WITHDRAWN` | withdrawn by its owner | `WITHDRAWING` |
/// | `WITHDRAWING` | every switch confirmed the removal | `WITHDRAWN` |
///
/// `FAILED` and `PARKED` come with a reason and say whether rules are still held in switches.
public enum InstallState {
    SUBMITTED,
    COMPILING,
    INSTALLING,
    INSTALLED,
    REROUTING,
    FAILED,
    PARKED,
    WITHDRAWING,
    WITHDRAWN;

    /// Whether the table above has a line from this state to the other.
    public boolean canBecome(InstallState next) {
        return successors().contains(next);
    }

    private Set<InstallState> successors() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(COMPILING, WITHDRAWING);
            case COMPILING -> EnumSet.of(INSTALLING, FAILED, WITHDRAWING);
            case INSTALLING -> EnumSet.of(INSTALLED, FAILED, COMPILING, WITHDRAWING);
            case INSTALLED -> EnumSet.of(REROUTING, WITHDRAWING);
            case REROUTING -> EnumSet.of(INSTALLED, FAILED, WITHDRAWING);
            case FAILED -> EnumSet.of(COMPILING, PARKED, WITHDRAWING);
            case PARKED -> EnumSet.of(COMPILING, WITHDRAWING);
            case WITHDRAWING -> EnumSet.of(WITHDRAWN);
            case WITHDRAWN -> EnumSet.noneOf(InstallState.class);
        };
    }
}
