package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One disjunct in the making: what is claimed in it, and what still has to be taken apart.
final class Branch {

    /// @param tag of the claim it follows from
    record Marked(boolean truth, int tag) {}

    /// @param body false (or not true) whatever the variables stand for
    record Universal(
            List<Expression.Variable> variables, Expression body, Claim claim, Claim.Mode mode) {}

    /// What is known of a value that is not a number.
    record Choice(Map<String, Integer> excluded, Optional<String> chosen, int tag) {}

    private final Deque<Claim> todo;
    private final Deque<Claim> weak;
    private final List<List<List<Claim>>> choices;
    private final List<Literal> trail;
    private final Map<String, Marked> truths;
    private final Map<String, Choice> values;
    private final List<Inequality> inequalities;
    private final Set<String> known;
    private final Set<String> readings;
    private final List<Universal> universals;
    private final Set<String> instances;
    private final Map<String, Map<String, Term>> things;
    private Optional<BitSet> contradiction = Optional.empty();
    private boolean unsolved;
    private boolean settled;

    Branch() {
        todo = new ArrayDeque<>();
        weak = new ArrayDeque<>();
        choices = new ArrayList<>();
        trail = new ArrayList<>();
        truths = new LinkedHashMap<>();
        values = new TreeMap<>();
        inequalities = new ArrayList<>();
        known = new TreeSet<>();
        readings = new TreeSet<>();
        universals = new ArrayList<>();
        instances = new TreeSet<>();
        things = new TreeMap<>();
    }

    private Branch(Branch other) {
        todo = new ArrayDeque<>(other.todo);
        weak = new ArrayDeque<>(other.weak);
        choices = new ArrayList<>(other.choices);
        trail = new ArrayList<>(other.trail);
        truths = new LinkedHashMap<>(other.truths);
        values = new TreeMap<>(other.values);
        inequalities = new ArrayList<>(other.inequalities);
        known = new TreeSet<>(other.known);
        readings = new TreeSet<>(other.readings);
        universals = new ArrayList<>(other.universals);
        instances = new TreeSet<>(other.instances);
        things = new TreeMap<>();
        other.things.forEach((type, terms) -> things.put(type, new LinkedHashMap<>(terms)));
        unsolved = other.unsolved;
        settled = other.settled;
    }

    Branch with(List<Claim> more) {
        Branch branch = new Branch(this);
        more.forEach(branch::push);
        return branch;
    }

    // --- what is to be done

    void push(Claim claim) {
        if (claim.mode().isWeak() && !settled) {
            weak.add(claim);
        } else {
            todo.add(claim);
        }
    }

    void choose(List<List<Claim>> alternatives) {
        choices.add(alternatives);
    }

    Optional<Claim> next() {
        return Optional.ofNullable(todo.poll());
    }

    /// The choice with the fewest alternatives, the earliest of them.
    Optional<List<List<Claim>>> nextChoice() {
        int best = -1;
        for (int i = 0; i < choices.size(); i++) {
            if (best < 0 || choices.get(i).size() < choices.get(best).size()) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(choices.remove(best));
    }

    /// From here on it is clear what is known, and weak claims can be looked at; false if there is
    /// none.
    boolean settle() {
        settled = true;
        todo.addAll(weak);
        weak.clear();
        return !todo.isEmpty();
    }

    // --- contradictions

    void close(int... tags) {
        BitSet set = new BitSet();
        for (int tag : tags) {
            set.set(tag);
        }
        close(set);
    }

    void close(BitSet tags) {
        if (contradiction.isEmpty()) {
            contradiction = Optional.of(tags);
        }
    }

    Optional<BitSet> contradiction() {
        return contradiction;
    }

    // --- literals

    List<Literal> trail() {
        return trail;
    }

    boolean isKnown(String key) {
        return known.contains(key);
    }

    void know(String key) {
        known.add(key);
    }

    /// Notes the truth of something that is looked up by its key.
    void hold(String key, Literal literal) {
        Marked there = truths.putIfAbsent(key, new Marked(literal.truth(), literal.tag()));
        if (there == null) {
            trail.add(literal);
        } else if (there.truth() != literal.truth()) {
            close(there.tag(), literal.tag());
        }
    }

    /// Two values of which no number is known are equal, or are not.
    void equality(String pair, boolean equal, Literal literal) {
        truths.put(pair, new Marked(equal, literal.tag()));
        trail.add(literal);
    }

    /// What has a value here cannot be claimed to have none.
    void denyKnowledge(String key, Literal literal) {
        truth("known " + key)
                .filter(marked -> !marked.truth())
                .ifPresent(marked -> close(marked.tag(), literal.tag()));
    }

    void note(Literal literal) {
        trail.add(literal);
    }

    Optional<Marked> truth(String key) {
        return Optional.ofNullable(truths.get(key));
    }

    /// A value is, or is not, one of its words or a text.
    void value(String key, Type type, String constant, boolean equal, int tag) {
        Choice there = values.getOrDefault(key, new Choice(new TreeMap<>(), Optional.empty(), tag));
        if (equal) {
            Integer excluded = there.excluded().get(constant);
            if (excluded != null) {
                close(excluded, tag);
            } else if (there.chosen().isPresent() && !there.chosen().get().equals(constant)) {
                close(there.tag(), tag);
            } else {
                values.put(key, new Choice(there.excluded(), Optional.of(constant), tag));
            }
            return;
        }
        if (there.chosen().isPresent()) {
            if (there.chosen().get().equals(constant)) {
                close(there.tag(), tag);
            }
            return;
        }
        Map<String, Integer> excluded = new TreeMap<>(there.excluded());
        excluded.putIfAbsent(constant, tag);
        values.put(key, new Choice(excluded, Optional.empty(), tag));
        if (type instanceof Type.Enumeration(_, List<String> words)
                && excluded.keySet().containsAll(words)) {
            BitSet tags = new BitSet();
            excluded.values().forEach(tags::set);
            close(tags);
        }
    }

    // --- arithmetic

    void require(Inequality inequality) {
        inequalities.add(inequality);
        unsolved = true;
    }

    boolean addReading(String key) {
        return readings.add(key);
    }

    Set<String> readings() {
        return readings;
    }

    void solve(Budget budget) {
        if (unsolved) {
            unsolved = false;
            Elimination.contradiction(inequalities, budget).ifPresent(this::close);
        }
    }

    // --- quantifiers

    void add(Universal universal) {
        universals.add(universal);
    }

    List<Universal> universals() {
        return universals;
    }

    /// True the first time.
    boolean instantiate(String instance) {
        return instances.add(instance);
    }

    void thing(String key, Term term, Type type) {
        things.computeIfAbsent(type.name(), _ -> new LinkedHashMap<>()).putIfAbsent(key, term);
    }

    Map<String, Term> things(Type type) {
        return things.getOrDefault(type.name(), Map.of());
    }
}
