package io.teleon.policies.reference;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known: SEMANTICS 1. Times are whole microseconds.
final class Knowledge {

    static final long CLOCK_TOLERANCE = 2_000_000;
    static final int SAMPLES = 1024;

    record Sample(Value value, long at) {}

    record Row(boolean holds, long at) {}

    record Belief(Value value, long at, long end) {}

    record Occurrence(Name event, List<Value> arguments, long at) {}

    /// @param oldest least time of a sample since the fact was last missing
    record Series(List<Sample> samples, long oldest) {}

    final Map<Name, Declaration.Percept> percepts;
    final Map<Name, Declaration.Event> events;
    final Map<Name, Declaration.Belief> beliefNames;

    final Map<Fact, Sample> measured = new LinkedHashMap<>();
    final Map<Fact, Series> series = new LinkedHashMap<>();
    final Map<Fact, Row> rows = new LinkedHashMap<>();
    final Map<Name, Long> completed = new LinkedHashMap<>();
    final Map<Fact, Belief> beliefs = new LinkedHashMap<>();
    final Map<Fact, Forecast> forecasts = new LinkedHashMap<>();
    List<Occurrence> happened = new ArrayList<>();

    private final Map<String, TreeSet<Value>> domains = new TreeMap<>();
    private final Map<Name, Long> fresh = new LinkedHashMap<>();
    private final Map<Name, Long> lifetimes = new LinkedHashMap<>();
    long now = Long.MIN_VALUE;

    /// Whether what is asked is asked by what is measured alone: SEMANTICS 2.8.
    boolean alone;

    Knowledge(Program program) {
        percepts = program.perceptsByName();
        events = program.eventsByName();
        beliefNames = program.beliefsByName();
        percepts.values().forEach(p -> fresh.put(p.name(), micros(p.fresh())));
        events.values().forEach(e -> lifetimes.put(e.name(), micros(e.keep())));
    }

    static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1000;
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    // --- what comes in

    void measure(Fact fact, Value value, long at) {
        Sample stored = measured.get(fact);
        if (stored == null || at >= stored.at()) {
            measured.put(fact, new Sample(value, at));
        }
        Series before = series.getOrDefault(fact, new Series(List.of(), Long.MAX_VALUE));
        List<Sample> samples = new ArrayList<>(before.samples());
        int place = samples.size();
        while (place > 0 && samples.get(place - 1).at() > at) {
            place--;
        }
        samples.add(place, new Sample(value, at));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        series.put(fact, new Series(samples, Math.min(before.oldest(), at)));
    }

    void state(Fact fact, boolean holds, long at) {
        Row stored = rows.get(fact);
        if (stored == null || at >= stored.at()) {
            rows.put(fact, new Row(holds, at));
        }
    }

    void complete(Name relation, long at) {
        completed.merge(relation, at, Math::max);
    }

    void withdraw(Fact fact) {
        measured.remove(fact);
        series.remove(fact);
        rows.remove(fact);
        forecasts.remove(fact);
    }

    /// SEMANTICS 4.2.
    void settle() {
        happened.removeIf(o -> now - o.at() >= lifetimes.getOrDefault(o.event(), 0L));
        beliefs.values().removeIf(belief -> belief.end() <= now);
        domains.clear();
        measured.forEach((fact, sample) -> {
            fact.key().forEach(this::occurs);
            occurs(sample.value());
        });
        rows.keySet().forEach(fact -> fact.key().forEach(this::occurs));
        beliefs.forEach((fact, belief) -> {
            fact.key().forEach(this::occurs);
            occurs(belief.value());
        });
    }

    private void occurs(Value value) {
        if (value instanceof Value.Entity entity) {
            domains.computeIfAbsent(entity.type(), _ -> new TreeSet<>()).add(entity);
        }
    }

