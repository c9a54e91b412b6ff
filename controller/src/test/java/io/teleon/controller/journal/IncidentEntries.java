package io.teleon.controller.journal;

import io.teleon.controller.incident.Element;
import io.teleon.controller.incident.IncidentMemo;
import io.teleon.controller.incident.Trouble;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.journal.JournalEntry.IncidentNoted;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView.About;
import io.teleon.controller.report.IncidentView.Line;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Journal entries of incidents, with whatever values their types allow.
final class IncidentEntries {

    private IncidentEntries() {}

    static Arbitrary<JournalEntry> any(
            Arbitrary<Instant> instants, Arbitrary<IntentId> ids, Arbitrary<LinkId> links) {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Element> elements =
                Arbitraries.oneOf(
                        links.map(link ->
                                new Element.Cable(
                                        link.compareTo(link.reversed()) < 0
                                                ? link
                                                : link.reversed())),
                        links.map(link -> new Element.Switch(link.source().datapath())),
                        texts.map(Element.Agent::new));
        Arbitrary<List<Mark>> marks =
                Combinators.combine(Arbitraries.of(Trouble.class), texts)
                        .as(Mark::new)
                        .list()
                        .ofMaxSize(3);
        Arbitrary<List<Line>> lines =
                Combinators.combine(instants, Arbitraries.of(About.class), texts)
                        .as(Line::new)
                        .list()
                        .ofMaxSize(3);
        return Combinators.combine(
                        elements,
                        marks,
                        Arbitraries.of(Severity.class),
                        Arbitraries.of(IncidentState.class),
                        instants,
                        instants.optional(),
                        lines)
                .flatAs((element, broken, severity, state, at, cleared, told) ->
                        Combinators.combine(
                                        Arbitraries.longs().greaterOrEqual(1),
                                        Arbitraries.integers().greaterOrEqual(1),
                                        ids.list().ofMaxSize(3),
                                        Arbitraries.integers(),
                                        Arbitraries.longs().list().ofMaxSize(3),
                                        Arbitraries.longs())
                                .as((id, flaps, intents, more, actions, leftOut) ->
                                        new IncidentNoted(
                                                at,
                                                new IncidentMemo(
                                                        id, element, broken, severity, state, at,
                                                        at, cleared, flaps, intents, more, actions,
                                                        told, leftOut))));
    }
}
