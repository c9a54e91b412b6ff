package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which facts come over a reload (SEMANTICS 10.4): those whose declaration has the same types. How
/// long a fact is believed is asked when it is read, so `fresh`, `keep` and `ttl` may change.
final class FactCarryOver {

    /// What is declared of a name, as far as stored facts hang on it.
    private record Signature(
            String kind, List<Type> key, Optional<Type> value, Optional<String> forecast) {}

    private final Map<Name, Signature> were;
    private final Map<Name, Signature> are;
    private final Losses losses;

    FactCarryOver(Program old, Program next, Losses losses) {
        this.were = signatures(old);
        this.are = signatures(next);
        this.losses = losses;
    }

    private static Map<Name, Signature> signatures(Program program) {
        Map<Name, Signature> all = new TreeMap<>();
        for (Declaration.Percept p : program.percepts()) {
            all.put(p.name(), new Signature("percept", p.key(), p.value(), p.forecast()));
        }
        for (Declaration.Belief b : program.beliefs()) {
            all.put(b.name(), new Signature("belief", b.key(), b.value(), Optional.empty()));
        }
        for (Declaration.Event e : program.events()) {
            all.put(
                    e.name(),
                    new Signature("event", e.arguments(), Optional.empty(), Optional.empty()));
        }
        return all;
    }

    /// Percepts of which the new engine knows nothing until it is told, though the host may.
    List<Name> unknown() {
        return are.entrySet().stream()
                .filter(entry -> entry.getValue().kind().equals("percept"))
                .map(Map.Entry::getKey)
                .filter(name -> changed(name).isPresent())
                .toList();
    }

    /// Why what is stored of a name does not stay, if it does not.
    private Optional<String> changed(Name name) {
        Signature was = were.get(name);
        Signature is = are.get(name);
        if (was == null || is == null) {
            return Optional.of("the new program does not declare it");
        }
        if (!was.kind().equals(is.kind())) {
            return Optional.of("it was a %s and is a %s".formatted(was.kind(), is.kind()));
        }
        boolean same =
                was.key().size() == is.key().size()
                        && was.value().isPresent() == is.value().isPresent()
                        && (was.value().isEmpty() || alike(was.value().get(), is.value().get()));
        for (int i = 0; same && i < was.key().size(); i++) {
            same = alike(was.key().get(i), is.key().get(i));
        }
        return same ? Optional.empty() : Optional.of("its types changed");
    }

    /// Words may come and go; what each word means does not change by that.
    private static boolean alike(Type was, Type is) {
        return was.equals(is)
                || (was instanceof Type.Enumeration && is instanceof Type.Enumeration);
    }

    /// Why one fact does not stay, if it does not.
    private Optional<String> changed(Fact fact, Optional<Value> value) {
        Optional<String> changed = changed(fact.name());
        if (changed.isPresent()) {
            return changed;
        }
        Signature is = Optional.ofNullable(are.get(fact.name())).orElseThrow();
        boolean fits =
                value.isEmpty()
                        || is.value().isEmpty()
                        || InputCheck.fits(value.get(), is.value().get());
        return fits && fit(fact.key(), is.key())
                ? Optional.empty()
                : Optional.of("a word of it is gone");
    }

    private static boolean fit(List<Value> values, List<Type> types) {
        boolean fit = true;
        for (int i = 0; i < values.size(); i++) {
            fit &= InputCheck.fits(values.get(i), types.get(i));
        }
        return fit;
    }

    Facts.Content facts(Facts.Content from) {
        Map<Fact, Facts.Stored> stored = new LinkedHashMap<>();
        from.stored()
                .forEach((fact, there) -> {
                    Optional<String> why = changed(fact, Optional.of(there.value()));
                    if (why.isEmpty()) {
                        stored.put(fact, there);
                    } else {
                        note(Dropped.Kind.FACT, fact, why.get());
                    }
                });
        Map<Name, Long> completes = new LinkedHashMap<>();
        from.completes()
                .forEach((name, at) -> {
                    if (changed(name).isEmpty()) {
                        completes.put(name, at);
                    }
                });
        Map<Fact, Facts.Samples> samples = new LinkedHashMap<>();
        from.samples()
                .forEach((fact, there) -> {
                    if (changed(fact, Optional.empty()).isEmpty()) {
                        samples.put(fact, there);
                    }
                });
        return new Facts.Content(stored, completes, occurrences(from), forecasts(from), samples);
    }

    private Map<Name, List<Facts.Occurrence>> occurrences(Facts.Content from) {
        Map<Name, List<Facts.Occurrence>> all = new LinkedHashMap<>();
        from.occurrences()
                .forEach((name, list) -> {
                    Optional<String> changed = changed(name);
                    List<Facts.Occurrence> kept = new ArrayList<>();
                    for (Facts.Occurrence happened : list) {
                        Fact fact = new Fact(name, happened.arguments());
                        Optional<String> why = changed.or(() -> changed(fact, Optional.empty()));
                        if (why.isEmpty()) {
                            kept.add(happened);
                        } else {
                            note(Dropped.Kind.EVENT, fact, why.get());
                        }
                    }
                    if (changed.isEmpty()) {
                        all.put(name, kept);
                    }
                });
        return all;
    }

    private Map<Fact, Forecast> forecasts(Facts.Content from) {
        Map<Fact, Forecast> kept = new LinkedHashMap<>();
        from.forecasts()
                .forEach((fact, forecast) -> {
                    Optional<String> why = changed(fact, Optional.empty());
                    if (why.isEmpty() && !model(were, fact).equals(model(are, fact))) {
                        why = Optional.of("another model forecasts it");
                    }
                    if (why.isEmpty()) {
                        kept.put(fact, forecast);
                    } else {
                        note(Dropped.Kind.FORECAST, fact, why.get());
                    }
                });
        return kept;
    }

    private static Optional<String> model(Map<Name, Signature> declared, Fact fact) {
        return Optional.ofNullable(declared.get(fact.name())).flatMap(Signature::forecast);
    }

    /// Changes of beliefs that take effect in the next epoch.
    void updates(List<Update> queued) {
        queued.removeIf(update -> {
            Optional<String> why = changed(update.belief(), update.value());
            why.ifPresent(reason -> note(Dropped.Kind.UPDATE, update.belief(), reason));
            return why.isPresent();
        });
    }

    private void note(Dropped.Kind kind, Fact fact, String why) {
        losses.note(kind, fact.name().toString(), why, Losses.shown(fact.key()));
    }
}
