package io.teleon.simulator.world;

import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.flow.Cookie;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.simulator.invariant.Beliefs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the controller believes, as its journal and its view tell it. Who owns rules is read from
/// the journal's entries as they come, not from the controller's own books.
final class ControllerBeliefs implements Beliefs {

    private final ControllerProcess controller;

    /// For look-up only, never iterated.
    private final Set<Integer> tunnels = new HashSet<>();

    private final Set<Integer> intents = new HashSet<>();
    private final Set<Integer> containments = new HashSet<>();

    /// Where everything is kept back, by serial number.
    private final Map<Integer, ConnectPoint> shut = new HashMap<>();

    private final Map<IntentId, Integer> serials = new HashMap<>();
    private final Set<HostPair> installed = new HashSet<>();
    private long installedAtStep = -1;

    private record HostPair(HostId source, HostId target) {}

    ControllerBeliefs(ControllerProcess controller) {
        this.controller = controller;
    }

    void journalled(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.IntentSubmitted(var _, int serial, Intent intent) -> {
                intents.add(serial);
                serials.put(intent.id(), serial);
            }
            case JournalEntry.IntentWithdrawing _,
                    JournalEntry.IntentPlaced _,
                    JournalEntry.IntentSteered _,
                    JournalEntry.IntentHeld _,
                    JournalEntry.IntentProtected _,
                    JournalEntry.IntentLimited _,
                    JournalEntry.FulfilmentTold _,
                    JournalEntry.HostKnown _,
                    JournalEntry.PortTakenDown _,
                    JournalEntry.PortFreeing _,
                    JournalEntry.IncidentNoted _,
                    JournalEntry.PortBroughtUp _ -> {}
            case JournalEntry.IntentWithdrawn(var _, IntentId id) -> {
                Integer serial = serials.remove(id);
                if (serial != null) {
                    intents.remove(serial);
                }
            }
            case JournalEntry.PortContained(var _, Containment wanted) -> {
                containments.add(wanted.serial());
                if (wanted.extent() == Extent.EVERYTHING) {
                    shut.put(wanted.serial(), wanted.point());
                }
                installedAtStep = -1;
            }
            case JournalEntry.PortFreed(var _, int serial) -> {
                containments.remove(serial);
                shut.remove(serial);
                installedAtStep = -1;
            }
            case JournalEntry.TunnelReserved(var _, var tunnel) -> tunnels.add(tunnel.serial());
            case JournalEntry.TunnelReleased(var _, int serial) -> tunnels.remove(serial);
            case JournalEntry.OfAutonomy _ -> {}
        }
    }

    @Override
    public boolean isThere() {
        return controller.isRunning();
    }

    @Override
    public boolean isInstalled(HostId source, HostId target) {
        if (installedAtStep != controller.steps()) {
            installedAtStep = controller.steps();
            installed.clear();
            for (ControllerView.IntentView view :
                    controller.view().map(ControllerView::intents).orElse(List.of())) {
                if (view.state() == InstallState.INSTALLED
                        && view.intent()
                                instanceof Intent.HostToHost(var _, var _, var from, var to, var _)
                        && !isShut(from)) {
                    installed.add(new HostPair(from, to));
                }
            }
        }
        return installed.contains(new HostPair(source, target));
    }

    /// Whether a host is cut off on purpose: nothing of it is to arrive anywhere.
    private boolean isShut(HostId host) {
        return !shut.isEmpty()
                && controller
                        .view()
                        .map(view ->
                                view.hosts().stream()
                                        .anyMatch(one ->
                                                one.id().equals(host)
                                                        && shut.containsValue(one.location())))
                        .orElse(false);
    }

    @Override
    public Optional<String> ownerless(long cookie) {
        Optional<Cookie> owner = Cookie.tryParse(cookie);
        if (owner.isEmpty()) {
            return Optional.of("cookie 0x" + Long.toHexString(cookie) + " is nobody's");
        }
        boolean alive =
                switch (owner.get().kind()) {
                    case BASE -> true;
                    case TUNNEL, EGRESS -> tunnels.contains(owner.get().serial());
                    case INTENT, QUESTION -> intents.contains(owner.get().serial());
                    case CONTAINMENT -> containments.contains(owner.get().serial());
                };
        return alive ? Optional.empty() : Optional.of(owner.get() + " is gone");
    }
}
