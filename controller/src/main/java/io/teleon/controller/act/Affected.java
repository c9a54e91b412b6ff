package io.teleon.controller.act;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// Whom a plan may do harm, and so by whom it is judged.
///
/// @param links that get more by it: not those by which the intents that it leads would go anyhow
/// @param intents that it leads, and all others on these links
record Affected(SequencedSet<LinkId> links, SequencedSet<IntentId> intents) {

    /// @param about the link that is to be relieved
    static Affected of(Plan plan, Optional<LinkId> about, Picture now) {
        SequencedSet<IntentId> intents = new LinkedHashSet<>();
        SequencedSet<LinkId> links = new LinkedHashSet<>();
        switch (plan) {
            case Plan.Paths paths -> {
                intents.addAll(paths.paths().sequencedKeySet());
                paths.paths()
                        .forEach((id, way) ->
                                way.stream()
                                        .filter(link -> !goesByDefault(now, id, link))
                                        .forEach(links::add));
            }
            case Plan.Limits _ -> about.ifPresent(links::add);
            case Plan.Contain _, Plan.Bounce _, Plan.Impossible _, Plan.Paper _ -> {}
        }
        // Whoever shares these links may suffer from it too.
        now.intents()
                .forEach((id, intent) -> {
                    if (intent.view().path().stream().anyMatch(links::contains)
                            && !suffersElsewhere(intent, links, now)) {
                        intents.add(id);
                    }
                });
        return new Affected(links, intents);
    }

    private static boolean goesByDefault(Picture now, IntentId intent, LinkId by) {
        OfLink link = now.links().get(by);
        return link != null && link.users().contains(intent);
    }

    /// Whether an intent goes by a link that has trouble and to which the plan brings nothing: what
    /// such an intent loses says nothing about the plan.
    private static boolean suffersElsewhere(
            OfIntent intent, SequencedSet<LinkId> links, Picture now) {
        return intent.view().path().stream()
                .filter(link -> !links.contains(link))
                .flatMap(link -> Optional.ofNullable(now.links().get(link)).stream())
                .anyMatch(Measure::isInTrouble);
    }
}
