package io.teleon.controller.intent;

import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.MeterRule;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.DatapathId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/// One intent as the controller carries it. Changed by [IntentMachine] alone.
final class IntentRecord {

    final int serial;
    final Intent intent;

    InstallState state = InstallState.SUBMITTED;
    String reason = "";
    Instant since;

    /// Tries since it last worked.
    int attempts;

    /// Counts the changes of its rules, so that late confirmations are told apart.
    int change;

    /// The newest change that every switch concerned has confirmed.
    int confirmedChange;

    /// Where its ingress sends packets now.
    Optional<Placement> current = Optional.empty();

    /// Where they went last, for its rules may be there still after it was given up.
    Optional<Placement> lastPlace = Optional.empty();

    /// Where it will once the tunnel there is confirmed.
    Optional<Placement> next = Optional.empty();

    /// Its second path, where it is protected and has one.
    Optional<Placement> standby = Optional.empty();

    /// Why it has none although it should, if so.
    String unprotected = "";

    /// The rules of [#current].
    List<FlowRule> ingress = List.of();

    /// Tunnels it left, on which packets may still be, with the change that left them.
    final NavigableMap<Integer, Integer> left = new TreeMap<>();

    /// Switches that were told to remove rules of it and have not confirmed that.
    final NavigableSet<DatapathId> clearing = new TreeSet<>();

    /// Which path it should go by.
    PathWish wish = PathWish.LIGHTEST;

    /// Whether the wish is to be looked at once it has settled.
    boolean unfollowed;

    /// The most it may send.
    Optional<Limit> limit = Optional.empty();

    /// The change with which the limit was written.
    int limitedAt;

    /// The limit that failed last, if none was asked for since.
    Optional<LimitView> failedLimit = Optional.empty();

    /// The meter of the limit, while it has rules.
    Optional<MeterRule> meter = Optional.empty();

    IntentRecord(int serial, Intent intent, Instant since) {
        this.serial = serial;
        this.intent = intent;
        this.since = since;
    }

    boolean holdsRules() {
        return !ingress.isEmpty()
                || next.isPresent()
                || standby.isPresent()
                || !left.isEmpty()
                || !clearing.isEmpty();
    }

    /// Whether what its rules should do now is what they do.
    boolean isConfirmed() {
        return next.isEmpty() && confirmedChange == change;
    }

    boolean uses(int tunnel) {
        return isAt(current, tunnel) || isAt(next, tunnel) || isAt(standby, tunnel);
    }

    static boolean isAt(Optional<Placement> placement, int tunnel) {
        return placement.map(Placement::tunnel).equals(Optional.of(OptionalInt.of(tunnel)));
    }
}
