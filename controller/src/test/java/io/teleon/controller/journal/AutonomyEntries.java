package io.teleon.controller.journal;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.journal.JournalEntry.ActionNoted;
import io.teleon.controller.journal.JournalEntry.AutonomyOrdered;
import io.teleon.controller.journal.JournalEntry.ModelInForce;
import io.teleon.controller.journal.JournalEntry.PolicyEpoch;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.AutonomyView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Journal entries of autonomy, with whatever values their types allow.
final class AutonomyEntries {

    private AutonomyEntries() {}

    static Arbitrary<JournalEntry> any(
            Arbitrary<Instant> instants, Arbitrary<IntentId> ids, Arbitrary<LinkId> links) {
        return Arbitraries.oneOf(
                Combinators.combine(instants, orders(instants, links)).as(AutonomyOrdered::new),
                Combinators.combine(instants, memos(instants, ids, links)).as(ActionNoted::new),
                Combinators.combine(instants, texts(), Arbitraries.longs(), questions(instants))
                        .as(PolicyEpoch::new),
                Combinators.combine(instants, texts(), texts(), texts()).as(ModelInForce::new));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(12);
    }

    private static Arbitrary<Ask.ToAutonomy> orders(
            Arbitrary<Instant> instants, Arbitrary<LinkId> links) {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Long> numbers = Arbitraries.longs();
        return Arbitraries.oneOf(
                Combinators.combine(texts(), texts()).as(Ask.Pause::new),
                texts().map(Ask.Resume::new),
                Combinators.combine(texts(), Arbitraries.of(Policy.Mode.class), texts())
                        .as(Ask.SetAutonomy::new),
                Combinators.combine(numbers, flags, texts()).as(Ask.Decide::new),
                Combinators.combine(numbers, texts()).as(Ask.UndoAction::new),
                Combinators.combine(links, flags, texts()).as(Ask.Maintain::new),
                Combinators.combine(texts(), instants, instants, texts()).as(Ask.Freeze::new));
    }

    private static Arbitrary<List<Value>> values() {
        Arbitrary<Value> value =
                Arbitraries.oneOf(
                        Arbitraries.doubles().map(Value.Quantity::new),
                        texts().map(Value.Text::new),
                        Arbitraries.of(true, false).map(Value.Bool::new),
                        words().map(Value.Word::new),
                        Combinators.combine(words(), words()).as(Value.Entity::new));
        return value.list().ofMaxSize(4);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    }

    private static Arbitrary<ActionMemo> memos(
            Arbitrary<Instant> instants, Arbitrary<IntentId> ids, Arbitrary<LinkId> links) {
        Arbitrary<InstanceId> instances =
                Combinators.combine(
                                Combinators.combine(words(), words()).as(Name::new),
                                values(),
                                Arbitraries.longs().greaterOrEqual(1))
                        .as(InstanceId::new);
        Arbitrary<SequencedMap<IntentId, List<LinkId>>> held =
                Arbitraries.maps(ids, links.list().ofMaxSize(3))
                        .ofMaxSize(3)
                        .map(LinkedHashMap::new);
        Arbitrary<SequencedMap<IntentId, Bandwidth>> limited =
                Arbitraries.maps(
                                ids,
                                Arbitraries.doubles()
                                        .between(1e3, 1e12)
                                        .ofScale(3)
                                        .map(Bandwidth::new))
                        .ofMaxSize(3)
                        .map(LinkedHashMap::new);
        Arbitrary<Optional<LinkId>> link = links.optional();
        Arbitrary<Optional<String>> detour = words().optional();
        return Combinators.combine(instances, values(), texts(), instants, held, limited)
                .flatAs((instance, arguments, rule, at, paths, limits) ->
                        Combinators.combine(
                                        Arbitraries.longs(),
                                        Arbitraries.of(ActionState.class),
                                        link,
                                        detour,
                                        Arbitraries.of(true, false))
                                .as((id, state, about, way, confirmed) ->
                                        new ActionMemo(
                                                id, instance, arguments, rule, at, state, about,
                                                way, paths, limits, confirmed)));
    }

    private static Arbitrary<List<AutonomyView.Question>> questions(Arbitrary<Instant> instants) {
        return Combinators.combine(
                        Arbitraries.longs(), texts(), instants, texts(), texts(), texts())
                .as(AutonomyView.Question::new)
                .list()
                .uniqueElements(AutonomyView.Question::number)
                .ofMaxSize(3);
    }
}
