package io.teleon.controller.loop;

import io.teleon.controller.autonomy.Autonomy;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Expected;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What would come of what people ask. It changes nothing, and runs no twin: that is for whoever
/// wants the answer.
final class Foresight {

    private final NetworkState network;
    private final Intents intents;
    private final OfferedLoads loads;
    private final IntentTraffic traffic;

    Foresight(NetworkState network, Intents intents, OfferedLoads loads, IntentTraffic traffic) {
        this.network = network;
        this.intents = intents;
        this.loads = loads;
        this.traffic = traffic;
    }

    /// For the audit, what an ask will change, as it stands before: of those who are known only.
    List<String> diff(Ask ask, Optional<Autonomy> autonomy, Instant now) {
        return ask instanceof Ask.Named(String _, Ask asked)
                        && of(asked, autonomy, now) instanceof Answer.Foreseen foreseen
                ? foreseen.diff()
                : List.of();
    }

    Answer of(Ask ask, Optional<Autonomy> autonomy, Instant now) {
        return switch (ask) {
            case Ask.Submit(var intent) -> intents.foreseeSubmit(intent);
            case Ask.Withdraw(IntentId id) -> intents.foreseeWithdraw(id);
            case Ask.Move(IntentId id, List<LinkId> avoid) ->
                    withTrial(id, intents.foreseeMove(id, avoid));
            case Ask.Retry(IntentId id) -> intents.foreseeRetry(id);
            case Ask.Reconcile(Optional<DatapathId> wanted) ->
                    againstReconciling(network, wanted)
                            .orElseGet(() ->
                                    new Answer.Foreseen(
                                            true,
                                            List.of(
                                                    "tables of "
                                                            + wanted.map(network::nameOf)
                                                                    .orElse("all switches")
                                                            + ": compared, and mended where they"
                                                            + " differ")));
            case Ask.ReloadPolicy asked ->
                    autonomy.map(a -> a.foresee(asked, now)).orElseGet(Foresight::noPrograms);
            case Ask.ToAutonomy asked ->
                    autonomy.map(a -> a.foresee(asked, now)).orElseGet(Foresight::noPrograms);
            case Ask.Named _, Ask.Foresee _ ->
                    throw new IllegalStateException("ask within an ask: " + ask);
        };
    }

    static Answer noPrograms() {
        return new Answer.Rejected(Answer.Reason.INVALID, "this controller runs no programs");
    }

    /// Why tables cannot be compared, if so.
    static Optional<Answer> againstReconciling(NetworkState network, Optional<DatapathId> wanted) {
        return wanted.filter(id -> !network.isConnected(id))
                .map(id ->
                        new Answer.Rejected(
                                Answer.Reason.UNKNOWN, "switch " + id + " is not connected"));
    }

    private Answer withTrial(IntentId id, Answer answer) {
        return answer instanceof Answer.Foreseen foreseen && foreseen.changed()
                ? new Answer.Foreseen(
                        true,
                        foreseen.diff(),
                        foreseen.obstacle(),
                        foreseen.way(),
                        foreseen.way().map(way -> trial(id, way)))
                : answer;
    }

    /// With each intent sending what it was measured to send last.
    private Answer.Trial trial(IntentId id, Path way) {
        List<TwinDemand> demands = new ArrayList<>();
        for (IntentView view : intents.views()) {
            if (OfferedLoads.isThere(view)) {
                loads.ends(view.intent())
                        .filter(ends -> !ends.isSelf())
                        .ifPresent(ends ->
                                demands.add(
                                        new TwinDemand(
                                                view.intent().id(),
                                                ends.source(),
                                                ends.target(),
                                                view.path(),
                                                view.intent().tier().rank(),
                                                Expected.exactly(
                                                        traffic.ingress(view.intent().id())
                                                                .map(r -> r.rate().bitsPerSecond())
                                                                .orElse(0.0)),
                                                view.limit().map(limit -> limit.rate()))));
            }
        }
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        paths.put(id, way.links().stream().map(Link::id).toList());
        return new Answer.Trial(
                new TwinNetwork(network.usable().topology(), demands, Optional.empty()),
                new Candidate.Reroute("move " + id, paths));
    }
}
