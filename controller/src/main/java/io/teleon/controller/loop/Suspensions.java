package io.teleon.controller.loop;

import io.teleon.controller.assurance.Ends;
import io.teleon.controller.containment.Containments;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Why nothing is promised of an intent for now: there is nobody at its ends, people work on what
/// it needs, or the host that it begins at is cut off on purpose. Changes nothing.
final class Suspensions {

    private final NetworkState network;
    private final Ends ends;
    private final OfferedLoads loads;
    private final Containments containments;
    private final Supplier<List<LinkId>> maintained;

    /// @param maintained links that people work on
    Suspensions(
            NetworkState network,
            Ends ends,
            OfferedLoads loads,
            Containments containments,
            Supplier<List<LinkId>> maintained) {
        this.network = network;
        this.ends = ends;
        this.loads = loads;
        this.containments = containments;
        this.maintained = maintained;
    }

    /// In words, for people; the same words for all that it is the same for.
    Optional<String> of(IntentView intent) {
        if (ends.areGone(intent.intent())) {
            return Optional.of("both ends are gone");
        }
        if (isWorkedOn(intent)) {
            return Optional.of("a link that it needs is worked on");
        }
        return ends.ingress(intent.intent())
                .flatMap(containments::shut)
                .map(shut -> shut.host() + ", where it begins, is cut off by " + shut.holder());
    }

    private boolean isWorkedOn(IntentView intent) {
        List<LinkId> links = maintained.get();
        if (intent.path().stream().anyMatch(links::contains)) {
            return true;
        }
        boolean isStranded =
                intent.state() == InstallState.FAILED || intent.state() == InstallState.PARKED;
        Optional<NodePair> pair = isStranded ? loads.ends(intent.intent()) : Optional.empty();
        return pair.isPresent()
                && links.stream()
                        .filter(link -> !network.isLinkUp(link))
                        .anyMatch(link -> loads.wouldUse(pair.get(), link));
    }
}
