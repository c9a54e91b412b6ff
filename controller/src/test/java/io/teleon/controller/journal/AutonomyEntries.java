package io.teleon.controller.journal;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.act.ActionReasons;
import io.teleon.controller.act.TargetMemo;
import io.teleon.controller.journal.JournalEntry.ActionNoted;
import io.teleon.controller.journal.JournalEntry.ActionReasoned;
import io.teleon.controller.journal.JournalEntry.AutonomyOrdered;
import io.teleon.controller.journal.JournalEntry.HostSpared;
import io.teleon.controller.journal.JournalEntry.ModelInForce;
import io.teleon.controller.journal.JournalEntry.PolicyEpoch;
import io.teleon.controller.journal.JournalEntry.PolicyReloaded;
import io.teleon.controller.journal.JournalEntry.TargetNoted;
import io.teleon.controller.journal.JournalEntry.TicketNoted;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.TwinView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
                Combinators.combine(instants, Arbitraries.longs(), reasons(instants))
                        .as(ActionReasoned::new),
                Combinators.combine(instants, targets(instants)).as(TargetNoted::new),
                Combinators.combine(instants, texts(), texts(), texts().list().ofMaxSize(3))
                        .as(TicketNoted::new),
                Combinators.combine(instants, points(links), instants).as(HostSpared::new),
                Combinators.combine(instants, texts(), Arbitraries.longs(), questions(instants))
                        .as(PolicyEpoch::new),
                Combinators.combine(instants, texts(), texts()).as(PolicyReloaded::new),
                Combinators.combine(instants, texts(), texts(), texts()).as(ModelInForce::new));
    }

    private static Arbitrary<ConnectPoint> points(Arbitrary<LinkId> links) {
        return links.map(LinkId::source);
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
                                        Arbitraries.of(true, false),
                                        deeds(instants).list().ofMaxSize(3),
                                        baselines(instants).optional())
                                .as((id, state, about, way, confirmed, deeds, baseline) ->
                                        new ActionMemo(
                                                id, instance, arguments, rule, at, state, about,
                                                way, paths, limits, confirmed, deeds, baseline)));
    }

    private static Arbitrary<ActionMemo.Deed> deeds(Arbitrary<Instant> instants) {
        return Combinators.combine(
                        instants,
                        Arbitraries.doubles().between(0, 1e12),
                        Arbitraries.of(true, false))
                .as(ActionMemo.Deed::new);
    }

    private static Arbitrary<ActionMemo.Baseline> baselines(Arbitrary<Instant> instants) {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1).optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.doubles().between(0, 2),
                        instants.optional())
                .as((delivered, idle, worst, since) ->
                        new ActionMemo.Baseline(
                                delivered.isPresent()
                                        ? OptionalDouble.of(delivered.get())
                                        : OptionalDouble.empty(),
                                idle,
                                worst,
                                since));
    }

    private static Arbitrary<TargetMemo> targets(Arbitrary<Instant> instants) {
        return Combinators.combine(
                        texts(),
                        instants.list().ofMaxSize(3),
                        instants.optional(),
                        instants.optional())
                .as(TargetMemo::new);
    }

    private static Arbitrary<ActionReasons> reasons(Arbitrary<Instant> instants) {
        Arbitrary<List<String>> lines = texts().list().ofMaxSize(3);
        Arbitrary<Foreseen> foreseen =
                Combinators.combine(texts(), texts(), instants, Arbitraries.doubles())
                        .as((model, fact, at, value) ->
                                new Foreseen(
                                        model,
                                        fact,
                                        at,
                                        Duration.ofSeconds(77),
                                        value,
                                        2 * value,
                                        -value,
                                        0.1,
                                        Double.NaN));
        return Combinators.combine(
                        explanations().optional(),
                        foreseen.optional(),
                        Combinators.combine(texts(), texts(), lines).as(TwinView::new).optional(),
                        lines)
                .as(ActionReasons::new);
    }

    private static Arbitrary<Explanation> explanations() {
        Arbitrary<Name> names = Combinators.combine(words(), words()).as(Name::new);
        Arbitrary<Explanation.Reading> readings =
                Combinators.combine(texts(), texts(), Arbitraries.longs(), texts())
                        .as(Explanation.Reading::new);
        Arbitrary<Explanation.Literal> literals =
                Combinators.combine(
                                texts(),
                                Arbitraries.of('T', 'U', 'F'),
                                readings.list().ofMaxSize(3))
                        .as(Explanation.Literal::new);
        Arbitrary<SequencedMap<String, Value>> bindings =
                Arbitraries.maps(words(), values().filter(v -> !v.isEmpty()).map(List::getFirst))
                        .ofMaxSize(3)
                        .map(LinkedHashMap::new);
        Arbitrary<Explanation.Firing> firings =
                Combinators.combine(
                                names,
                                values(),
                                words(),
                                bindings,
                                literals.list().ofMaxSize(2),
                                Arbitraries.longs())
                        .as(Explanation.Firing::new);
        return Combinators.combine(
                        Combinators.combine(names, values()).as(TaskId::new),
                        firings.list().ofMaxSize(2),
                        texts().list().ofMaxSize(2))
                .as(Explanation::new);
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