    List<Value> domain(Type type) {
        return switch (type) {
            case Type.Entity(String name) ->
                    List.copyOf(domains.getOrDefault(name, new TreeSet<>()));
            case Type.Enumeration words ->
                    words.words().stream()
                            .sorted()
                            .map(word -> (Value) new Value.Word(word))
                            .toList();
            case Type.Bool _ -> List.of(new Value.Bool(false), new Value.Bool(true));
            case Type.Quantity _, Type.Text _ -> List.of();
        };
    }

    // --- what is known

    Optional<Value> read(Fact fact) {
        if (beliefNames.containsKey(fact.name())) {
            return Optional.ofNullable(beliefs.get(fact)).map(Belief::value);
        }
        Sample sample = measured.get(fact);
        return sample != null && now - sample.at() < fresh.getOrDefault(fact.name(), 0L)
                ? Optional.of(sample.value())
                : Optional.empty();
    }

    Optional<Value> holds(Fact fact) {
        if (beliefNames.containsKey(fact.name())) {
            return Optional.of(new Value.Bool(beliefs.containsKey(fact)));
        }
        long fresh = this.fresh.getOrDefault(fact.name(), 0L);
        Optional<Long> complete = Optional.ofNullable(completed.get(fact.name()));
        Row row = rows.get(fact);
        if (row == null) {
            return complete.isPresent() && now - complete.get() < fresh
                    ? Optional.of(new Value.Bool(false))
                    : Optional.empty();
        }
        return now - Math.max(row.at(), complete.orElse(Long.MIN_VALUE)) < fresh
                ? Optional.of(new Value.Bool(row.holds()))
                : Optional.empty();
    }

    /// Time of a stored fact.
    Optional<Long> time(Fact fact) {
        Row row = rows.get(fact);
        if (row != null) {
            return Optional.of(
                    Math.max(row.at(), completed.getOrDefault(fact.name(), Long.MIN_VALUE)));
        }
        return Optional.ofNullable(measured.get(fact))
                .map(Sample::at)
                .or(() -> Optional.ofNullable(beliefs.get(fact)).map(Belief::at));
    }

    /// The samples in `(now - w, now]`, where they may be asked.
    Optional<List<Sample>> window(Fact fact, long w) {
        Series all = series.get(fact);
        if (all == null || read(fact).isEmpty() || all.oldest() > now - w) {
            return Optional.empty();
        }
        return Optional.of(
                all.samples().stream().filter(s -> s.at() > now - w && s.at() <= now).toList());
    }

    /// A point of a forecast: between horizons, of none where it does not reach.
    Optional<Forecast.Point> forecast(Fact fact, Duration horizon) {
        return usable(fact)
                .flatMap(forecast ->
                        at(forecast.points(), micros(horizon) + now - micros(forecast.at())));
    }

    private boolean readable(Forecast.Standing standing) {
        return switch (standing) {
            case ACT -> true;
            case SUGGEST -> !alone;
            case NONE -> false;
        };
    }

    /// A forecast that may be read now.
    Optional<Forecast> usable(Fact fact) {
        return Optional.ofNullable(forecasts.get(fact))
                .filter(f ->
                        readable(f.standing())
                                && !f.points().isEmpty()
                                && now - micros(f.at()) <= micros(f.points().getFirst().horizon()));
    }

    /// @param wanted counted from the time of the forecast
    private static Optional<Forecast.Point> at(List<Forecast.Point> points, long wanted) {
        for (int i = 0; i < points.size(); i++) {
            Forecast.Point right = points.get(i);
            long to = micros(right.horizon());
            if (to == wanted) {
                return Optional.of(right);
            }
            if (i > 0 && to > wanted && micros(points.get(i - 1).horizon()) < wanted) {
                Forecast.Point left = points.get(i - 1);
                double from = micros(left.horizon());
                double share = (wanted - from) / (to - from);
                return Optional.of(
                        new Forecast.Point(
                                right.horizon(),
                                between(left.mean(), right.mean(), share),
                                between(left.p10(), right.p10(), share),
                                between(left.p50(), right.p50(), share),
                                between(left.p90(), right.p90(), share)));
            }
        }
        return Optional.empty();
    }

    private static double between(double left, double right, double share) {
        return left + share * (right - left);
    }
}
