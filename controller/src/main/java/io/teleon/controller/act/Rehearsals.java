package io.teleon.controller.act;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.network.LinkId;
import io.teleon.policies.engine.ExpressionText;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gives the twin the network as it is believed to be, and says for people what it answers.
final class Rehearsals {

    /// Marks the one that is rehearsed among its alternatives.
    private static final String CHOSEN = "chosen: ";

    private final NetworkState network;
    private final Foresight foresight;
    private final Management management;

    Rehearsals(NetworkState network, Foresight foresight, Management management) {
        this.network = network;
        this.foresight = foresight;
        this.management = management;
    }

    /// The beliefs at a look, with what intents are expected to send, see [Expectations].
    ///
    /// @param about the link in question
    /// @param shaky the share of the last minutes in which a link that is up was down
    TwinNetwork beliefs(Picture picture, Optional<LinkId> about, SortedMap<LinkId, Double> shaky) {
        Expectations expectations = Expectations.of(picture, about, foresight);
        List<TwinDemand> demands = new ArrayList<>();
        for (OfIntent intent : picture.intents().values()) {
            if (intent.ends().isPresent() && !intent.ends().get().isSelf()) {
                demands.add(
                        new TwinDemand(
                                intent.id(),
                                intent.ends().get().source(),
                                intent.ends().get().target(),
                                intent.view().path(),
                                intent.view().intent().tier().rank(),
                                expectations.of(intent),
                                intent.view().limit().map(limit -> limit.rate())));
            }
        }
        SortedMap<LinkId, Double> lossy = new TreeMap<>(shaky);
        for (OfLink link : picture.links().values()) {
            link.loss()
                    .filter(loss -> loss.value() > 0)
                    .ifPresent(loss -> lossy.merge(link.link().id(), loss.value(), Math::max));
        }
        return new TwinNetwork(network.usable().topology(), demands, management.node(), lossy);
    }

    /// The candidate a plan is.
    static Optional<Candidate> candidate(String name, Plan plan) {
        return switch (plan) {
            case Plan.Paths paths -> Optional.of(new Candidate.Reroute(name, paths.paths()));
            case Plan.Limits limits -> Optional.of(new Candidate.Limit(name, limits.limits()));
            case Plan.Bounce bounce ->
                    Optional.of(new Candidate.TakeDown(name, bounce.link(), Actions.BOUNCE_OUTAGE));
            case Plan.Contain _, Plan.Impossible _, Plan.Paper _ -> Optional.empty();
        };
    }

    /// What a detour is called as a candidate.
    static String name(Detour detour) {
        return detour.name().name();
    }

    /// @param taken by what its rule took it, if that had a choice
    static ActionView.TwinView shown(Rehearsal rehearsal, Optional<String> taken) {
        Verdict chosen = rehearsal.chosen();
        String why =
                chosen.equals(rehearsal.best())
                        ? ""
                        : ". Its rule takes "
                                + taken.map(by -> "by " + by + ", not by this order")
                                        .orElse("no other");
        return new ActionView.TwinView(
                word(chosen.kind()),
                chosen.summary(),
                rehearsal.ranked().stream()
                        .map(verdict ->
                                verdict.equals(chosen)
                                        ? CHOSEN + verdict.summary() + why
                                        : verdict.summary())
                        .toList());
    }

    /// By what the rule that wants an action takes one of several ways: `least path_cost(P)`.
    static Optional<String> taken(Program program, Optional<Explanation> explanation) {
        return explanation
                .filter(why -> !why.path().isEmpty())
                .map(why -> why.path().getLast())
                .flatMap(firing ->
                        Optional.ofNullable(program.proceduresByName().get(firing.procedure()))
                                .stream()
                                .flatMap(procedure -> procedure.rules().stream())
                                .filter(rule -> rule.label().equals(firing.label()))
                                .findFirst())
                .flatMap(Rule::choose)
                .map(choose ->
                        (choose.direction() == Rule.Direction.MIN ? "least " : "most ")
                                + ExpressionText.show(choose.by()));
    }

    private static String word(Verdict.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
