package io.teleon.tests.bench.policy;

import io.teleon.models.time.Chance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Links that do not exist, and what is measured of them epoch after epoch, all from one seed.
///
/// Nine links in ten are well at first. Values wander within their range; of a hundred links that
/// are reported, a few turn well or ill, which is what changes firings.
final class Links {

    /// One value of one link.
    record Delta(int link, Quality quality, double value) {}

    /// Links that turn well or ill, of a hundred that are reported, in benchmarks.
    static final int TURNS = 2;

    private static final Quality[] QUALITIES = Quality.values();
    private static final Condition[] CONDITIONS = Condition.values();

    private final int count;
    private final int turns;
    private final RandomGenerator chance;
    private final List<Map<Quality, Double>> middles = new ArrayList<>();
    private final Condition[] conditions;
    private int from;

    Links(int count, long seed) {
        this(count, TURNS, seed);
    }

    Links(int count, int turns, long seed) {
        this.count = count;
        this.turns = turns;
        this.chance = new Chance(seed).stream("links");
        this.conditions = new Condition[count];
        for (int link = 0; link < count; link++) {
            // A link that is dead at first would have been so for an unknown time.
            conditions[link] = chance.nextInt(10) > 0 ? Condition.WELL : ill();
            Map<Quality, Double> its = new EnumMap<>(Quality.class);
            for (Quality quality : QUALITIES) {
                its.put(
                        quality,
                        quality.isState()
                                ? 0
                                : chance.nextDouble(
                                        quality.least() + quality.wander(),
                                        quality.most() - quality.wander()));
            }
            middles.add(its);
        }
    }

    int count() {
        return count;
    }

    /// Names have one length, so that their order as texts is that of the numbers.
    static String name(int link) {
        return String.valueOf(1_000_000 + link).replaceFirst("1", "l");
    }

    private Condition ill() {
        Condition drawn = CONDITIONS[1 + chance.nextInt(CONDITIONS.length - 1)];
        return drawn == Condition.DEAD ? Condition.DIM : drawn;
    }

    /// Everything, once.
    List<Delta> all() {
        List<Delta> deltas = new ArrayList<>();
        for (int link = 0; link < count; link++) {
            report(link, deltas);
        }
        return deltas;
    }

    /// All values of so many links, one after the other: as telemetry reports them.
    List<Delta> reports(int links) {
        List<Delta> deltas = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            int link = (from + i) % count;
            turn(link);
            report(link, deltas);
        }
        from = (from + links) % count;
        return deltas;
    }

    /// So many single values of links that are drawn; a link that turns shows all it does.
    List<Delta> scattered(int values) {
        List<Delta> deltas = new ArrayList<>();
        while (deltas.size() < values) {
            int link = chance.nextInt(count);
            Condition before = conditions[link];
            turn(link);
            if (conditions[link] == before) {
                deltas.add(measured(link, number()));
            } else {
                for (Quality quality : QUALITIES) {
                    if (shows(before, quality) || shows(conditions[link], quality)) {
                        deltas.add(measured(link, quality));
                    }
                }
            }
        }
        return deltas;
    }

    private static boolean shows(Condition condition, Quality quality) {
        return condition.shown().containsKey(quality);
    }

    /// One value of every link that makes a literal true or false which keeps a rule out; nothing
    /// comes of it.
    List<Delta> literalOfEach(boolean on) {
        List<Delta> deltas = new ArrayList<>();
        for (int link = 0; link < count; link++) {
            deltas.add(new Delta(link, Quality.TEMPERATURE, on ? 80 : 40));
        }
        return deltas;
    }

    /// A value that changes and crosses nothing.
    List<Delta> wander(int values) {
        List<Delta> deltas = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            deltas.add(measured(chance.nextInt(count), number()));
        }
        return deltas;
    }

    /// Every link is well from now on.
    void heal() {
        java.util.Arrays.fill(conditions, Condition.WELL);
    }

    private void turn(int link) {
        if (chance.nextInt(100) < turns) {
            conditions[link] =
                    conditions[link] == Condition.WELL
                            ? CONDITIONS[1 + chance.nextInt(CONDITIONS.length - 1)]
                            : Condition.WELL;
        }
    }

    private Quality number() {
        return QUALITIES[2 + chance.nextInt(QUALITIES.length - 2)];
    }

    private void report(int link, List<Delta> deltas) {
        for (Quality quality : QUALITIES) {
            deltas.add(measured(link, quality));
        }
    }

    private Delta measured(int link, Quality quality) {
        Map<Quality, Double> shown = conditions[link].shown();
        double middle = shown.getOrDefault(quality, middles.get(link).getOrDefault(quality, 0.0));
        double value = quality.isState() ? middle : middle * (1 + chance.nextDouble(-0.01, 0.01));
        return new Delta(link, quality, value);
    }
}
